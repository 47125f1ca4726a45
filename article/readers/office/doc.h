/* Word's binary files from Word 97 on ([MS-DOC]); of Word 6 and 95 the text alone, whose encoding
 * is told by the text. */
#ifndef ARTICLE_READERS_OFFICE_DOC_H
#define ARTICLE_READERS_OFFICE_DOC_H

#include "article/readers/container/cfb.h"
#include "article/readers/office/flow.h"

/* Reads the document in C into F. ERROR_INPUT where it is encrypted, ERROR_CORRUPT. */
bool doc_read(struct cfb *c, struct flow *f, struct error *err);

#endif
