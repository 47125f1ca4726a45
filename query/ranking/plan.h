/* What to ask the index for a query, in stages: all the articles of one stage rank
 * before those of the next. */
#ifndef QUERY_RANKING_PLAN_H
#define QUERY_RANKING_PLAN_H

#include "query/ranking/plan_request.h"
#include "query/ranking/sort.h"
#include "xapianc/xapianc.h"

enum stage_kind {
	STAGE_LIKELIEST, /* what has every word, all in a row, as the likeliest reading has them */
	STAGE_ROW,       /* likewise by the reading of STAGE_ALL */
	STAGE_ALL,       /* what has every word, by the strict reading if there is one */
	STAGE_FORGIVING, /* what has every word by the forgiving reading only */
	STAGE_SOME,      /* what has some of the words */
	STAGE_ANY        /* what has all or some of them */
};

/* "likeliest" … */
const char *stage_name(enum stage_kind kind);

struct stage {
	enum stage_kind kind;
	struct xc_query *query;          /* owned */
	struct xc_match_options options; /* sort and sort_slot */
	bool counts; /* it is all that has every word, and to look for that twice costs much */
};

enum { PLAN_MAX_STAGES = 6 };

struct plan {
	struct stage stages[PLAN_MAX_STAGES];
	size_t stage_count;
	struct xc_query *full;    /* all that has every word; owned */
	struct xc_query *any;     /* that or some of the words; owned. NULL: the same */
	struct xc_query *undated; /* every word and no date, where dates limit; owned, or NULL */
	bool by_date;             /* STAGE_SOME is for where nothing has every word */
	size_t enough;            /* up to STAGE_ALL; with fewer another plan is better */
};

/* Found by trial on known items. */
extern const struct xc_bm25 plan_bm25;

/* By WEIGHTS; of equals that first which comes first by SLOT_ORDER, so that no number of a document
   decides. */
struct xc_match_options plan_options(const struct xc_bm25 *weights);

/* In stages, in the order of SORT. */
bool plan_make(
	const struct plan_request *request, enum sort sort, struct plan *out, struct error *err);

/* Sets what the totals of OUT are counted by. */
bool plan_totals(const struct plan_request *request, struct plan *out, struct error *err);

void plan_free(struct plan *p);

#endif
