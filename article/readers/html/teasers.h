/* Boxes within a text that lead to another one: its headline, and a few words about it. */
#ifndef ARTICLE_READERS_HTML_TEASERS_H
#define ARTICLE_READERS_HTML_TEASERS_H

#include "article/readers/html/lines.h"

/* Marks the lines of such boxes from FIRST to END as what stands AROUND, where they hold less than
   the rest; they are in node ROOT. MEMORY is for the while. False when out of memory. Time
   linear. */
bool html_teasers_mark(bool *around, size_t first, size_t end, struct arena *memory,
	const struct html_lines *l, uint32_t root);

#endif
