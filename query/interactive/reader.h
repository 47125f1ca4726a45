/* An article that is being read: its lines, what is marked in it, and where somebody is. */
#ifndef QUERY_INTERACTIVE_READER_H
#define QUERY_INTERACTIVE_READER_H

#include "query/interactive/paper.h"

#include <jansson.h>

struct reader {
	json_t *article; /* owned; NULL: none is open */
	struct paper paper;
	size_t columns; /* that it was broken for */
	size_t *marks;  /* bytes of the paper's text where they begin; owned */
	size_t mark_count;
	size_t mark; /* the one that somebody is at; MARK_COUNT: none */
	size_t top;  /* line */
};

void reader_free(struct reader *r);

/* Opens ARTICLE, a reference to which is kept, at its first mark. False when out of memory. */
bool reader_open(struct reader *r, json_t *article, size_t columns, size_t rows);

/* Breaks it anew where COLUMNS is another; stays at the same passage. */
bool reader_fit(struct reader *r, size_t columns, size_t rows);

/* Goes LINES down, or up where they are below 0, on a screen of ROWS. */
void reader_scroll(struct reader *r, long lines, size_t rows);

/* Goes to the next mark, or the one before. False: there is none. */
bool reader_next(struct reader *r, size_t rows);
bool reader_previous(struct reader *r, size_t rows);

#endif
