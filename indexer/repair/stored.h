/* Articles as an old generation stored them. */
#ifndef INDEXER_REPAIR_STORED_H
#define INDEXER_REPAIR_STORED_H

#include "archive/manifest.h"
#include "archive/record.h"

struct stored; /* belongs to one thread */

/* Opens the shards of the generation in FOLDER. NULL on failure. */
struct stored *stored_open(const char *folder, const struct manifest *m, struct error *err);
void stored_close(struct stored *s);

/* The record of the document ID, good until the next call. ERROR_CORRUPT when the
   generation lacks it. */
bool stored_find(struct stored *s, struct str id, struct record *out, struct error *err);

#endif
