#include "query/hints/looking.h"

#include "text/syllable/spelling.h"

#include <stdarg.h>

struct str looking_word(const struct looking *l, size_t i)
{
	const struct item *item = looking_at(l, i);
	return item->kind == ITEM_WORD ? str_slice(l->query->text, item->first, item->last)
				       : STR("");
}

bool looking_begins(const struct looking *l, size_t i)
{
	return item_begins_operand(looking_at(l, i));
}

bool looking_ends(const struct looking *l, size_t i)
{
	return item_ends_operand(looking_at(l, i));
}

bool looking_is_name(const struct looking *l, size_t i)
{
	return spelling_is_capitalised(looking_word(l, i));
}

void looking_note(
	struct looking *l, size_t start, size_t end, enum stray_kind kind, const char *format, ...)
{
	struct query_notes *notes = &l->query->notes;
	struct buf instead = BUF_INIT;
	va_list ap;
	if (notes->stray_count == QUERY_MAX_STRAYS)
		return;
	va_start(ap, format);
	buf_vprintf(&instead, format, ap);
	va_end(ap);
	struct str kept = arena_str(l->memory, buf_str(&instead));
	l->failed |= instead.failed || !kept.ptr;
	buf_free(&instead);
	notes->strays[notes->stray_count++] =
		(struct syntax_stray){.start = decoding_place(l->decoding, start, false),
			.end = decoding_place(l->decoding, end, true),
			.kind = kind,
			.instead = kept};
}
