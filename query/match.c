#include "query/match.h"

#include "archive/schema.h"

/* Up to here a total is counted, beyond it is estimated. */
enum { COUNT_EXACTLY = 200 };

struct matcher {
	const struct match_request *request;
	struct arena *memory;
	struct found *out;
	struct buf term;
	size_t skip; /* hits still to be left out */
	struct error *err;
};

static bool has_term(const struct xc_hit *hit, struct str term)
{
	for (size_t i = 0; i < hit->term_count; i++) {
		if (str_eq(hit->terms[i], term))
			return true;
	}
	return false;
}

/* What is asked of each term that a word stands for, until one answers yes. */
typedef bool ask_term(struct matcher *m, struct str term, const void *context);

static bool ask(struct matcher *m, const char *prefix, struct str text, ask_term *question,
	const void *context)
{
	return schema_term(&m->term, prefix, text) && question(m, buf_str(&m->term), context);
}

static bool any_term(
	struct matcher *m, const struct reading *r, ask_term *question, const void *context)
{
	if (r->kind == READING_EXACT)
		return ask(m, "", r->exact, question, context);
	if (r->kind == READING_FOLDED)
		return ask(m, PREFIX_FOLDED, r->folded, question, context);
	for (size_t i = 0; i < r->spelling_count; i++) {
		if (ask(m, "", r->spellings[i], question, context))
			return true;
	}
	return false;
}

static bool in_hit(struct matcher *m, struct str term, const void *context)
{
	(void)m;
	return has_term(context, term);
}

static bool in_archive(struct matcher *m, struct str term, const void *context)
{
	(void)context;
	struct xc_term_stats stats;
	return !xc_db_term_stats(m->request->db, term, &stats, m->err) || stats.documents > 0;
}

/* Whether an earlier clause that is wanted means the same. */
static bool is_repeated(const struct matcher *m, size_t clause)
{
	const struct query_clause *clauses = m->request->query->clauses;
	const struct reading *of = m->request->readings->of;
	for (size_t i = 0; clauses[clause].kind == CLAUSE_WORD && i < clause; i++) {
		if (clauses[i].kind == CLAUSE_WORD && !clauses[i].excluded &&
			of[clauses[i].first].unit == of[clauses[clause].first].unit)
			return true;
	}
	return false;
}

/* Whether all words of C, or one of its other readings, answer yes. */
static bool clause_answers(
	struct matcher *m, const struct query_clause *c, ask_term *question, const void *context)
{
	const struct reading *of = m->request->readings->of;
	size_t end = c->first + c->count;
	for (size_t i = 0; i < c->others; i++) {
		if (any_term(m, &of[end + i], question, context))
			return true;
	}
	for (size_t i = c->first; i < end; i++) {
		if (!any_term(m, &of[i], question, context))
			return false;
	}
	return true;
}

/* The wanted clauses that do not answer yes, as they were typed. */
static bool clauses_without(struct matcher *m, ask_term *question, const void *context,
	struct str **words, size_t *count)
{
	const struct query *q = m->request->query;
	*count = 0;
	*words = arena_array(m->memory, q->clause_count, sizeof **words);
	if (!*words)
		return error_set_memory(m->err);
	for (size_t i = 0; i < q->clause_count; i++) {
		const struct query_clause *c = &q->clauses[i];
		if (c->excluded || is_repeated(m, i) || clause_answers(m, c, question, context))
			continue;
		struct str text = arena_str(m->memory, query_clause_text(q, c));
		if (!text.ptr)
			return error_set_memory(m->err);
		(*words)[(*count)++] = text;
	}
	return true;
}

static bool take_hit(struct matcher *m, const struct stage *stage, const struct xc_hit *from)
{
	struct found_hit *hit = &m->out->hits[m->out->hit_count++];
	*hit = (struct found_hit){
		.docid = from->docid, .stage = stage->kind, .score = from->weight};
	if (stage->kind != STAGE_SOME)
		return true;
	hit->score -= PLAN_WORD_BONUS * (double)(uint64_t)(from->weight / PLAN_WORD_BONUS);
	return clauses_without(m, in_hit, from, &hit->missing, &hit->missing_count);
}

/* Takes from STAGE what the page still lacks; counts its articles. */
static bool run_stage(struct matcher *m, const struct stage *stage)
{
	size_t lacking = m->request->limit - m->out->hit_count;
	struct xc_match_options options = stage->options;
	options.offset = (uint32_t)m->skip;
	options.limit = lacking > 0 ? (uint32_t)lacking : 1;
	options.check_at_least = (uint32_t)(m->request->offset + m->request->limit + COUNT_EXACTLY);
	options.with_terms = stage->kind == STAGE_SOME;
	struct xc_matches *found = xc_match(m->request->db, stage->query, &options, m->err);
	if (!found)
		return false;
	bool ok = true;
	for (size_t i = 0; ok && i < found->count && i < lacking; i++)
		ok = take_hit(m, stage, &found->hits[i]);
	uint32_t count = found->total.estimated;
	m->skip = m->skip > count ? m->skip - count : 0;
	m->out->is_estimate |= found->total.lower != found->total.upper;
	*(stage->kind == STAGE_SOME ? &m->out->some : &m->out->full) += count;
	xc_matches_free(found);
	return ok;
}

static bool run_stages(struct matcher *m)
{
	const struct plan *plan = m->request->plan;
	for (size_t i = 0; i < plan->stage_count; i++) {
		/* Whether the first page was full decides for all pages alike. */
		bool fallback = plan->stages[i].kind == STAGE_FORGIVING ||
				plan->stages[i].kind == STAGE_SOME;
		if (fallback && m->out->full >= m->request->limit)
			break;
		if (!run_stage(m, &plan->stages[i]))
			return false;
	}
	return true;
}

bool match_run(const struct match_request *request, struct arena *memory, struct found *out,
	struct error *err)
{
	*out = (struct found){.hits = arena_array(memory, request->limit, sizeof *out->hits)};
	if (!out->hits)
		return error_set_memory(err);
	struct matcher m = {.request = request,
		.memory = memory,
		.out = out,
		.skip = request->offset,
		.err = err};
	bool ok = run_stages(&m);
	if (ok && out->full == 0)
		ok = clauses_without(&m, in_archive, NULL, &out->unknown, &out->unknown_count);
	buf_free(&m.term);
	return ok;
}
