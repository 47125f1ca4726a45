#include "query/hints/looking.h"

#include "text/syllable/spelling.h"

struct str looking_word(const struct looking *l, size_t i)
{
	const struct item *item = looking_at(l, i);
	return item->kind == ITEM_WORD ? str_slice(l->query->text, item->first, item->last)
				       : STR("");
}

bool looking_begins(const struct looking *l, size_t i)
{
	enum item_kind kind = looking_at(l, i)->kind;
	return kind <= ITEM_OPEN || (kind >= ITEM_LITERAL && kind <= ITEM_NOT);
}

bool looking_ends(const struct looking *l, size_t i)
{
	enum item_kind kind = looking_at(l, i)->kind;
	return kind <= ITEM_FILTER || kind == ITEM_CLOSE;
}

bool looking_is_name(const struct looking *l, size_t i)
{
	struct spelling s;
	spelling_of(looking_word(l, i), &s);
	return (s.flags & TOKEN_CAPITALISED) != 0;
}

void looking_note(
	struct looking *l, size_t start, size_t end, enum stray_kind kind, struct str instead)
{
	struct query_notes *notes = &l->query->notes;
	if (notes->stray_count == QUERY_MAX_STRAYS)
		return;
	struct str kept = arena_str(l->memory, instead);
	l->failed |= !kept.ptr;
	notes->strays[notes->stray_count++] =
		(struct syntax_stray){.start = decoding_place(l->decoding, start, false),
			.end = decoding_place(l->decoding, end, true),
			.kind = kind,
			.instead = kept};
}
