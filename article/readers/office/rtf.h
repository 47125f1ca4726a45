/* Rich Text Format, by Microsoft's specification 1.9.1. */
#ifndef ARTICLE_READERS_OFFICE_RTF_H
#define ARTICLE_READERS_OFFICE_RTF_H

#include "article/readers/office/flow.h"
#include "base/error.h"

/* Whether BYTES begin as RTF does, perhaps behind white space. */
bool rtf_is(struct str bytes);

/* Reads BYTES into F, in linear time. What is hidden or deleted, pictures and embedded objects are
   left out. A file that is cut short gives what it has. ERROR_LIMIT, ERROR_MEMORY. */
bool rtf_read(struct str bytes, struct flow *f, struct error *err);

#endif
