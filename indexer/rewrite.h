/* An old shard without the articles that it lost. */
#ifndef INDEXER_REWRITE_H
#define INDEXER_REWRITE_H

#include "indexer/output.h"

struct rewrite {
	const struct shards_old *old; /* borrowed */
	uint32_t shard;               /* number of the old shard */
	char *path;                   /* of the new database, owned */
	struct output *output;        /* that it is a pending part of */
};

/* A job of the pool: copies the shard, removes from the copy what the ledger does
   not place there any more. ARGUMENT is the rewrite. */
bool rewrite_build(void *worker, void *argument, struct error *err);

#endif
