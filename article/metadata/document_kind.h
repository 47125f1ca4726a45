/* Kinds of official documents: Thông báo, Quyết định (Decree 30/2020, and what else the press is
 * sent). */
#ifndef ARTICLE_METADATA_DOCUMENT_KIND_H
#define ARTICLE_METADATA_DOCUMENT_KIND_H

#include "base/str.h"

/* The longest kind that the words of TEXT from byte AT on name, in any case, in its usual
   spelling; *END is where they end. NULL: none. */
const char *document_kind_at(struct str text, size_t at, size_t *end);

/* The kind that LINE, all of it, names; else NULL. */
const char *document_kind_of(struct str line);

/* Whether KIND is what is written to the press: its own name is no title. */
bool document_kind_is_for_press(const char *kind);

#endif
