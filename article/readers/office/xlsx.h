/* Excel's files since 2007 (ECMA-376, part 1). */
#ifndef ARTICLE_READERS_OFFICE_XLSX_H
#define ARTICLE_READERS_OFFICE_XLSX_H

#include "article/readers/container/package.h"
#include "article/readers/office/flow.h"

/* Reads the cells of the sheets that are not hidden, in P, into F. ERROR_CORRUPT, ERROR_LIMIT,
   ERROR_MEMORY. */
bool xlsx_read(struct package *p, struct flow *f, struct error *err);

#endif
