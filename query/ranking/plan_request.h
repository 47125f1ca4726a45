/* What a plan is made for. */
#ifndef QUERY_RANKING_PLAN_REQUEST_H
#define QUERY_RANKING_PLAN_REQUEST_H

#include "query/reading/dates.h"
#include "query/reading/reading.h"

struct filter;
struct xc_db;

struct plan_request {
	struct xc_db *db;
	const struct query *query;
	const struct readings *forgiving; /* by which totals are counted, and exclusions read */
	const struct readings *strict;    /* may have none */
	const struct readings *likeliest; /* may be NULL, or have none */
	const struct date_range *dates;
	const struct filter *filter;    /* may be NULL */
	const struct xc_set *condition; /* that articles must be in; NULL: any */
	const struct xc_set *unwanted;  /* that candidates leave out; NULL: none */
};

#endif
