/* What the index is asked for, and what of it was found. */
#ifndef QUERY_RANKING_FOUND_H
#define QUERY_RANKING_FOUND_H

#include "query/ranking/plan.h"
#include "query/ranking/rerank.h"
#include "xapianc/set.h"

struct fold;

struct match_request {
	struct xc_db *db;
	struct places *places;
	const struct plan *plan;
	const struct query *query;
	const struct readings *readings;         /* the forgiving ones */
	const struct readings *strict;           /* may have none */
	const struct readings *likeliest;        /* likewise */
	const struct columns *columns;           /* to re-rank with; NULL: as stage 1 ranks */
	const struct columns *likeliest_columns; /* STAGE_LIKELIEST, where there is one */
	size_t limit, offset;
	bool is_partial;         /* what it is limited to is not all */
	bool selects;            /* FOUND has the set of those with every word */
	const struct fold *fold; /* what is nearly the same is listed once; NULL: each for itself */
	bool folds_set;          /* the set has what is shown only */
	bool only_full;          /* what has some of the words only is not listed */
	bool bounds;             /* totals may be bounds: what is known without counting */
	struct budget *budget;   /* of DB and PLACES; may be NULL */
};

struct found_hit {
	uint32_t docid;
	enum stage_kind stage; /* that it comes from */
	double score;
	bool reranked;
	double features[FEATURE_COUNT]; /* if it was … */
	struct feature_facts facts;     /* … likewise */
	struct str *missing;            /* words of the query that the article does not have */
	size_t *missing_at;             /* which clause of the query each is, rising */
	size_t missing_count;
	bool *forgiven; /* which words it has by the forgiving reading only; NULL: none */
};

/* Totals are counted exactly so far; of a greater one it may be known only that it is. */
enum { MATCH_COUNTED = 10000 };

struct found {
	struct found_hit *hits;
	size_t hit_count;
	struct xc_set *set;      /* all with every word, where that was asked for; owned */
	struct xc_total full;    /* articles with every word, by the forgiving reading */
	struct xc_total folded;  /* these, each group counted once; told where there is a fold */
	struct xc_total some;    /* with every word or some: all that are listed, page by page */
	struct xc_total undated; /* with every word but no date, where dates limit the list */
	bool only_full;          /* those with some of the words only were left out */
	bool too_few;            /* the plan was given up */
	bool is_partial;         /* the budget was over: there may be more, in another order */
	struct str *unknown;     /* words that no article has; looked up when FULL is 0 */
	size_t unknown_count;
	double match_ms, rerank_ms; /* that stage 1 and stage 2 took */
};

/* Counts what OUT's set has, each group of REQUEST's fold once, and leaves in it what it is to
   have. */
void found_fold(const struct match_request *request, struct found *out);

#endif
