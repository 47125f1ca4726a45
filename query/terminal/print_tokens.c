#include "query/terminal/print.h"

#include "printing/clean.h"
#include "query/reading/chars.h"
#include "query/terminal/terminal.h"
#include "text/token/token.h"

#include <stdio.h>

/* TEXT, and spaces up to COLUMNS columns, at least one. */
static void put_column(struct buf *out, struct str text, size_t columns)
{
	size_t first = out->len;
	clean_append(out, text);
	if (out->failed)
		return;
	size_t width = terminal_width_of(str_make(out->ptr + first, out->len - first));
	do
		buf_push(out, ' ');
	while (++width < columns);
}

/* [0,4), and what stands there. */
static void put_place(struct buf *out, struct str text, size_t start, size_t end)
{
	char place[48];
	int len = snprintf(place, sizeof place, "[%zu,%zu)", start, end);
	put_column(out, str_make(place, (size_t)len), 12);
	put_column(out, str_slice(text, start, end), 16);
}

static void put_others(struct buf *out, struct str text, const struct other_ways *o)
{
	put_place(out, text, o->start, o->end);
	for (size_t i = 0; i < o->count; i++) {
		buf_append_c(out, i > 0 ? ", " : "= ");
		clean_append(out, o->ways[i]);
	}
	buf_push(out, '\n');
}

void print_text_analysis(struct buf *out, const struct analysis *a)
{
	struct token token;
	tokenizer_start_document(a->tokenizer, a->text);
	while (tokenizer_next(a->tokenizer, &token)) {
		put_place(out, a->text, token.start, token.end);
		put_column(out, token.exact, 16);
		put_column(out, token.folded, 16);
		buf_append_c(out, token_kind_name(token.kind));
		for (unsigned flag = 1; flag <= TOKEN_GLUED; flag <<= 1) {
			if (token.flags & flag)
				buf_printf(out, " %s", token_flag_name(flag));
		}
		buf_push(out, '\n');
	}
	for (size_t i = 0; i < a->other_count; i++)
		put_others(out, a->text, &a->others[i]);
}
