#include "query/ranking/plan_candidates.h"

#include "archive/schema.h"
#include "query/ranking/expand_match.h"
#include "query/ranking/planner.h"

#include <stdlib.h>

/* Of a long query: one of so many of its rarest words must be there; so many in all add
   weight, if less than a sixth of the articles have them. On headlines that takes a third
   of the time of weighing all words, and loses one in a hundred right articles. Of a
   paragraph twice as many are asked for, as its rarest words are often names that other
   reports of the same event leave out. Chosen on the training halves of bench/ranking. */
enum { CANDIDATES_ASKED = 6, CANDIDATES_WEIGHED = 16 };
enum { PASTED_ASKED = 12, PASTED_WEIGHED = 24 };
static const double candidates_rare = 1.0 / 6;

/* Of --ranking bm25: the best of k1 from .2 to 3 and b from .6 to 1 on the training halves of
   bench/ranking, by the mean over news-2017, url-slugs, legal-2022, news-clusters, names and
   half-remembered headlines. */
static const struct xc_bm25 plain_bm25 = {.k1 = 0.8, .b = 0.9, .min_length = 0.5};

/* As planner_clause, but that a group which has other readings is only those, with which
   articles are indexed where they write it with its signs: the look-up of a phrase, and
   of the greatest of several weights, takes long. */
static struct xc_query *loose_clause(struct planner *p, const struct query_clause *c)
{
	size_t first = c->others > 0 && c->count > 1 ? c->count : 0;
	size_t count = c->count + c->others - first;
	struct xc_query **subs = planner_room(p, count);
	if (!subs)
		return NULL;
	for (size_t i = 0; i < count; i++)
		subs[i] = planner_word(p, &p->readings->of[c->first + first + i]);
	struct xc_query *any = xc_query_or(subs, count, p->err);
	free(subs);
	return any;
}

/* A clause, and how many articles have it, at most. */
struct frequency {
	const struct query_clause *clause;
	uint32_t documents;
};

static int compare_frequencies(const void *a, const void *b)
{
	const struct frequency *x = a;
	const struct frequency *y = b;
	if (x->documents != y->documents)
		return x->documents < y->documents ? -1 : 1;
	return (x->clause > y->clause) - (x->clause < y->clause);
}

/* The different clauses without quotes, rarest first. */
static size_t find_frequencies(
	const struct planner *p, const uint32_t *documents, struct frequency *out)
{
	const struct query *q = p->request->query;
	size_t count = 0;
	for (size_t i = 0; i < q->clause_count; i++) {
		const struct query_clause *c = &q->clauses[i];
		if (!planner_wants_word(c) || reading_repeats(q, p->readings->of, i))
			continue;
		uint32_t most = 0;
		size_t first = c->others > 0 && c->count > 1 ? c->count : 0;
		for (size_t w = first; w < c->count + c->others; w++)
			most = documents[c->first + w] > most ? documents[c->first + w] : most;
		if (most > 0)
			out[count++] = (struct frequency){c, most};
	}
	qsort(out, count, sizeof *out, compare_frequencies);
	return count;
}

static struct xc_query *loose_clauses(struct planner *p, const struct frequency *from, size_t count)
{
	struct xc_query **subs = planner_room(p, count + 1);
	if (!subs)
		return NULL;
	for (size_t i = 0; i < count; i++)
		subs[i] = loose_clause(p, from[i].clause);
	struct xc_query *any = xc_query_or(subs, count, p->err);
	free(subs);
	return any;
}

/* COUNT of the clauses in the title, in any spelling. Of half-remembered headlines without marks,
   shuffled and with a slip, on the training halves .988 instead of .879 are among the candidates
   so. */
static struct xc_query *titles(struct planner *p, const struct frequency *from, size_t count)
{
	struct planner forgiving = {.request = p->request,
		.readings = p->request->forgiving,
		.loose = true,
		.err = p->err};
	struct xc_query **subs = planner_room(p, count + 1);
	if (!subs)
		return NULL;
	for (size_t i = 0; i < count; i++)
		subs[i] = planner_title(&forgiving, from[i].clause);
	struct xc_query *any = xc_query_or(subs, count, p->err);
	free(subs);
	buf_free(&forgiving.term);
	return any;
}

/* One of the rarest words, and what else of the words adds weight. */
static struct xc_query *candidates(struct planner *p, const uint32_t *documents, double articles)
{
	const struct query *q = p->request->query;
	struct frequency *all = calloc(q->clause_count, sizeof *all);
	if (!all) {
		error_set_memory(p->err);
		return NULL;
	}
	size_t count = find_frequencies(p, documents, all);
	size_t most_asked = q->pasted ? PASTED_ASKED : CANDIDATES_ASKED;
	size_t most_weighed = q->pasted ? PASTED_WEIGHED : CANDIDATES_WEIGHED;
	size_t asked = count < most_asked ? count : most_asked;
	size_t weighed = asked;
	while (weighed < count && weighed < most_weighed &&
		all[weighed].documents < articles * candidates_rare)
		weighed++;
	struct xc_query *any = expand_or_all(
		p->request->db, loose_clauses(p, all, asked), q, false, &p->term, p->err);
	if (weighed > asked)
		any = xc_query_and_maybe(
			any, loose_clauses(p, all + asked, weighed - asked), p->err);
	p->titles = count <= CANDIDATES_ASKED;
	if (!p->titles && p->readings->restored && !q->pasted)
		any = xc_query_and_maybe(any, titles(p, all, asked), p->err);
	free(all);
	return any;
}

/* LOOSE, of what has all that is quoted. */
static struct xc_query *with_phrases(struct planner *p, struct xc_query *loose)
{
	size_t count = 0;
	struct xc_query *phrases =
		planner_clauses(p, planner_wants_phrase, planner_clause, xc_query_and, &count);
	if (count == 0) {
		xc_query_free(phrases);
		return loose;
	}
	if (planner_any(p->request->query, planner_wants_word))
		return xc_query_and_maybe(phrases, loose, p->err);
	xc_query_free(loose);
	return phrases;
}

static bool finish_plan(struct planner *p, struct xc_query *base, struct plan *out)
{
	struct xc_query *query = planner_finish(p, with_phrases(p, base));
	buf_free(&p->term);
	*out = (struct plan){0};
	if (!query)
		return false;
	out->stages[out->stage_count++] = (struct stage){
		.kind = STAGE_ANY, .query = query, .options = plan_options(&plan_bm25)};
	if (plan_totals(p->request, out, p->err))
		return true;
	plan_free(out);
	return false;
}

bool plan_candidates(const struct plan_request *request, const struct readings *readings,
	const uint32_t *documents, double articles, struct plan *out, struct error *err)
{
	struct planner p = {.request = request,
		.readings = readings,
		.likeliest = readings->restored,
		.loose = true,
		.err = err};
	struct xc_query *base = candidates(&p, documents, articles);
	base = planner_without(&p, base);
	p.readings = request->forgiving;
	return finish_plan(&p, base, out);
}

bool plan_plain(const struct plan_request *request, const struct readings *readings,
	struct plan *out, struct error *err)
{
	struct planner p = {.request = request, .readings = readings, .plain = true, .err = err};
	size_t count = 0;
	bool ok = finish_plan(&p,
		planner_clauses(&p, planner_wants_word, loose_clause, xc_query_or, &count), out);
	if (ok)
		out->stages[0].options.bm25 = &plain_bm25;
	return ok;
}
