#include "query/hints/values.h"

#include "text/syllable/spelling.h"

enum { MORE_WORDS = 3 };

/* Whether item I is a word, a space behind the one before. */
static bool follows(const struct looking *l, size_t i)
{
	const struct item *before = looking_at(l, i - 1), *item = looking_at(l, i);
	return item->kind == ITEM_WORD && item->start == before->end + 1 &&
	       item->end == item->last &&
	       !memchr(looking_word(l, i).ptr, ':', item->last - item->first);
}

/* Whether VALUE begins with a capital: then it goes on over the words that do, and no others. */
static bool is_name(struct str value)
{
	struct spelling s;
	spelling_of(value, &s);
	return (s.flags & TOKEN_CAPITALISED) != 0;
}

void values_look(struct looking *l, size_t i, const struct filter_place *f)
{
	const struct item *item = looking_at(l, i);
	struct str text = l->query->text, value = f->filter.value;
	size_t more = 0;
	if (f->kind != FILTER_NAME_FIELD || field_is_stored(f->filter.field) || is_name(value) ||
		memchr(value.ptr, ' ', value.len) || l->items.count > HINTS_SHORT_ITEMS ||
		!str_ends_with(str_slice(text, item->start, item->end), value))
		return;
	while (more < MORE_WORDS && follows(l, i + more + 1))
		more++;
	for (; more > 0; more--) {
		size_t end = looking_at(l, i + more)->end;
		size_t first = item->end - value.len;
		struct buf instead = BUF_INIT;
		buf_append(&instead, str_slice(text, item->start, first));
		buf_printf(&instead, "\"%.*s\"", STR_ARG(str_slice(text, first, end)));
		looking_note(l, item->start, end, STRAY_WORDS, buf_str(&instead));
		l->failed |= instead.failed;
		buf_free(&instead);
	}
}
