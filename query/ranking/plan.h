/* What to ask the index for a query, in stages: all the articles of one stage rank
 * before those of the next. */
#ifndef QUERY_RANKING_PLAN_H
#define QUERY_RANKING_PLAN_H

#include "query/ranking/sort.h"
#include "query/reading/dates.h"
#include "query/reading/reading.h"
#include "xapianc/xapianc.h"

enum stage_kind {
	STAGE_ROW,       /* what has every word, and all in a row, by the reading of STAGE_ALL */
	STAGE_ALL,       /* what has every word, by the strict reading if there is one */
	STAGE_FORGIVING, /* what has every word by the forgiving reading only */
	STAGE_SOME,      /* what has some of the words */
	STAGE_ANY        /* what has all or some of them */
};

struct stage {
	enum stage_kind kind;
	struct xc_query *query;          /* owned */
	struct xc_match_options options; /* sort and sort_slot */
	bool counts; /* it is all that has every word, and to look for that twice costs much */
};

enum { PLAN_MAX_STAGES = 5 };

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

/* READINGS forgive; STRICT may have none. */
bool plan_make(struct xc_db *db, const struct query *q, const struct readings *readings,
	const struct readings *strict, enum sort sort, const struct date_range *dates,
	struct plan *out, struct error *err);

/* Sets what the totals of OUT are counted by, by the forgiving READINGS. The article with the
   id UNWANTED, if any, is left out. */
bool plan_totals(struct xc_db *db, const struct query *q, const struct readings *readings,
	const struct date_range *dates, struct str unwanted, struct plan *out, struct error *err);

void plan_free(struct plan *p);

#endif
