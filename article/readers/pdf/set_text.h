/* The text that paragraphs of a PDF are, with the page of each of its lines. */
#ifndef ARTICLE_READERS_PDF_SET_TEXT_H
#define ARTICLE_READERS_PDF_SET_TEXT_H

#include "article/readers/fonts.h"
#include "article/readers/pdf/paragraphs.h"
#include "base/buf.h"

struct set_line {
	uint32_t page;
	double size; /* of its font; 0: an empty line */
};

struct set_text {
	struct buf text;        /* UTF-8; an empty line between paragraphs */
	struct set_line *lines; /* one for each, in MEMORY */
	size_t count, capacity;
	struct font_text fonts; /* what their names said of the encoding */
	struct arena *memory;   /* borrowed */
};

/* Writes PARAGRAPHS of LINES, whose atoms have numbers of FONTS, into OUT, whose MEMORY is set, of
   at most MAX bytes. Lines are put together, and words that were divided at the end of one; cells
   of a table have a tab between them, columns of a letterhead spaces as they stand. False when out
   of memory, or where there is more: OUT->text has failed then. */
bool set_text_write(struct set_text *out, const struct paragraphs *paragraphs,
	const struct lines *lines, const struct font *fonts, size_t max);

void set_text_free(struct set_text *t);

#endif
