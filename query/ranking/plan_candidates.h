/* Plans of one stage, for the best candidates: they are ranked again. */
#ifndef QUERY_RANKING_PLAN_CANDIDATES_H
#define QUERY_RANKING_PLAN_CANDIDATES_H

#include "query/ranking/plan.h"

/* One stage of candidates, as many of the words as it takes to find the best: an
   article must have one of the rarest; common ones move it up. Words are read by READINGS;
   quoted ones are a must, in any spelling that the forgiving reading allows. DOCUMENTS: how
   many articles, of ARTICLES, each word of the query is in. */
bool plan_candidates(const struct plan_request *request, const struct readings *readings,
	const uint32_t *documents, double articles, struct plan *out, struct error *err);

/* One stage in which words, read by READINGS, count by BM25 alone: nothing moves up for its
   place or for being spelt as typed. */
bool plan_plain(const struct plan_request *request, const struct readings *readings,
	struct plan *out, struct error *err);

#endif
