/* A component: articles each of which is like another of it, and like none outside; and how it
 * falls into groups. */
#ifndef INDEXER_GROUPING_COMPONENT_H
#define INDEXER_GROUPING_COMPONENT_H

#include "indexer/grouping/likeness.h"
#include "indexer/grouping/overlap.h"
#include "indexer/grouping/standing.h"

/* What components are found with; all is borrowed but what is said to be owned. */
struct component_finder {
	const struct roster *roster;
	const struct overlap *overlap;
	struct likeness_reader *likeness;
	struct overlap_met met; /* owned */
	uint32_t *place;        /* of each article by rank: its place in the component at hand, from
				   1; 0: it was met in none yet; owned */

	/* The component at hand; owned. */
	struct buf ranks; /* uint32_t, in the order in which they were met */
	struct buf pairs; /* struct component_pair: those that are alike */
};

struct component_pair {
	uint32_t a, b; /* places of both, from 0 */
};

bool component_finder_open(struct component_finder *f, const struct roster *r,
	const struct overlap *o, struct likeness_reader *l);
void component_finder_close(struct component_finder *f);

/* Whether the article with RANK was in a component that was found before. */
static inline bool component_has_met(const struct component_finder *f, uint32_t rank)
{
	return f->place[rank] > 0;
}

/* Finds the component of the article with RANK, not met before, and enters in S how it falls into
   groups; *COUNT is how many articles were looked at. */
bool component_decide(struct component_finder *f, uint32_t rank, struct standing *s,
	uint32_t *count, struct error *err);

#endif
