#include "article/given/unused.h"

#include "article/words.h"
#include "text/syllable/utf8.h"

enum { TEXT_WORDS = 3 };

static bool is_text(struct str value)
{
	struct word w;
	size_t at = 0;
	int words = 0;
	while (words < TEXT_WORDS && words_next(value, &at, &w)) {
		bool own = w.start == 0 || words_space(value, w.start - 1) > 0;
		words = own ? words + 1 : 0; /* not https://a.vn/b or 2018-03-27 */
	}
	return words == TEXT_WORDS;
}

void unused_count(struct unused_keys *u, struct str key, uint64_t articles)
{
	size_t i = 0;
	while (i < u->count && !str_eq(str_from_c(u->keys[i].name), key))
		i++;
	if (i == UNUSED_KEYS_MAX)
		return;
	if (i == u->count) {
		memcpy(u->keys[i].name, key.ptr, key.len);
		u->keys[i].name[key.len] = '\0';
		u->keys[i].count = 0;
		u->count++;
	}
	u->keys[i].count += articles;
}

void unused_add(struct unused_keys *u, struct str key, struct str value)
{
	key = utf8_cut(key, UNUSED_NAME_SIZE - 1);
	if (key.len > 0 && is_text(value))
		unused_count(u, key, 1);
}
