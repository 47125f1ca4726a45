/* Repair: a run that starts from what is whole of a damaged generation. The articles of damaged
 * shards are read again: from what any shard stores, here or in a good copy, held against what the
 * catalogue says of them; else from their files. What is in neither is lost, and told. */
#ifndef INDEXER_RUN_MEND_H
#define INDEXER_RUN_MEND_H

#include "indexer/run/run.h"

/* Opens the past from the newest generation that can be had. Where none can, the run becomes one
   that reads everything anew. */
bool mend_open(struct run *run, struct error *err);

/* Finds what is stored, and lists the files that have to be read. After the survey. */
bool mend(struct run *run, struct error *err);

/* Whether the document of OLD is in a damaged shard. */
bool mend_needs(const struct run *run, const struct catalogue_article *old);

/* The record of OLD, good until the next call; *FOUND is false where it is stored nowhere. */
bool mend_read(struct run *run, const struct catalogue_article *old, bool *found,
	struct record *out, struct error *err);

void mend_close(struct run *run);

#endif
