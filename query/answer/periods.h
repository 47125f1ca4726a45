/* Years, months and days that articles are counted by. Part of query/answer/facets.h. */
#ifndef QUERY_ANSWER_PERIODS_H
#define QUERY_ANSWER_PERIODS_H

#include "base/arena.h"
#include "base/error.h"
#include "query/answer/facet.h"

struct xc_db;
struct xc_set;

/* As facet_count, for OUT's time. */
bool periods_count(struct xc_db *db, const struct xc_set *set, struct arena *memory,
	struct facet *out, struct error *err);

/* Adds those without an article between the first and the last of OUT, which are in order, unless
   that makes more than FACET_VALUES_MAX. */
bool periods_fill(struct arena *memory, struct facet *out, struct error *err);

#endif
