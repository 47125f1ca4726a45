/* Kinds of official documents: Thông báo, Quyết định (Decree 30/2020, and what else the press is
 * sent). */
#ifndef ARTICLE_METADATA_DOCUMENT_KIND_H
#define ARTICLE_METADATA_DOCUMENT_KIND_H

#include "article/metadata/phrase.h"

/* The longest kind that P begins with, in its usual spelling; *END is where its words end in the
   source. NULL: none. */
const char *document_kind_at(const struct phrase *p, size_t *end);

/* The kind that P, all of it, names; else NULL. */
const char *document_kind_of(const struct phrase *p);

/* The kind of document for the press that LINE begins with where what stands behind it but counts
   or dates that, "THÔNG CÁO BÁO CHÍ số 3 ngày 6/6/2025"; NULL. */
const char *document_kind_counted(struct str line);

/* Whether KIND is what is written to the press: its own name is no title. */
bool document_kind_is_for_press(const char *kind);

#endif
