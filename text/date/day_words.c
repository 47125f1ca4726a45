#include "text/date/day_words.h"

#include "base/ascii.h"
#include "text/syllable/spelling.h"

#include <stdlib.h>
#include <string.h>

static bool add_word(struct day_words *p, struct str word)
{
	struct spelling s;
	spelling_of(word, &s);
	if (p->count == DAY_WORDS || s.folded_len >= DAY_WORD_BYTES)
		return false;
	memcpy(p->words[p->count], s.folded, s.folded_len);
	p->words[p->count][s.folded_len] = '\0';
	p->starts[p->count++] = (size_t)(word.ptr - p->text.ptr);
	return true;
}

bool day_words_read(struct str text, struct day_words *out)
{
	struct str rest = text, word;
	*out = (struct day_words){.text = text};
	while (str_split(&rest, ' ', &word)) {
		if (word.len > 0 && !add_word(out, word))
			return false;
	}
	return out->count > 0;
}

bool day_words_is(const struct day_words *p, size_t i, const char *word)
{
	return i < p->count && strcmp(p->words[i], word) == 0;
}

bool day_words_is_one_of(const struct day_words *p, size_t i, const char *const *words)
{
	for (; *words; words++) {
		if (day_words_is(p, i, *words))
			return true;
	}
	return false;
}

enum unit day_words_unit(const struct day_words *p, size_t i)
{
	static const struct {
		const char *name;
		enum unit unit;
	} units[] = {{"ngay", UNIT_DAY}, {"day", UNIT_DAY}, {"days", UNIT_DAY}, {"tuan", UNIT_WEEK},
		{"week", UNIT_WEEK}, {"weeks", UNIT_WEEK}, {"thang", UNIT_MONTH},
		{"month", UNIT_MONTH}, {"months", UNIT_MONTH}, {"qui", UNIT_QUARTER},
		{"quy", UNIT_QUARTER}, {"quarter", UNIT_QUARTER}, {"quarters", UNIT_QUARTER},
		{"nam", UNIT_YEAR}, {"year", UNIT_YEAR}, {"years", UNIT_YEAR}};
	for (size_t k = 0; k < sizeof units / sizeof *units; k++) {
		if (day_words_is(p, i, units[k].name))
			return units[k].unit;
	}
	return UNIT_NONE;
}

long day_words_number(const struct day_words *p, size_t i, long max)
{
	if (i >= p->count || !ascii_is_number(str_from_c(p->words[i])))
		return 0;
	long number = strtol(p->words[i], NULL, 10);
	return number <= max ? number : 0;
}

struct str day_words_rest(const struct day_words *p, size_t i)
{
	return str_slice(p->text, i < p->count ? p->starts[i] : p->text.len, p->text.len);
}
