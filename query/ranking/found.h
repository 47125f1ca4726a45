/* What the index is asked for, and what of it was found. */
#ifndef QUERY_RANKING_FOUND_H
#define QUERY_RANKING_FOUND_H

#include "query/ranking/plan.h"
#include "query/ranking/rerank.h"

struct match_request {
	struct xc_db *db;
	struct places *places;
	const struct plan *plan;
	const struct query *query;
	const struct readings *readings; /* the forgiving ones */
	const struct readings *strict;   /* may have none */
	const struct columns *columns;   /* to re-rank with; NULL: as stage 1 ranks */
	size_t limit, offset;
};

struct found_hit {
	uint32_t docid;
	enum stage_kind stage; /* that it comes from */
	double score;
	bool reranked;
	double features[FEATURE_COUNT]; /* if it was */
	struct str *missing;            /* words of the query that the article does not have */
	size_t missing_count;
	bool *forgiven; /* which words it has by the forgiving reading only; NULL: none */
};

struct found {
	struct found_hit *hits;
	size_t hit_count;
	uint64_t full;       /* articles with every word; of STAGE_ANY those in the window */
	uint64_t likely;     /* of them, those by the strict reading */
	uint64_t some;       /* articles with some of them, where those are asked for */
	bool has_more;       /* there may be more than that */
	struct str *unknown; /* those that no article has; looked up when FULL is 0 */
	size_t unknown_count;
	uint64_t undated;           /* with every word and no date, where dates are asked for … */
	bool undated_is_least;      /* … or more */
	double match_ms, rerank_ms; /* that stage 1 and stage 2 took */
};

#endif
