/* Kinds of official documents: Thông báo, Quyết định (Decree 30/2020, and what else the press is
 * sent). */
#ifndef ARTICLE_METADATA_DOCUMENT_KIND_H
#define ARTICLE_METADATA_DOCUMENT_KIND_H

#include "article/metadata/phrase.h"
#include "text/date/date.h"

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

/* The number that begins at AT of S: "12/TB-UBND", "12 /TB-UBND", "05 - NQ/ĐU"; may be empty. */
struct str document_number_at(struct str s, size_t at);

/* Slices of the text; empty: none. */
struct document_origin {
	struct str issuer, number;
	struct date date; /* year 0: none */
};

/* What stands behind a kind at AT in so many words: "của Chính phủ số 12/1998/NĐ-CP ngày 17 tháng
   11 năm 1998", in any order. Returns false where there is no number, or nothing beside it. */
bool document_origin_read(struct str s, size_t at, struct document_origin *out);

#endif
