#include "query/ranking/plan.h"

#include "archive/schema.h"
#include "query/ranking/expand_match.h"
#include "query/ranking/planner.h"

#include <stdlib.h>

const struct xc_bm25 plan_bm25 = {.k1 = 1.5, .k3 = 1, .b = 0.9, .min_length = 0.5};

/* The wanted clauses [first, end), or what else they can be written as by the expansions
   from number FROM on; *COUNT of the clauses. */
static struct xc_query *every_of(
	struct planner *p, size_t first, size_t end, size_t from, size_t *count)
{
	struct xc_query **subs = planner_room(p, end - first + 1);
	if (!subs)
		return NULL;
	*count = 0;
	for (size_t i = first; i < end;) {
		const struct expansion *e = expansion_at(p->query, from, i, end);
		const struct query_clause *c = &p->query->clauses[i];
		size_t inner = 0;
		if (e) {
			size_t next = (size_t)(e - p->query->expansions->items) + 1;
			struct xc_query *typed = every_of(p, i, i + e->count, next, &inner);
			if (!typed || inner > 0)
				subs[(*count)++] = expand_or(typed, e, &p->term, p->err);
			else
				xc_query_free(typed);
			i += e->count;
			continue;
		}
		if (planner_wants_clause(c) && !planner_repeats(p, i, planner_wants_clause))
			subs[(*count)++] = planner_clause(p, c);
		i++;
	}
	struct xc_query *all = xc_query_and(subs, *count, p->err);
	free(subs);
	return all;
}

/* All clauses that are wanted; everything where only exclusions were given. */
static struct xc_query *every_clause(struct planner *p)
{
	size_t count = 0;
	struct xc_query *all = every_of(p, 0, p->query->clause_count, 0, &count);
	if (!all || count > 0)
		return all;
	xc_query_free(all);
	return xc_query_everything(p->err);
}

/* Some of the words, but all of the phrases: who quotes wants just that. NULL, and
   no failure, where there are not two words to choose from. */
static struct xc_query *some_words(struct planner *p, bool *failed)
{
	size_t words = 0;
	size_t phrases = 0;
	struct xc_query *some =
		planner_clauses(p, planner_wants_word, planner_clause, xc_query_or, &words);
	some = expand_or_all(some, p->query, &p->term, p->err);
	struct xc_query *strict =
		planner_clauses(p, planner_wants_phrase, planner_clause, xc_query_and, &phrases);
	*failed = !some || !strict;
	if (!*failed && words > 1) {
		if (phrases == 0) {
			xc_query_free(strict);
			return some;
		}
		struct xc_query *both[] = {some, strict};
		struct xc_query *all = xc_query_and(both, 2, p->err);
		*failed = !all;
		return all;
	}
	xc_query_free(some);
	xc_query_free(strict);
	return NULL;
}

/* Consumes QUERY. */
static bool add_stage(
	struct plan *plan, enum stage_kind kind, struct xc_query *query, enum xc_sort sort)
{
	if (!query)
		return false;
	plan->stages[plan->stage_count++] = (struct stage){
		.kind = kind,
		.query = query,
		.options = {.sort = sort, .sort_slot = SLOT_DATE_LAST, .bm25 = &plan_bm25},
	};
	return true;
}

/* Those of ALL that have a date, and those that have none; copies ALL. */
static struct xc_query *dated(struct planner *p, const struct xc_query *all)
{
	return xc_query_filter(xc_query_copy(all, p->err),
		xc_query_range(SLOT_DATE_LAST, NULL, NULL, p->err), p->err);
}

static struct xc_query *undated(struct planner *p, const struct xc_query *all)
{
	return xc_query_and_not(xc_query_copy(all, p->err),
		xc_query_range(SLOT_DATE_LAST, NULL, NULL, p->err), p->err);
}

static enum xc_sort order_of(enum sort sort)
{
	switch (sort) {
	case SORT_NEWEST:
		return XC_BY_SLOT_DESCENDING;
	case SORT_OLDEST:
		return XC_BY_SLOT_ASCENDING;
	case SORT_RELEVANCE:
		break;
	}
	return XC_BY_WEIGHT;
}

static bool add_full_stages(struct planner *p, const struct xc_query *all, enum sort sort,
	const struct date_range *dates, struct plan *plan)
{
	if (sort != SORT_OLDEST)
		return add_stage(plan, STAGE_ALL, xc_query_copy(all, p->err), order_of(sort));
	/* An article without a date would sort before all others. */
	return add_stage(plan, STAGE_ALL, dated(p, all), order_of(sort)) &&
	       (date_range_limits(dates) ||
		       add_stage(plan, STAGE_UNDATED, undated(p, all), XC_BY_WEIGHT));
}

static bool add_some_stage(struct planner *p, const struct xc_query *all,
	const struct date_range *dates, struct plan *plan)
{
	bool failed;
	struct xc_query *some = some_words(p, &failed);
	if (!some)
		return !failed;
	some = xc_query_and_not(some, xc_query_copy(all, p->err), p->err);
	return add_stage(plan, STAGE_SOME, planner_finish(p, some, dates), XC_BY_WEIGHT);
}

static bool add_stages(struct planner *p, const struct readings *strict, enum sort sort,
	const struct date_range *dates, struct plan *plan)
{
	struct planner by_strict = {.query = p->query,
		.readings = strict,
		.likeliest = strict->restored,
		.titles = true,
		.err = p->err};
	struct xc_query *all = planner_finish(p, every_clause(p), dates);
	struct xc_query *strictly = NULL;
	if (strict->of)
		strictly = planner_finish(&by_strict, every_clause(&by_strict), dates);
	bool ok = all && (!strict->of || strictly);
	ok = ok && add_full_stages(p, strictly ? strictly : all, sort, dates, plan);
	if (ok && strictly)
		ok = add_stage(plan, STAGE_FORGIVING,
			xc_query_and_not(xc_query_copy(all, p->err),
				xc_query_copy(strictly, p->err), p->err),
			order_of(sort));
	ok = ok && add_some_stage(strictly ? &by_strict : p, all, dates, plan);
	xc_query_free(all);
	xc_query_free(strictly);
	buf_free(&by_strict.term);
	return ok;
}

static bool only_exclusions(const struct query *q)
{
	for (size_t i = 0; i < q->clause_count; i++) {
		if (!q->clauses[i].excluded)
			return false;
	}
	return true;
}

bool plan_make(const struct query *q, const struct readings *readings,
	const struct readings *strict, enum sort sort, const struct date_range *dates,
	struct plan *out, struct error *err)
{
	struct planner p = {.query = q, .readings = readings, .titles = true, .err = err};
	*out = (struct plan){0};
	if (sort == SORT_RELEVANCE && only_exclusions(q))
		sort = SORT_NEWEST;
	bool ok = add_stages(&p, strict, sort, dates, out);
	buf_free(&p.term);
	if (!ok)
		plan_free(out);
	return ok;
}

struct xc_query *plan_undated(const struct query *q, const struct readings *readings,
	const struct readings *strict, struct error *err)
{
	static const struct date_range any_date = {"", ""};
	struct planner p = {.query = q, .readings = strict->of ? strict : readings, .err = err};
	struct xc_query *all = planner_finish(&p, every_clause(&p), &any_date);
	struct xc_query *without = all ? undated(&p, all) : NULL;
	xc_query_free(all);
	buf_free(&p.term);
	return without;
}

void plan_free(struct plan *p)
{
	for (size_t i = 0; i < p->stage_count; i++)
		xc_query_free(p->stages[i].query);
	*p = (struct plan){0};
}
