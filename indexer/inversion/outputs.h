/* The shards that a run makes: each is open to parts until it has no room for more, and is then
 * built by the workers. */
#ifndef INDEXER_INVERSION_OUTPUTS_H
#define INDEXER_INVERSION_OUTPUTS_H

#include "indexer/inversion/output.h"
#include "indexer/inversion/shards_options.h"

struct outputs {
	const struct shards_options *options; /* borrowed */
	struct gate *gate;
	struct output **list; /* owned */
	size_t count;
	uint32_t next_shard; /* number of the next */
};

/* False when out of memory. */
bool outputs_open(struct outputs *os, const struct shards_options *options);

/* Call when the pool is idle or freed. */
void outputs_close(struct outputs *os);

/* The one that takes a part of ARTICLES more, which are SEEN so: the first of those not yet queued
   that has room, or a new one. NULL on failure. */
struct output *outputs_for(
	struct outputs *os, const struct visibility *seen, uint64_t articles, struct error *err);

/* Queues those of them that have no room for so many ARTICLES. */
bool outputs_queue_full(
	struct outputs *os, const struct visibility *seen, uint64_t articles, struct error *err);

/* Queues all that were not yet. */
bool outputs_queue_all(struct outputs *os, struct error *err);

#endif
