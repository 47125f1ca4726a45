/* From a record to the document of a shard: the terms and values of
 * archive/schema.h. */
#ifndef INDEXER_DOCUMENT_H
#define INDEXER_DOCUMENT_H

#include "archive/record.h"

#include <stdint.h>

struct xc_doc;
struct analyst; /* what analysing reuses from one document to the next: one a thread */

/* NULL on failure. */
struct analyst *analyst_new(struct error *err);
void analyst_free(struct analyst *a);

/* The document of R, good until the next call; NULL on failure. */
const struct xc_doc *analyst_document(struct analyst *a, const struct record *r, struct error *err);

/* The spelling of TEXT that author, place and source terms carry: its words in
   canonical spelling with one space between them. Replaces what OUT held. */
bool analyst_canonical(struct analyst *a, struct str text, struct buf *out);

/* The exact term TERM without marks, good until the next call. */
struct str analyst_fold(struct analyst *a, struct str term);

#endif
