/* How many articles there are of what was listed: exactly, or what is known without counting. */
#ifndef QUERY_RANKING_TOTALS_H
#define QUERY_RANKING_TOTALS_H

#include "query/ranking/found.h"

/* What listing tells of those that have every word, and of all. */
struct totals_known {
	struct xc_total listed; /* those with every word; exact if there are no more */
	struct xc_total told;   /* the same by a stage that counts; 0: not told */
	uint64_t least;         /* of these there are as many, by what stages came across */
	size_t of_any;          /* listed, with every word or some */
};

/* Sets the totals of OUT, whose hits are listed, its set, and which articles of those that are
   nearly the same its hits show. */
bool totals_tell(const struct match_request *request, const struct totals_known *known,
	struct arena *memory, struct found *out, struct error *err);

#endif
