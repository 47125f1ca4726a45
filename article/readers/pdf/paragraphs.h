/* Paragraphs from lines, by where these stand. */
#ifndef ARTICLE_READERS_PDF_PARAGRAPHS_H
#define ARTICLE_READERS_PDF_PARAGRAPHS_H

#include "article/readers/pdf/sheet.h"
#include "article/readers/pdf/tables.h"

enum setting {
	SET_PROSE, /* lines that were broken where the next word had no room */
	SET_LINE,  /* a line that stands for itself: in the middle or at the right */
	SET_APART, /* a line in two columns, of a letterhead or a signature */
	SET_ROW    /* of a table */
};

struct paragraph {
	size_t first, end; /* lines */
	enum setting set;
	bool below;                /* right below the one before, which is set like it */
	const struct table *table; /* of a row */
};

struct paragraphs {
	struct paragraph *items;
	size_t count, capacity;
};

/* Makes OUT from all LINES of a file, in MEMORY. A paragraph begins
 *
 * - after a gap that is wider than the usual distance of lines;
 * - where a line is indented, or begins a list;
 * - after a line that ended although the next one's first word had room in it;
 * - where the size of letters changes.
 *
 * One that reaches the end of its column goes on in the next, also on the next page, where its last
 * line is full and ends no sentence. False when out of memory. Time linear. */
bool paragraphs_read(struct paragraphs *out, const struct lines *lines, struct arena *memory);

#endif
