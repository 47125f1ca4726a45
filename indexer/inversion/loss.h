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

/* Queries pass over what a shard has lost, but it takes room on the disk, and its terms are taken
   off all statistics: from the first share on it is worth being indexed again where that costs
   little, from the second in any case. */
static const double LOSS_TELLS = 1.0 / 20, LOSS_IS_MUCH = 1.0 / 5;

/* The share of a shard's DOCUMENTS that is lost where LEFT of them are still to be found. */
double loss_share(uint64_t documents, uint64_t left);

/* Whether a shard that has lost some is indexed again at once: it is so small that it joins any new
   one, and can't, as what is joined is copied whole. SHARD_ARTICLES: as in struct shards_options.
 */
bool loss_joins(uint64_t documents, uint64_t left, uint64_t shard_articles);

#endif
