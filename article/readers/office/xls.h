/* Excel's binary files: of Excel 97 to 2003 (BIFF8, [MS-XLS]), and of Excel 5 and 95 (BIFF5). */
#ifndef ARTICLE_READERS_OFFICE_XLS_H
#define ARTICLE_READERS_OFFICE_XLS_H

#include "article/readers/container/cfb.h"
#include "article/readers/office/flow.h"

/* Reads the cells in BOOK, the stream that has them, into F. ERROR_INPUT where it is encrypted,
   ERROR_MEMORY. */
bool xls_read(struct str book, struct flow *f, struct error *err);

#endif
