/* What is printed on every page beside the text: headers, footers, numbers of pages. */
#ifndef ARTICLE_READERS_PDF_FURNITURE_H
#define ARTICLE_READERS_PDF_FURNITURE_H

#include "article/readers/pdf/sheet.h"

/* Takes out of the COUNT SHEETS, which are in the order of pages, their first and last rows that
   one of the next two pages has in the same place, whatever figures they have; numbers of
   pages; small print far above the text of a page behind the first; what browsers print around a
   page. A page that begins with more than two such rows begins with a letterhead, which stays.
   False when out of memory. */
bool furniture_remove(struct sheet *sheets, size_t count, struct arena *memory);

#endif
