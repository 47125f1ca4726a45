/* What is set on a sheet of a PDF, by where it stands: atoms, rows, lines.
 *
 * A PDF draws glyphs in any order. What is one line, one column, one paragraph is told by where
 * they stand, as a reader's eye does it: atoms side by side are a row; rows that a gutter divides
 * are columns (columns.h); what is left between are lines, which paragraphs (paragraphs.h) and
 * tables (tables.h) are made of. Nothing in here knows of the library that reads PDF.
 *
 * All lengths are points, 1/72 inch, from the left and the top of the sheet. */
#ifndef ARTICLE_READERS_PDF_SHEET_H
#define ARTICLE_READERS_PDF_SHEET_H

#include "base/arena.h"

#include <stdbool.h>
#include <stdint.h>

/* Glyphs of one font without a gap: a word, or part of one. */
struct atom {
	struct str text; /* UTF-8, as the file has it, without white space; not empty */
	double left, top, right, bottom;
	double size;     /* of the font */
	size_t glyphs;   /* characters of TEXT */
	unsigned font;   /* its number, of the reader's list */
	bool emphasized; /* bold or italic */
};

/* Atoms side by side, in the order of x. */
struct row {
	struct atom *atoms; /* COUNT of them, borrowed */
	size_t count;
	double left, top, right, bottom;
	double base; /* the bottom of the largest atom */
	double size; /* of the largest atom's font */
};

/* The rows of a page, or of what stands turned on it. */
struct sheet {
	struct row *rows; /* from top to bottom */
	size_t count;
	double left, top, right, bottom; /* of all rows */
	uint32_t page;                   /* from 1 */
};

/* A row between two margins. */
struct line {
	struct row row;
	double left, right; /* the margins: of the column that it stands in */
	double reach;       /* the right end of what stands above and below it */
	unsigned column;    /* number of that column: another one begins anew */
	uint32_t page;
};

struct lines {
	struct line *items;
	size_t count, capacity;
	unsigned columns; /* so far */
};

/* A row of the COUNT ATOMS, at least one, which are in the order of x. */
struct row row_of(struct atom *atoms, size_t count);

/* Puts COUNT ATOMS in order and makes the rows of SHEET from them, in MEMORY. Atoms are of one
   row that overlap by half of the lower one's height. False when out of memory. Time n log n. */
bool sheet_set(struct sheet *sheet, struct atom *atoms, size_t count, struct arena *memory);

/* Adds ROW. False when out of memory. */
bool lines_add(struct lines *lines, struct arena *memory, const struct line *line);

/* Which sizes of letters there are, by half points. */
enum { SIZE_STEPS = 256 };
struct sizes {
	size_t weights[SIZE_STEPS];
};

void sizes_add(struct sizes *s, double size, size_t weight);

/* The size with most weight. */
double sizes_usual(const struct sizes *s);

/* Characters of ROW. */
size_t row_glyphs(const struct row *row);

/* Whether something stands between A and B, which follows it in a row. */
enum gap {
	GAP_NONE, /* they are one word */
	GAP_SPACE,
	GAP_CELL /* too wide for a space: they are columns of a table, or of a letterhead */
};

/* The gap behind each of the atoms of ROW but the last, into GAPS, which has room for them.
   Letter-spaced words are put together: there, wider gaps divide. */
void row_gaps(const struct row *row, enum gap *gaps);

#endif
