/* What the shards of the old generation hold beyond the articles that stay. */
#ifndef INDEXER_INVERSION_LOSS_H
#define INDEXER_INVERSION_LOSS_H

#include "indexer/inversion/old.h"

/* Whether the old shard NUMBER goes on into the new generation as it is. */
typedef bool loss_is_linked(const void *context, uint32_t number);

/* Adds to OUT the documents of the linked shards of OLD that were lost before, and those
   of articles that don't stay; sorted. */
bool loss_collect(const struct shards_old *old, loss_is_linked *is_linked, const void *context,
	struct lost *out, struct error *err);

/* Whether a shard of DOCUMENTS, of which LEFT are still to be found, should give way to a
   new one made of those. SHARD_ARTICLES: as in struct shards_options. */
bool loss_wears_out(uint64_t documents, uint64_t left, uint64_t shard_articles);

#endif
