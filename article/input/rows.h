/* The rows of a file of comma- or tab-separated values, one after the other, in bounded memory.
 *
 * A cell in quotes may hold the sign between cells, line breaks, and quotes written twice. Where
 * a quote was lost, a row of several lines has the wrong number of cells, or never ends: then it
 * is the first line alone that is lost. */
#ifndef ARTICLE_INPUT_ROWS_H
#define ARTICLE_INPUT_ROWS_H

#include "article/input/window.h"

enum { ROW_CELLS_MAX = 1024 };

enum rows_step {
	ROWS_READ,
	ROWS_SKIPPED, /* the row can't be told; go on */
	ROWS_END,
	ROWS_BROKEN /* the rest can't be read; the file is not to be asked again */
};

struct rows {
	struct window window;
	char delimiter;   /* between cells; NUL: told by the first row */
	size_t columns;   /* cells that a row has; 0: any number */
	uint64_t line;    /* 1-based, where the row given last begins */
	uint64_t returns; /* lines before it that end in CR alone */
	struct str cells[ROW_CELLS_MAX];
	size_t count;
	struct str bytes;          /* of the row */
	struct buf unquoted;       /* has cells that had quotes written twice */
	size_t taken;              /* bytes of the view that were given, and are to be passed */
	uint64_t passed, repeated; /* bytes: what is looked at twice is bounded by the rest */
};

/* DELIMITER as above, MAX the bytes of a row. Close with rows_close. */
bool rows_open(struct rows *r, const struct input_file *file, char delimiter, size_t max,
	struct error *err);
void rows_close(struct rows *r);

/* The next row that is not empty, in R->cells, valid until the next call. ERR is set for
   ROWS_SKIPPED and ROWS_BROKEN. */
enum rows_step rows_next(struct rows *r, struct error *err);

#endif
