/* Columns of prose: rows that one gutter divides, each side read from top to bottom. */
#ifndef ARTICLE_READERS_PDF_COLUMNS_H
#define ARTICLE_READERS_PDF_COLUMNS_H

#include "article/readers/pdf/sheet.h"

/* Adds to LINES what stands on SHEET, in the order in which it is read. A gutter is kept where rows
   go on for some time on both sides of it, and most of them fill their side: tables, letterheads
   and signatures stay rows. A sheet of more than COLUMNS_ROWS rows is taken to have none. False
   when out of memory. */
enum { COLUMNS_ROWS = 1000 };
bool columns_read(struct lines *lines, const struct sheet *sheet, struct arena *memory);

#endif
