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

void values_look(struct looking *l, size_t i, const struct filter_place *f)
{
	const struct item *item = looking_at(l, i);
	struct str text = l->query->text, value = f->filter.value;
	size_t more = 0;
	/* With a capital it goes on over the words that begin with one, and no others. */
	if (f->kind != FILTER_NAME_FIELD || field_is_stored(f->filter.field) ||
		spelling_is_capitalised(value) || memchr(value.ptr, ' ', value.len) ||
		l->items.count > HINTS_SHORT_ITEMS ||
		!str_ends_with(str_slice(text, item->start, item->end), value))
		return;
	while (more < MORE_WORDS && follows(l, i + more + 1))
		more++;
	for (; more > 0; more--) {
		size_t end = looking_at(l, i + more)->end;
		size_t first = item->end - value.len;
		looking_note(l, item->start, end, STRAY_WORDS, "%.*s\"%.*s\"",
			STR_ARG(str_slice(text, item->start, first)),
			STR_ARG(str_slice(text, first, end)));
	}
}
