/* A count of articles by one thing that is known of them. */
#ifndef QUERY_ANSWER_FACET_H
#define QUERY_ANSWER_FACET_H

#include "base/str.h"
#include "query/reading/fields.h"

#include <stdint.h>

/* What is counted by: a field, or a time. */
enum facet_by {
	FACET_BY_AUTHOR = FIELD_BY_AUTHOR,
	FACET_BY_PLACE = FIELD_BY_PLACE,
	FACET_BY_SOURCE = FIELD_BY_SOURCE,
	FACET_BY_ISSUER = FIELD_BY_ISSUER,
	FACET_BY_KIND = FIELD_BY_KIND,
	FACET_BY_YEAR,
	FACET_BY_MONTH,
	FACET_BY_DAY,
	FACET_BY_NONE
};

static inline bool facet_is_time(enum facet_by by)
{
	return by >= FACET_BY_YEAR;
}

enum { FACETS_MAX = 8, FACET_VALUES = 10, FACET_VALUES_MAX = 1000 };

struct facet_wanted {
	enum facet_by by;
	size_t most;     /* values; 0: all that FACET_VALUES_MAX allows */
	bool is_ordered; /* of time: all values in its order, those without an article between */
};

struct facet_value {
	struct str value; /* as most of its articles have it; of time 2018, 2018-03, 2018-03-27 */
	uint64_t count;   /* articles */
};

struct facet {
	struct facet_wanted wanted;
	struct facet_value *values; /* most articles first, or in order */
	size_t count;
	size_t distinct;    /* values in all */
	uint64_t without;   /* articles that have none */
	bool counts_groups; /* what is nearly the same as one */
	bool is_exact;      /* else the budget did not last: there may be more of each */
};

#endif
