#include "query/ranking/match.h"

#include "archive/schema.h"
#include "query/ranking/clock.h"
#include "query/ranking/expand_match.h"
#include "query/ranking/missing.h"
#include "query/ranking/weights.h"

#include <string.h>

/* So many articles beyond the page are counted. Counting all would take half as long
   again, and Xapian's estimates of a total are out by a factor of three. */
enum { COUNT_AHEAD = 1000 };

struct matcher {
	const struct match_request *request;
	struct arena *memory;
	struct found *out;
	struct buf term;
	size_t skip;   /* hits still to be left out */
	size_t window; /* of a stage, that are re-ranked */
	struct error *err;
};

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

static bool in_archive(struct matcher *m, struct str term, const void *context)
{
	(void)context;
	uint32_t documents;
	return !xc_db_frequency(m->request->db, term, &documents, m->err) || documents > 0;
}

/* Whether an earlier clause that is wanted means the same. */
static bool is_repeated(const struct query *q, const struct reading *of, size_t clause)
{
	const struct query_clause *c = q->clauses;
	for (size_t i = 0; c[clause].kind == CLAUSE_WORD && i < clause; i++) {
		if (c[i].kind == CLAUSE_WORD && !c[i].excluded &&
			of[c[i].first].unit == of[c[clause].first].unit)
			return true;
	}
	return false;
}

/* Whether all words of C, or one of its other readings, answer yes. */
static bool clause_answers(struct matcher *m, const struct query_clause *c,
	const struct reading *of, ask_term *question, const void *context)
{
	size_t end = c->first + c->count;
	for (size_t i = 0; c->kind == CLAUSE_GROUP && i < c->others; i++) {
		if (any_term(m, &of[end + i], question, context))
			return true;
	}
	for (size_t i = c->first; i < end; i++) {
		if (!any_term(m, &of[i], question, context))
			return false;
	}
	return true;
}

/* Words of the query as they were typed. */
struct word_list {
	struct str *items;
	size_t count;
};

static bool start_list(struct matcher *m, struct word_list *list)
{
	*list = (struct word_list){
		.items = arena_array(m->memory, m->request->query->word_count, sizeof(struct str))};
	return list->items || error_set_memory(m->err);
}

static bool add_text(struct matcher *m, struct word_list *list, size_t first, size_t last)
{
	const struct query *q = m->request->query;
	struct str text =
		arena_str(m->memory, str_slice(q->text, q->words[first].start, q->words[last].end));
	list->items[list->count++] = text;
	return text.ptr || error_set_memory(m->err);
}

/* The wanted words and groups that no article has in any spelling. */
static bool find_unknown(struct matcher *m, struct word_list *out)
{
	const struct query *q = m->request->query;
	const struct reading *of = m->request->readings->of;
	if (!start_list(m, out))
		return false;
	for (size_t i = 0; i < q->clause_count; i++) {
		const struct query_clause *c = &q->clauses[i];
		size_t last = c->first + c->count - 1;
		if (c->excluded || is_repeated(q, of, i) ||
			clause_answers(m, c, of, in_archive, NULL))
			continue;
		bool otherwise;
		if (!expand_known(m->request->db, q, i, &otherwise, m->err))
			return false;
		if (otherwise)
			continue;
		if (c->kind == CLAUSE_GROUP && !add_text(m, out, c->first, last))
			return false;
		for (size_t w = c->first; c->kind != CLAUSE_GROUP && w <= last; w++) {
			if (!any_term(m, &of[w], in_archive, NULL) && !add_text(m, out, w, w))
				return false;
		}
	}
	return true;
}

/* The first articles of STAGE, re-ranked: TO of them or fewer, *COUNT. */
static struct ranked *rank_window(
	struct matcher *m, const struct stage *stage, const struct xc_matches *found, size_t *count)
{
	size_t window = found->count < m->window ? found->count : m->window;
	struct ranked *all = arena_array(m->memory, found->count + 1, sizeof *all);
	if (!all) {
		error_set_memory(m->err);
		return NULL;
	}
	*count = found->count;
	for (size_t i = 0; i < found->count; i++)
		all[i] = (struct ranked){
			.docid = found->hits[i].docid, .score = found->hits[i].weight};
	if (!m->request->columns)
		return all;
	struct timespec start;
	clock_gettime(CLOCK_MONOTONIC, &start);
	if (!rerank(m->request->db, m->request->places, m->request->columns, all, window, m->err))
		return NULL;
	m->out->rerank_ms += milliseconds_since(&start);
	/* What follows keeps its distances by stage 1, below the last of the window. */
	double last = window > 0 ? all[window - 1].score : 0;
	for (size_t i = window; i < found->count; i++)
		all[i].score = last - feature_weight(FEATURE_BM25) *
					      (found->hits[window - 1].weight - all[i].score);
	for (size_t i = 0; stage->kind == STAGE_ANY && i < window; i++)
		m->out->full += all[i].full;
	return all;
}

static void take_hit(
	struct matcher *m, const struct stage *stage, const struct ranked *from, bool reranked)
{
	struct found_hit *hit = &m->out->hits[m->out->hit_count++];
	*hit = (struct found_hit){.docid = from->docid,
		.stage = stage->kind,
		.score = from->score,
		.reranked = reranked};
	memcpy(hit->features, from->features, sizeof hit->features);
}

static void count_stage(
	struct matcher *m, const struct stage *stage, const struct xc_matches *found)
{
	struct found *out = m->out;
	uint32_t count = found->total.lower;
	m->skip = m->skip > count ? m->skip - count : 0;
	out->has_more |= found->total.lower != found->total.upper;
	if (stage->kind == STAGE_ANY)
		out->some = count > out->full ? count - out->full : 0;
	else if (stage->kind == STAGE_SOME)
		out->some += count;
	else
		out->full += count;
	if (stage->kind == STAGE_ALL)
		out->likely += count;
}

/* Takes from STAGE what the page still lacks; counts its articles. */
static bool run_stage(struct matcher *m, const struct stage *stage)
{
	size_t lacking = m->request->limit - m->out->hit_count;
	size_t end = m->skip + (lacking > 0 ? lacking : 1);
	struct xc_match_options options = stage->options;
	/* All pages see the same window. */
	options.limit = (uint32_t)(end > m->window ? end : m->window);
	/* How many have any of the words says little, and takes long. */
	size_t ahead = stage->kind == STAGE_ANY && m->request->columns ? 0 : COUNT_AHEAD;
	options.check_at_least = (uint32_t)(m->request->offset + m->request->limit + ahead);
	struct timespec start;
	clock_gettime(CLOCK_MONOTONIC, &start);
	struct xc_matches *found = xc_match(m->request->db, stage->query, &options, m->err);
	if (!found)
		return false;
	m->out->match_ms += milliseconds_since(&start);
	size_t count = 0;
	struct ranked *ranked = rank_window(m, stage, found, &count);
	for (size_t i = m->skip; ranked && lacking > 0 && i < count && i < end; i++)
		take_hit(m, stage, &ranked[i], i < m->window);
	if (ranked)
		count_stage(m, stage, found);
	xc_matches_free(found);
	return ranked != NULL;
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
		.window = request->columns ? rerank_window(request->columns) : 0,
		.err = err};
	bool ok = run_stages(&m) && missing_find(request, memory, out, err);
	struct word_list unknown = {0};
	if (ok && out->full == 0)
		ok = find_unknown(&m, &unknown);
	out->unknown = unknown.items;
	out->unknown_count = unknown.count;
	buf_free(&m.term);
	return ok;
}
