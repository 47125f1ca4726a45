/* What an office file is, told by its bytes, and its text. */
#ifndef ARTICLE_READERS_OFFICE_CONTENT_H
#define ARTICLE_READERS_OFFICE_CONTENT_H

#include "article/readers/office/flow.h"
#include "base/error.h"

/* Reads the file whose bytes are BYTES into F, whichever kind it is of, and ends it. ERROR_INPUT
   where it is none of them, is encrypted or damaged, ERROR_LIMIT, ERROR_MEMORY. */
bool content_read(struct str bytes, struct flow *f, struct error *err);

#endif
