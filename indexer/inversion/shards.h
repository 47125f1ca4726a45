/* The shards of the new generation: those that stay as they are, and those made
 * from the articles of this run, joined with small old ones.
 *
 * Articles go into batches, batches into new shards: when a shard has all of its
 * batches, they are merged into it. Batches are built, and shards merged, by
 * the workers while the articles that follow are still being read.
 *
 * All articles of a shard may be seen by the same people from the same moment on, so that who may
 * not see them need not open it. */
#ifndef INDEXER_INVERSION_SHARDS_H
#define INDEXER_INVERSION_SHARDS_H

#include "archive/record.h"
#include "indexer/inversion/old.h"
#include "indexer/inversion/shards_options.h"

struct shards;

/* NULL on failure. What OPTIONS points at is borrowed. */
struct shards *shards_new(const struct shards_options *options, struct error *err);

/* Call when the pool is idle or freed. */
void shards_free(struct shards *s);

/* Whether there is memory enough to index R; *NEED is how much it takes. */
bool shards_can_hold(struct shards *s, const struct record *r, size_t *need);

/* Puts a copy of R, which is SEEN so, into a batch; *BATCH is its index. */
bool shards_add(struct shards *s, const struct record *r, const struct visibility *seen,
	uint32_t *batch, struct error *err);

/* Finishes the shards: links old ones that have articles left, joins small ones. OLD is
   NULL when nothing stays. Then adds shards and their sealed files to M, sets its
   next_shard; puts what the linked shards hold beyond their articles in LOST, and writes
   what that had. */
bool shards_finish(struct shards *s, const struct shards_old *old, struct manifest *m,
	struct lost *lost, struct error *err);

/* Of the number of the shard where an article ended up; after shards_finish.
   CONTEXT is the struct shards. */
uint32_t shards_of_article(const void *context, const struct ledger_article *article);

#endif
