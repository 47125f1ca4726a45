/* Text for a terminal: how wide it is, where its lines break. */
#ifndef QUERY_TERMINAL_TERMINAL_H
#define QUERY_TERMINAL_TERMINAL_H

#include "base/buf.h"
#include "query/answer/pieces.h"

/* The columns of the terminal behind FD, between 40 and 120; 80 where it is none. */
size_t terminal_columns(int fd);

/* The columns that S takes. */
size_t terminal_width_of(struct str s);

/* How hits and what surrounds them are shown: escape sequences, or "". */
struct style {
	const char *on;     /* before the text */
	const char *off;    /* after it */
	const char *hit;    /* before a hit in it */
	const char *normal; /* after the hit: back to ON */
};

struct wrap {
	size_t width;       /* columns of a line */
	size_t indent;      /* of every line but the first */
	size_t column;      /* where the first line begins */
	struct style style; /* all NULL: plain */
};

/* Appends TEXT, cleaned (printing/clean.h), broken at spaces where a line would be
   wider than WRAP allows. No line end follows the last line. */
void terminal_wrap(struct buf *out, struct str text, const struct wrap *wrap);

/* Likewise the pieces of P, as one text. */
void terminal_wrap_pieces(struct buf *out, const struct pieces *p, const struct wrap *wrap);

#endif
