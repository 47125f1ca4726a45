#include "query/ranking/plan.h"

#include "archive/schema.h"
#include "query/ranking/plan_rows.h"
#include "query/ranking/planner.h"

const char *stage_name(enum stage_kind kind)
{
	static const char *const names[] = {
		[STAGE_LIKELIEST] = "likeliest",
		[STAGE_ROW] = "row",
		[STAGE_ALL] = "all",
		[STAGE_FORGIVING] = "forgiving",
		[STAGE_SOME] = "some",
		[STAGE_ANY] = "any",
	};
	return names[kind];
}

const struct xc_bm25 plan_bm25 = {.k1 = 1.5, .b = 0.9, .min_length = 0.5};

struct xc_match_options plan_options(const struct xc_bm25 *weights)
{
	return (struct xc_match_options){
		.bm25 = weights, .breaks_ties = true, .tie_slot = SLOT_ORDER};
}

/* Consumes QUERY. */
static bool add_stage(
	struct plan *plan, enum stage_kind kind, struct xc_query *query, enum xc_sort sort)
{
	if (!query)
		return false;
	struct stage *stage = &plan->stages[plan->stage_count++];
	*stage = (struct stage){.kind = kind, .query = query, .options = plan_options(&plan_bm25)};
	stage->options.sort = sort;
	stage->options.sort_slot = SLOT_DATE_LAST;
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

/* Consumes ALL. */
static bool add_by_date(struct planner *p, enum stage_kind kind, struct xc_query *all,
	enum sort sort, struct plan *plan)
{
	if (!all || sort != SORT_OLDEST)
		return add_stage(plan, kind, all, order_of(sort));
	/* An article without a date would sort before all others. */
	bool ok = add_stage(plan, kind, dated(p, all), order_of(sort)) &&
		  (date_range_limits(p->request->dates) ||
			  add_stage(plan, kind, undated(p, all), XC_BY_WEIGHT));
	xc_query_free(all);
	return ok;
}

/* One order over all that is listed: by the forgiving reading at once. */
static bool add_stages_by_date(struct planner *p, enum sort sort, struct plan *plan)
{
	bool failed;
	plan->by_date = true;
	struct xc_query *all = planner_finish(p, planner_every(p));
	if (!add_by_date(p, STAGE_ALL, all, sort, plan))
		return false;
	/* Where nothing is looked for nothing weighs. */
	for (size_t i = 0; i < plan->stage_count; i++)
		plan->stages[i].options.boolean =
			!planner_any(p->request->query, planner_weighs_clause);
	struct xc_query *some = planner_some(p, &failed);
	if (!some)
		return !failed;
	return add_by_date(p, STAGE_SOME, planner_finish(p, some), sort, plan);
}

static bool add_some_stage(struct planner *p, const struct xc_query *all, struct plan *plan)
{
	bool failed;
	struct xc_query *some = planner_some(p, &failed);
	if (!some)
		return !failed;
	some = xc_query_and_not(some, xc_query_copy(all, p->err), p->err);
	return add_stage(plan, STAGE_SOME, planner_finish(p, some), XC_BY_WEIGHT);
}

static bool add_row_stage(struct planner *p, enum stage_kind kind, struct plan *plan)
{
	bool failed;
	struct xc_query *rows = plan_rows(p, &failed);
	if (!rows)
		return !failed;
	return add_stage(plan, kind, planner_finish(p, rows), XC_BY_WEIGHT);
}

/* Whether some word may be likely in another spelling than its likeliest one. */
static bool may_differ(const struct planner *p)
{
	for (size_t i = 0; i < p->request->query->word_count; i++) {
		const struct reading *r = &p->readings->of[i];
		if (r->kind != READING_EXACT && r->likely_count > 1)
			return true;
	}
	return false;
}

/* What has the words in a row: as they most likely are meant, then as they may be. */
static bool add_row_stages(struct planner *p, struct plan *plan)
{
	struct planner likeliest = {.request = p->request,
		.readings = p->request->likeliest,
		.titles = true,
		.err = p->err};
	if (!likeliest.readings || !likeliest.readings->of)
		return add_row_stage(p, STAGE_ROW, plan);
	bool ok = add_row_stage(&likeliest, STAGE_LIKELIEST, plan) &&
		  (!may_differ(p) || add_row_stage(p, STAGE_ROW, plan));
	buf_free(&likeliest.term);
	return ok;
}

static bool add_stages(struct planner *p, struct plan *plan)
{
	const struct readings *strict = p->request->strict;
	struct planner by_strict = {.request = p->request,
		.readings = strict,
		.likeliest = strict->restored,
		.titles = true,
		.err = p->err};
	struct xc_query *all = planner_finish(p, planner_every(p));
	struct xc_query *strictly = NULL;
	if (strict->of)
		strictly = planner_finish(&by_strict, planner_every(&by_strict));
	bool ok =
		all && (!strict->of || strictly) && add_row_stages(strictly ? &by_strict : p, plan);
	struct stage *first = &plan->stages[plan->stage_count];
	ok = ok && add_stage(plan, STAGE_ALL, xc_query_copy(strictly ? strictly : all, p->err),
			   XC_BY_WEIGHT);
	first->counts = !strictly && planner_any(p->request->query, planner_wants_row);
	if (ok && strictly)
		ok = add_stage(plan, STAGE_FORGIVING,
			xc_query_and_not(xc_query_copy(all, p->err),
				xc_query_copy(strictly, p->err), p->err),
			XC_BY_WEIGHT);
	ok = ok && add_some_stage(strictly ? &by_strict : p, all, plan);
	xc_query_free(all);
	xc_query_free(strictly);
	buf_free(&by_strict.term);
	return ok;
}

bool plan_totals(const struct plan_request *request, struct plan *out, struct error *err)
{
	struct planner p = {
		.request = request, .readings = request->forgiving, .plain = true, .err = err};
	bool failed;
	out->full = planner_narrow(&p, planner_every(&p));
	out->any = planner_some(&p, &failed);
	if (out->any)
		out->any = planner_narrow(&p, out->any);
	if (request->unwanted && out->full && out->any) {
		out->full = planner_without(&p, out->full);
		out->any = planner_without(&p, out->any);
		failed |= !out->any;
	}
	if (date_range_limits(request->dates) && !request->unwanted) {
		struct xc_query *every = planner_wanted(&p, planner_every(&p));
		out->undated = every ? undated(&p, every) : NULL;
		failed |= !out->undated;
		xc_query_free(every);
	}
	buf_free(&p.term);
	return out->full && !failed;
}

bool plan_make(
	const struct plan_request *request, enum sort sort, struct plan *out, struct error *err)
{
	struct planner p = {
		.request = request, .readings = request->forgiving, .titles = true, .err = err};
	*out = (struct plan){0};
	/* A part that could not be made is told by ERR alone where the whole can do without it:
	   that would be another answer. */
	err->code = ERROR_NONE;
	if (sort == SORT_RELEVANCE && !planner_any(request->query, planner_weighs_clause))
		sort = SORT_NEWEST;
	bool ok = sort == SORT_RELEVANCE ? add_stages(&p, out) : add_stages_by_date(&p, sort, out);
	ok = ok && plan_totals(request, out, err) && err->code == ERROR_NONE;
	buf_free(&p.term);
	if (!ok)
		plan_free(out);
	return ok;
}

void plan_free(struct plan *p)
{
	for (size_t i = 0; i < p->stage_count; i++)
		xc_query_free(p->stages[i].query);
	xc_query_free(p->full);
	xc_query_free(p->any);
	xc_query_free(p->undated);
	*p = (struct plan){0};
}
