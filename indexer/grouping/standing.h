/* Where each article of a roster stands: which article is the first of its group, and whether that
 * has to be decided. */
#ifndef INDEXER_GROUPING_STANDING_H
#define INDEXER_GROUPING_STANDING_H

#include "archive/groups/groups.h"
#include "indexer/grouping/generation.h"
#include "indexer/grouping/roster.h"

#define STANDING_NONE UINT32_MAX

struct standing {
	uint32_t *first; /* of each article, by rank: its own if it is that; or NONE */
	bool *identical; /* it says the same as that */
	bool *pending;   /* is to be decided */
	bool *fresh;     /* its document was not there before */
	uint32_t count;
};

/* All of R are fresh and pending; where BEFORE is not NULL, only those whose shard it lacks, and
   the others stand as FORMER, its groups, say. False when out of memory. */
bool standing_open(struct standing *s, const struct roster *r,
	const struct grouping_generation *now, const struct grouping_generation *before,
	const struct groups *former);
void standing_close(struct standing *s);

/* Whether M lists the shard NUMBER. */
bool standing_has_shard(const struct manifest *m, uint32_t number);

/* Writes the groups of S into NOW's folder; OUT gets how many. */
bool standing_write(const struct standing *s, const struct roster *r,
	const struct grouping_generation *now, struct grouping_result *out, struct error *err);

#endif
