/* A generation, as far as grouping looks at it, and what came of it. */
#ifndef INDEXER_GROUPING_GENERATION_H
#define INDEXER_GROUPING_GENERATION_H

#include "archive/lost.h"

struct grouping_generation {
	const char *folder;
	const struct manifest *manifest; /* its shards are listed */
	const struct lost *lost;
};

struct grouping_result {
	uint32_t groups, articles; /* so many in all of them */
	uint32_t decided;          /* articles that were looked at */
};

#endif
