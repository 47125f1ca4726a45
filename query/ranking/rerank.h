/* Stage 2: puts the best candidates of stage 1 into a better order, by how the words of
 * the query stand in them. */
#ifndef QUERY_RANKING_RERANK_H
#define QUERY_RANKING_RERANK_H

#include "archive/places.h"
#include "query/ranking/columns.h"

/* So many are re-ranked, fewer for a long query, so that positions take as long to read.
   With twice as many, the mean reciprocal rank on known items rises by .001. */
enum { RERANK_WINDOW = FEATURES_WINDOW, RERANK_WINDOW_MIN = 30, RERANK_LISTS = 1200 };

size_t rerank_window(const struct columns *columns);

struct ranked {
	uint32_t docid;
	double score; /* stage 1's, then stage 2's */
	double features[FEATURE_COUNT];
	struct feature_facts facts;
};

/* Sorts ITEMS[0..N), best first; equals stay in the order in which they came. Where the budget of
   PLACES does not last for it, *WHOLE is false, and all stays as it came. */
bool rerank(struct xc_db *db, struct places *places, const struct columns *columns,
	struct ranked *items, size_t n, bool *whole, struct error *err);

#endif
