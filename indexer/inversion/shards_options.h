/* What shards are made with. */
#ifndef INDEXER_INVERSION_SHARDS_OPTIONS_H
#define INDEXER_INVERSION_SHARDS_OPTIONS_H

#include "archive/audience/audience.h"
#include "indexer/work/pool.h"
#include "indexer/work/progress.h"

struct shards_options {
	const char *folder; /* of the generation to be */
	struct pool *pool;  /* its workers are struct analyst */
	struct progress *progress;
	uint32_t next_shard; /* number of the first new shard */
	uint64_t shard_articles;
	uint64_t batch_articles;
	size_t memory;       /* bytes that all jobs may take, as the pool has it */
	size_t batch_memory; /* bytes that building a batch takes, unless one article alone does */
	bool xapian_positions; /* into Xapian's own table as well */
	bool servable;         /* by Xapian's own servers */
	int64_t now;           /* of the run, seconds since 1970: embargoes before it are over */
};

#endif
