#include "query/print.h"

#include "query/reading/chars.h"
#include "query/reading/expansion.h"
#include "query/terminal.h"

#include <stdio.h>

/* TEXT, and spaces up to COLUMNS columns, at least one. */
static void put_column(struct buf *out, struct str text, size_t columns)
{
	size_t first = out->len;
	chars_append_clean(out, text);
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

static void put_expansion(struct buf *out, const struct query *q, const struct expansion *e)
{
	size_t start, end;
	expansion_place(q, e, &start, &end);
	put_place(out, q->text, start, end);
	for (size_t i = 0; i < e->other_count; i++) {
		buf_append_c(out, i > 0 ? ", " : "= ");
		chars_append_clean(out, e->others[i].text);
	}
	buf_push(out, '\n');
}

void print_text_tokens(struct buf *out, struct str text, struct tokenizer *t, const struct query *q)
{
	struct token token;
	tokenizer_start_document(t, text);
	while (tokenizer_next(t, &token)) {
		put_place(out, text, token.start, token.end);
		put_column(out, token.exact, 16);
		put_column(out, token.folded, 16);
		buf_append_c(out, token_kind_name(token.kind));
		for (unsigned flag = 1; flag <= TOKEN_EXTRA; flag <<= 1) {
			if (token.flags & flag)
				buf_printf(out, " %s", token_flag_name(flag));
		}
		buf_push(out, '\n');
	}
	for (size_t i = 0; q && q->expansions && i < q->expansions->count; i++)
		put_expansion(out, q, &q->expansions->items[i]);
}
