#include "query/ranking/rank.h"

#include "query/ranking/plan_candidates.h"
#include "query/ranking/planner.h"
#include "xapianc/set.h"

static const struct readings *first_reading(const struct match_request *m)
{
	return m->strict->of ? m->strict : m->readings;
}

static struct plan_request plan_for(const struct rank_request *r)
{
	return (struct plan_request){.db = r->match.db,
		.query = r->match.query,
		.forgiving = r->match.readings,
		.strict = r->match.strict,
		.likeliest = r->match.likeliest_columns ? r->match.likeliest : NULL,
		.dates = r->dates,
		.filter = r->filter,
		.condition = r->condition};
}

/* Runs PLAN, which is freed. */
static bool run_plan(struct rank_request *r, struct plan *plan, struct arena *memory,
	struct found *out, struct error *err)
{
	r->match.plan = plan;
	bool ok = match_run(&r->match, memory, out, err);
	plan_free(plan);
	r->match.plan = NULL;
	return ok;
}

/* Gives up where fewer than ENOUGH have every word. */
static bool run_stages(struct rank_request *r, size_t enough, struct arena *memory,
	struct found *out, struct error *err)
{
	struct plan_request wanted = plan_for(r);
	struct plan plan;
	if (!plan_make(&wanted, r->sort, &plan, err))
		return false;
	plan.enough = enough;
	return run_plan(r, &plan, memory, out, err);
}

static bool run_plain(
	struct rank_request *r, struct arena *memory, struct found *out, struct error *err)
{
	struct plan_request wanted = plan_for(r);
	struct plan plan;
	const struct match_request *m = &r->match;
	const struct readings *typed =
		m->strict->of && !m->strict->restored ? m->strict : m->readings;
	return plan_plain(&wanted, typed, &plan, err) && run_plan(r, &plan, memory, out, err);
}

static bool run_candidates(struct rank_request *r, const struct columns *columns,
	struct arena *memory, struct found *out, struct error *err)
{
	struct plan_request wanted = plan_for(r);
	struct plan plan;
	wanted.unwanted = r->unlike;
	return plan_candidates(&wanted, first_reading(&r->match), columns->documents,
		       columns->articles, &plan, err) &&
	       run_plan(r, &plan, memory, out, err);
}

/* Clauses that are wanted without being quoted. */
static size_t count_words(const struct query *q)
{
	size_t count = 0;
	for (size_t i = 0; i < q->clause_count; i++)
		count += planner_wants_word(&q->clauses[i]);
	return count;
}

/* The stages by the likeliest reading, too, where there is one; WANTED is for that. */
static bool run_readings(struct rank_request *r, struct columns_request *wanted, size_t enough,
	struct arena *memory, struct found *out, struct error *err)
{
	struct match_request *m = &r->match;
	struct columns columns;
	wanted->readings = m->likeliest;
	bool apart = wanted->is_short && m->likeliest->of;
	if (apart && !columns_make(wanted, memory, &columns, err))
		return false;
	m->likeliest_columns = apart ? &columns : NULL;
	bool ok = run_stages(r, enough, memory, out, err);
	m->likeliest_columns = NULL;
	return ok;
}

bool rank_run(struct rank_request *request, struct arena *memory, struct columns *columns,
	struct found *out, struct error *err)
{
	struct match_request *m = &request->match;
	struct columns_request wanted = {.db = m->db,
		.lexicon = request->lexicon,
		.query = m->query,
		.readings = first_reading(m),
		.is_short = count_words(m->query) <= RANK_ALL_WORDS};
	*columns = (struct columns){.count = 0};
	m->columns = NULL;
	m->likeliest_columns = NULL;
	if (request->sort != SORT_RELEVANCE && !request->unlike)
		return run_stages(request, 0, memory, out, err);
	if (request->plain && !request->unlike)
		return run_plain(request, memory, out, err);
	if (!columns_make(&wanted, memory, columns, err))
		return false;
	if (columns->count == 0)
		return run_stages(request, 0, memory, out, err);
	m->columns = columns;
	size_t words = count_words(m->query);
	bool guessed = m->strict->restored && words > RANK_ALL_WORDS;
	if (words > RANK_LONG_WORDS || guessed || request->unlike)
		return run_candidates(request, columns, memory, out, err);
	size_t enough = words > RANK_ALL_WORDS ? RANK_ENOUGH : 0;
	if (!run_readings(request, &wanted, enough, memory, out, err))
		return false;
	return !out->too_few || run_candidates(request, columns, memory, out, err);
}

bool rank_select(struct rank_request *request, struct found *out, struct error *err)
{
	struct plan_request wanted = plan_for(request);
	struct plan plan = {.stage_count = 0};
	*out = (struct found){.hits = NULL};
	err->code = ERROR_NONE;
	bool ok = plan_totals(&wanted, &plan, err) && err->code == ERROR_NONE;
	out->set = ok ? xc_select(request->match.db, plan.full, err) : NULL;
	ok = out->set != NULL;
	if (ok)
		out->full = out->some = xc_set_total(out->set);
	if (ok && request->match.fold)
		found_fold(&request->match, out);
	out->is_partial = request->match.is_partial;
	out->full.exact &= !out->is_partial;
	out->some.exact &= !out->is_partial;
	if (ok && plan.undated)
		ok = xc_count(request->match.db, plan.undated, UINT32_MAX, &out->undated, err);
	plan_free(&plan);
	return ok;
}
