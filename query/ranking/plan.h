/* What to ask the index for a query, in stages: all the articles of one stage rank
 * before those of the next. */
#ifndef QUERY_RANKING_PLAN_H
#define QUERY_RANKING_PLAN_H

#include "query/ranking/sort.h"
#include "query/reading/dates.h"
#include "query/reading/reading.h"
#include "xapianc/xapianc.h"

enum stage_kind {
	STAGE_ALL,       /* what has every word, by the strict reading if there is one */
	STAGE_UNDATED,   /* likewise, without a date, where dates sort */
	STAGE_FORGIVING, /* what has every word by the forgiving reading only */
	STAGE_SOME,      /* what has some of the words, by the strict reading likewise */
	STAGE_ANY        /* what has all or some of them */
};

struct stage {
	enum stage_kind kind;
	struct xc_query *query;          /* owned */
	struct xc_match_options options; /* sort and sort_slot */
};

enum { PLAN_MAX_STAGES = 4 };

struct plan {
	struct stage stages[PLAN_MAX_STAGES];
	size_t stage_count;
};

/* Found by trial on known items. */
extern const struct xc_bm25 plan_bm25;

/* READINGS forgive; STRICT may have none. */
bool plan_make(const struct query *q, const struct readings *readings,
	const struct readings *strict, enum sort sort, const struct date_range *dates,
	struct plan *out, struct error *err);

/* What has every word of the first of the two readings, and no date. NULL on failure. */
struct xc_query *plan_undated(const struct query *q, const struct readings *readings,
	const struct readings *strict, struct error *err);

void plan_free(struct plan *p);

#endif
