#include "query/ranking/rank.h"

#include "query/ranking/plan_candidates.h"

static const struct readings *first_reading(const struct match_request *m)
{
	return m->strict->of ? m->strict : m->readings;
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

static bool run_stages(
	struct rank_request *r, struct arena *memory, struct found *out, struct error *err)
{
	const struct match_request *m = &r->match;
	struct plan plan;
	return plan_make(m->query, m->readings, m->strict, r->sort, r->dates, &plan, err) &&
	       run_plan(r, &plan, memory, out, err);
}

static bool run_plain(
	struct rank_request *r, struct arena *memory, struct found *out, struct error *err)
{
	struct plan plan;
	const struct match_request *m = &r->match;
	const struct readings *typed =
		m->strict->of && !m->strict->restored ? m->strict : m->readings;
	return plan_plain(m->query, typed, r->dates, &plan, err) &&
	       run_plan(r, &plan, memory, out, err);
}

static bool run_candidates(struct rank_request *r, const struct columns *columns,
	struct arena *memory, struct found *out, struct error *err)
{
	struct plan plan;
	return plan_candidates(r->match.query, first_reading(&r->match), r->match.readings,
		       r->dates, columns->documents, columns->articles, r->similar_to, &plan,
		       err) &&
	       run_plan(r, &plan, memory, out, err);
}

/* Clauses that are wanted without being quoted. */
static size_t count_words(const struct query *q)
{
	size_t count = 0;
	for (size_t i = 0; i < q->clause_count; i++)
		count += !q->clauses[i].excluded && q->clauses[i].kind != CLAUSE_PHRASE;
	return count;
}

/* Dates leave out what has none: says how many, up to COUNTED of them. */
static bool count_undated(const struct rank_request *r, struct found *out, struct error *err)
{
	enum { COUNTED = 1000 };
	const struct match_request *m = &r->match;
	const struct xc_match_options options = {.check_at_least = COUNTED};
	if (!date_range_limits(r->dates) || r->similar_to.len > 0)
		return true;
	struct xc_query *query = plan_undated(m->query, m->readings, m->strict, err);
	struct xc_matches *found = query ? xc_match(m->db, query, &options, err) : NULL;
	if (found) {
		out->undated = found->total.lower;
		out->undated_is_least = found->total.lower != found->total.upper;
	}
	bool ok = found != NULL;
	xc_matches_free(found);
	xc_query_free(query);
	return ok;
}

static bool run(struct rank_request *request, struct arena *memory, struct columns *columns,
	struct found *out, struct error *err)
{
	struct match_request *m = &request->match;
	struct columns_request wanted = {.db = m->db,
		.lexicon = request->lexicon,
		.query = m->query,
		.readings = first_reading(m),
		.forgiving = m->readings};
	*columns = (struct columns){.count = 0};
	m->columns = NULL;
	if (request->sort != SORT_RELEVANCE && request->similar_to.len == 0)
		return run_stages(request, memory, out, err);
	if (request->plain && request->similar_to.len == 0)
		return run_plain(request, memory, out, err);
	if (!columns_make(&wanted, memory, columns, err))
		return false;
	if (columns->count == 0)
		return run_stages(request, memory, out, err);
	m->columns = columns;
	size_t words = count_words(m->query);
	if (words > RANK_LONG_WORDS || request->similar_to.len > 0)
		return run_candidates(request, columns, memory, out, err);
	if (!run_stages(request, memory, out, err))
		return false;
	if (words <= RANK_ALL_WORDS || out->likely >= m->limit)
		return true;
	return run_candidates(request, columns, memory, out, err);
}

bool rank_run(struct rank_request *request, struct arena *memory, struct columns *columns,
	struct found *out, struct error *err)
{
	return run(request, memory, columns, out, err) && count_undated(request, out, err);
}
