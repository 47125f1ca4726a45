/* The generation that a run starts from, as far as its shards matter. */
#ifndef INDEXER_INVERSION_OLD_H
#define INDEXER_INVERSION_OLD_H

#include "archive/lost.h"
#include "indexer/inversion/ledger.h"

/* An old shard that is this much smaller than a full one joins any new one; a larger one
   joins when at least as much is written anyway. So each article is copied a few times in
   its life, and the shards stay few. */
enum { SMALL_SHARD = 20 };

/* An old generation, and what of it stays. */
struct shards_old {
	const char *folder;
	const struct manifest *manifest;
	const struct catalogue *catalogue;
	const struct lost *lost;     /* by it and those before */
	const struct ledger *ledger; /* articles with PLACED_OLD stay */
};

#endif
