/* Word's files since 2007 (ECMA-376, part 1). */
#ifndef ARTICLE_READERS_OFFICE_DOCX_H
#define ARTICLE_READERS_OFFICE_DOCX_H

#include "article/readers/container/package.h"
#include "article/readers/office/flow.h"

/* Reads the document in P into F: what is deleted or hidden is left out, text boxes stand once.
   ERROR_CORRUPT, ERROR_LIMIT, ERROR_MEMORY. */
bool docx_read(struct package *p, struct flow *f, struct error *err);

/* Reads title and author that docProps/core.xml has, of any office file of that family. */
bool docx_read_properties(struct package *p, struct flow *f, struct error *err);

#endif
