/* OpenDocument: texts, tables, presentations. */
#ifndef ARTICLE_READERS_OFFICE_ODT_H
#define ARTICLE_READERS_OFFICE_ODT_H

#include "article/readers/container/package.h"
#include "article/readers/office/flow.h"

/* Reads the document in P into F, and its properties. ERROR_CORRUPT, ERROR_LIMIT, ERROR_MEMORY. */
bool odt_read(struct package *p, struct flow *f, struct error *err);

#endif
