/* Plans of one stage, for the best candidates: they are ranked again. */
#ifndef QUERY_RANKING_PLAN_CANDIDATES_H
#define QUERY_RANKING_PLAN_CANDIDATES_H

#include "query/ranking/plan.h"

/* One stage of candidates, as many of the words as it takes to find the best: an
   article must have one of the rarest; common ones move it up. Quoted words are a
   must, in any spelling that FORGIVING allows. The article with the id UNWANTED, if any, is left
   out. DOCUMENTS: how many articles, of ARTICLES, each word of the query is in. */
bool plan_candidates(struct xc_db *db, const struct query *q, const struct readings *readings,
	const struct readings *forgiving, const struct date_range *dates, const uint32_t *documents,
	double articles, struct str unwanted, struct plan *out, struct error *err);

/* One stage in which words count by BM25 alone: nothing moves up for its place or for
   being spelt as typed. */
bool plan_plain(struct xc_db *db, const struct query *q, const struct readings *readings,
	const struct readings *forgiving, const struct date_range *dates, struct plan *out,
	struct error *err);

#endif
