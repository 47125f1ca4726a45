/* Styled text (printing/print.h) as lines: each knows the style that it begins in. */
#ifndef QUERY_INTERACTIVE_PAPER_H
#define QUERY_INTERACTIVE_PAPER_H

#include "base/buf.h"

struct paper {
	struct buf text; /* owned: append to it, then paper_cut */
	size_t *at;      /* where each line begins; owned */
	char *style;     /* that each begins in; owned */
	size_t count;
};

void paper_free(struct paper *p);
void paper_clear(struct paper *p);

/* Finds the lines. False when out of memory: there are none then. */
bool paper_cut(struct paper *p);

/* Draws line I, if there is one, at ROW, from COLUMN to before END. */
void paper_draw(const struct paper *p, size_t i, size_t row, size_t column, size_t end);

#endif
