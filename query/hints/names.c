#include "query/hints/names.h"

#include "base/ascii.h"
#include "text/syllable/script.h"

/* Whether NAME is of letters alone, at least two; *SMALL: none of them is a capital, *ASCII. */
static bool read_name(struct str name, bool *small, bool *ascii)
{
	size_t letters = 0;
	*small = *ascii = true;
	for (size_t i = 0; i < name.len; letters++) {
		int32_t c;
		size_t bytes = script_read(name.ptr + i, &c);
		struct script_letter one = script_letter_of(c);
		if (c != '_' && one.letter == 0)
			return false;
		*small &= !one.capital;
		*ascii &= c < 0x80;
		i += bytes;
	}
	return letters > 1;
}

/* Whether VALUE, behind the colon, is what a filter may have: not the second part of a time, a
   score or an address. */
static bool is_value(struct str value, bool quoted)
{
	if (value.len == 0)
		return quoted;
	return !memchr(value.ptr, '@', value.len) && !memchr(value.ptr, '/', value.len) &&
	       !memchr(value.ptr, ':', value.len);
}

/* The field that the words of up to FILTER_NAME_WORDS items that end with item I, at COLON, may
   have been meant as, *START where they begin; NULL: none. */
static const char *nearest(const struct looking *l, size_t i, size_t colon, size_t *start)
{
	struct str text = l->query->text;
	const char *found = NULL;
	for (size_t words = 0; words < FILTER_NAME_WORDS && words <= i; words++) {
		const struct item *item = looking_at(l, i - words);
		if (item->kind != ITEM_WORD || (words > 0 && item->end != item->last))
			break;
		const char *one = filter_name_nearest(str_slice(text, item->first, colon));
		if (one) {
			found = one;
			*start = item->first;
		}
	}
	return found;
}

void names_look(struct looking *l, size_t i)
{
	const struct item *item = looking_at(l, i);
	struct str word = looking_word(l, i);
	size_t colon = str_find(word, STR(":"), 0);
	bool small, ascii;
	if (colon == word.len || l->items.count > HINTS_TYPED_ITEMS)
		return;
	struct str name = str_slice(word, 0, colon), value = str_slice(word, colon + 1, word.len);
	bool quoted = looking_at(l, i + 1)->kind == ITEM_QUOTED &&
		      looking_at(l, i + 1)->start == item->end;
	if (!read_name(name, &small, &ascii) || !is_value(value, quoted) ||
		filter_name_of(name).kind != FILTER_NAME_NONE)
		return;
	size_t start = item->first, end = item->first + colon + 1;
	const char *near = nearest(l, i, item->first + colon, &start);
	bool meant = small && (ascii || l->items.count <= HINTS_SHORT_ITEMS);
	if (!near && !meant)
		return;
	looking_note(l, start, end, STRAY_FIELD, "%s%s", near ? near : "", near ? ":" : "");
}
