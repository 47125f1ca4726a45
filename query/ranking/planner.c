#include "query/ranking/planner.h"
#include "query/ranking/filter.h"

#include "archive/schema.h"
#include "query/ranking/expand_match.h"
#include "xapianc/set.h"

#include <stdlib.h>

/* Weights, relative to a word of the text that matches in any spelling. Here and in
   plan_bm25: found by trial on known items (a headline finds its article), where
   counting words alone before their weight had a mean reciprocal rank of .55 against
   .64. */
static const double weight_as_typed = 0.125; /* more for the typed spelling of an unmarked word */
static const double weight_folded = 0.125;   /* any spelling, where it is known which are likely */
static const double weight_likely = 0.875;   /* more for a likely one, by how likely it is */
static const double weight_title = 1.0;      /* more for a word in the title */
/* Of a word that was restored, the share of its likelihood that counts for the likeliest spelling;
   the rest counts for any. Found on the training halves of bench/ranking: shuffled headlines
   without marks .628, with a slip, too, .521; with any at a quarter, beside a whole for the
   likeliest however likely it is, .587 and .472; those in order the same. */
static const double restored_share = 0.5;

struct xc_query *planner_term(struct planner *p, const char *prefix, struct str text)
{
	if (!schema_term(&p->term, prefix, text)) {
		error_set_memory(p->err);
		return NULL;
	}
	return xc_query_word(p->request->db, buf_str(&p->term), p->err);
}

struct xc_query *planner_without(struct planner *p, struct xc_query *query)
{
	const struct plan_request *r = p->request;
	if (!r->unwanted)
		return query;
	return xc_query_and_not(query, xc_query_set(r->db, r->unwanted, p->err), p->err);
}

struct xc_query **planner_room(struct planner *p, size_t n)
{
	struct xc_query **subs = calloc(n, sizeof *subs);
	if (!subs)
		error_set_memory(p->err);
	return subs;
}

/* The spellings of R, combined. */
static struct xc_query *spellings(
	struct planner *p, const char *prefix, const struct reading *r, planner_combine *with)
{
	struct xc_query **subs = planner_room(p, r->spelling_count);
	if (!subs)
		return NULL;
	for (size_t i = 0; i < r->spelling_count; i++)
		subs[i] = planner_term(p, prefix, r->spellings[i]);
	struct xc_query *all = with(subs, r->spelling_count, p->err);
	free(subs);
	return all;
}

/* The likely spellings of R, each weighing as much as it is likely. */
static struct xc_query *likely(struct planner *p, const char *prefix, const struct reading *r)
{
	struct xc_query *subs[READING_MAX_LIKELY];
	if (p->likeliest)
		return planner_term(p, prefix, r->likely[0].exact);
	for (size_t i = 0; i < r->likely_count; i++)
		subs[i] = xc_query_scale(planner_term(p, prefix, r->likely[i].exact),
			weight_likely * r->likely[i].probability, p->err);
	return xc_query_or(subs, r->likely_count, p->err);
}

/* The likeliest spelling of R, which was restored, or any: marks that were restored may be wrong,
   and are so most where words were left out or stand in another order. */
static struct xc_query *restored(
	struct planner *p, const struct reading *r, const char *exact, const char *folded)
{
	double likeliest = restored_share * r->likely[0].probability;
	struct xc_query *subs[] = {
		xc_query_scale(planner_term(p, folded, r->folded), 1 - likeliest, p->err),
		xc_query_scale(likely(p, exact, r), likeliest, p->err)};
	return xc_query_or(subs, sizeof subs / sizeof *subs, p->err);
}

struct xc_query *planner_acronym(struct planner *p, const struct reading *r, struct xc_query *word)
{
	if (!r || !r->capitals || p->loose)
		return word;
	return xc_query_filter(word, planner_term(p, PREFIX_CAPITALS, r->exact), p->err);
}

/* A word by itself, in the zone whose terms have the prefixes EXACT and FOLDED. */
static struct xc_query *word(
	struct planner *p, const struct reading *r, const char *exact, const char *folded)
{
	if (r->kind == READING_EXACT)
		return planner_acronym(p, r, planner_term(p, exact, r->exact));
	if (p->loose && p->likeliest && reading_is_open(r))
		return restored(p, r, exact, folded);
	if (r->kind == READING_SPELLINGS)
		return r->likely_count > 0 && !p->plain ? likely(p, exact, r)
							: spellings(p, exact, r, xc_query_synonym);
	if (r->likely_count > 0 && p->loose)
		return likely(p, exact, r);
	struct xc_query *any = planner_term(p, folded, r->folded);
	if (p->plain)
		return any;
	if (r->likely_count > 0)
		return xc_query_and_maybe(
			xc_query_scale(any, weight_folded, p->err), likely(p, exact, r), p->err);
	struct xc_query *typed =
		xc_query_scale(planner_term(p, exact, r->exact), weight_as_typed, p->err);
	return xc_query_and_maybe(any, typed, p->err);
}

struct xc_query *planner_word(struct planner *p, const struct reading *r)
{
	return word(p, r, "", PREFIX_FOLDED);
}

/* A word where positions are needed. Folded terms have none, so an unmarked word is the
   spellings that the archive knows. */
static struct xc_query *placed_word(struct planner *p, size_t word)
{
	const struct reading *r = &p->readings->of[word];
	return r->kind == READING_EXACT ? planner_term(p, "", r->exact)
					: spellings(p, "", r, xc_query_or);
}

/* The COUNT words of the query in a row, the first of them FIRST or those of OTHERS. */
static struct xc_query *row(struct planner *p, const size_t *others, size_t first, size_t count)
{
	const struct reading *of = p->readings->of;
	if (count == 1)
		return planner_word(p, &of[others ? others[0] : first]);
	struct xc_query **subs = planner_room(p, count);
	if (!subs)
		return NULL;
	for (size_t i = 0; i < count; i++)
		subs[i] = placed_word(p, others ? others[i] : first + i);
	struct xc_query *all = xc_query_row(p->request->db, subs, count, p->err);
	free(subs);
	for (size_t i = 0; i < count; i++)
		all = planner_acronym(p, &of[others ? others[i] : first + i], all);
	return all;
}

/* The phrase, in any of the ways to write it. */
static struct xc_query *phrase(struct planner *p, const struct query_clause *c)
{
	if (c->phrase_count == 0)
		return row(p, NULL, c->first, c->count);
	struct xc_query **subs = planner_room(p, 1 + c->phrase_count);
	if (!subs)
		return NULL;
	subs[0] = row(p, NULL, c->first, c->count);
	for (size_t i = 0; i < c->phrase_count; i++)
		subs[1 + i] = row(p, c->phrases[i].words, 0, c->phrases[i].count);
	struct xc_query *any = xc_query_or(subs, 1 + c->phrase_count, p->err);
	free(subs);
	return any;
}

/* The group as it stands, or one of its other readings. */
static struct xc_query *group(struct planner *p, const struct query_clause *c)
{
	struct xc_query **subs = planner_room(p, 1 + c->others);
	if (!subs)
		return NULL;
	subs[0] = row(p, NULL, c->first, c->count);
	for (size_t i = 0; i < c->others; i++)
		subs[1 + i] = planner_word(p, &p->readings->of[c->first + c->count + i]);
	struct xc_query *best = xc_query_max(subs, 1 + c->others, p->err);
	free(subs);
	return best;
}

struct xc_query *planner_clause(struct planner *p, const struct query_clause *c)
{
	switch (c->kind) {
	case CLAUSE_WORD:
		return planner_word(p, &p->readings->of[c->first]);
	case CLAUSE_PHRASE:
		return phrase(p, c);
	case CLAUSE_GROUP:
		return group(p, c);
	}
	return NULL;
}

bool planner_wants_clause(const struct query_clause *c)
{
	return !c->excluded && !c->inner;
}

bool planner_weighs_clause(const struct query_clause *c)
{
	return !c->excluded;
}

static bool is_excluded(const struct query_clause *c)
{
	return c->excluded && !c->inner;
}

static bool is_inner(const struct query_clause *c)
{
	return !c->excluded && c->inner;
}

bool planner_wants_word(const struct query_clause *c)
{
	return planner_wants_clause(c) && c->kind != CLAUSE_PHRASE;
}

bool planner_wants_phrase(const struct query_clause *c)
{
	return planner_wants_clause(c) && c->kind == CLAUSE_PHRASE;
}

bool planner_wants_row(const struct query_clause *c)
{
	return planner_wants_phrase(c) && c->count > 1;
}

bool planner_any(const struct query *q, planner_wants *wanted)
{
	for (size_t i = 0; i < q->clause_count; i++) {
		if (wanted(&q->clauses[i]))
			return true;
	}
	return false;
}

struct xc_query *planner_clauses(struct planner *p, planner_wants *wanted, planner_make *make,
	planner_combine *with, size_t *count)
{
	const struct query *q = p->request->query;
	struct xc_query **subs = planner_room(p, q->clause_count);
	if (!subs)
		return NULL;
	*count = 0;
	for (size_t i = 0; i < q->clause_count; i++) {
		const struct query_clause *c = &q->clauses[i];
		if (wanted(c) && !reading_repeats(q, p->readings->of, i))
			subs[(*count)++] = make(p, c);
	}
	struct xc_query *all = with(subs, *count, p->err);
	free(subs);
	return all;
}

/* The wanted clauses [first, end), or what else they can be written as by the expansions
   from number FROM on; *COUNT of the clauses. */
static struct xc_query *every_of(
	struct planner *p, size_t first, size_t end, size_t from, size_t *count)
{
	const struct query *q = p->request->query;
	struct xc_query **subs = planner_room(p, end - first + 1);
	if (!subs)
		return NULL;
	*count = 0;
	for (size_t i = first; i < end;) {
		const struct expansion *e = expansion_at(q->expansions, from, i, end);
		const struct query_clause *c = &q->clauses[i];
		size_t inner = 0;
		if (e) {
			size_t next = (size_t)(e - q->expansions->items) + 1;
			struct xc_query *typed = every_of(p, i, i + e->count, next, &inner);
			if (!typed || inner > 0)
				subs[(*count)++] =
					expand_or(p->request->db, typed, e, &p->term, p->err);
			else
				xc_query_free(typed);
			i += e->count;
			continue;
		}
		if (planner_wants_clause(c) && !reading_repeats(q, p->readings->of, i))
			subs[(*count)++] = planner_clause(p, c);
		i++;
	}
	struct xc_query *all = xc_query_and(subs, *count, p->err);
	free(subs);
	return all;
}

struct xc_query *planner_every(struct planner *p)
{
	size_t count = 0;
	struct xc_query *all = every_of(p, 0, p->request->query->clause_count, 0, &count);
	if (!all || count > 0)
		return all;
	xc_query_free(all);
	return p->request->condition ? xc_query_set(p->request->db, p->request->condition, p->err)
				     : xc_query_everything(p->err);
}

struct xc_query *planner_some(struct planner *p, bool *failed)
{
	size_t words = 0;
	size_t phrases = 0;
	struct xc_query *some =
		planner_clauses(p, planner_wants_word, planner_clause, xc_query_or, &words);
	some = expand_or_all(p->request->db, some, p->request->query, false, &p->term, p->err);
	struct xc_query *quoted =
		planner_clauses(p, planner_wants_phrase, planner_clause, xc_query_and, &phrases);
	*failed = !some || !quoted;
	if (!*failed && phrases > 0 && words > 0) {
		quoted = xc_query_and_maybe(quoted, some, p->err);
		*failed = !quoted;
		return quoted;
	}
	xc_query_free(quoted);
	if (!*failed && phrases == 0 && words > 1)
		return some;
	xc_query_free(some);
	return NULL;
}

/* Among candidates a word without marks counts by its letters: hardly a title has several of the
   words by chance, and which spelling is meant is least certain where many words were typed. */
static struct xc_query *title_word(struct planner *p, const struct reading *r)
{
	if (p->loose && r->kind == READING_FOLDED)
		return planner_term(p, PREFIX_TITLE_FOLDED, r->folded);
	return word(p, r, PREFIX_TITLE, PREFIX_TITLE_FOLDED);
}

struct xc_query *planner_title(struct planner *p, const struct query_clause *c)
{
	size_t count = c->count + c->others;
	struct xc_query **subs = planner_room(p, count);
	if (!subs)
		return NULL;
	for (size_t i = 0; i < count; i++)
		subs[i] = title_word(p, &p->readings->of[c->first + i]);
	struct xc_query *all = xc_query_or(subs, count, p->err);
	free(subs);
	return all;
}

/* Those of BASE that may be of one of the days asked for: they end no earlier and begin no
   later. */
static struct xc_query *within(struct planner *p, struct xc_query *base)
{
	struct str from = str_from_c(p->request->dates->from);
	struct str to = str_from_c(p->request->dates->to);
	if (from.len > 0)
		base = xc_query_filter(
			base, xc_query_range(SLOT_DATE_LAST, &from, NULL, p->err), p->err);
	if (to.len > 0)
		base = xc_query_filter(
			base, xc_query_range(SLOT_DATE_FIRST, NULL, &to, p->err), p->err);
	return base;
}

/* An excluded clause, or what else it can be written as. */
static struct xc_query *excluded_clause(struct planner *p, const struct query_clause *c)
{
	const struct expansion *e = expansion_of(p->request->query, c);
	struct xc_query *typed = planner_clause(p, c);
	return e ? expand_or(p->request->db, typed, e, &p->term, p->err) : typed;
}

static struct xc_query *filtered(struct planner *p, struct xc_query *base)
{
	const struct filter *f = p->request->filter;
	if (f && f->unwanted)
		base = xc_query_and_not(base, xc_query_copy(f->unwanted, p->err), p->err);
	if (f && f->wanted)
		base = xc_query_filter(base, xc_query_copy(f->wanted, p->err), p->err);
	return base;
}

static struct xc_query *conditioned(struct planner *p, struct xc_query *base)
{
	const struct plan_request *r = p->request;
	if (!r->condition)
		return base;
	struct xc_query *both[] = {base, xc_query_set(r->db, r->condition, p->err)};
	return xc_query_and(both, 2, p->err);
}

struct xc_query *planner_wanted(struct planner *p, struct xc_query *base)
{
	struct planner plainly = {.request = p->request,
		.readings = p->request->forgiving,
		.plain = true,
		.err = p->err};
	size_t count = 0;
	struct xc_query *excluded =
		planner_clauses(&plainly, is_excluded, excluded_clause, xc_query_or, &count);
	buf_free(&plainly.term);
	if (count > 0)
		base = xc_query_and_not(base, excluded, p->err);
	else
		xc_query_free(excluded);
	return conditioned(p, filtered(p, base));
}

struct xc_query *planner_narrow(struct planner *p, struct xc_query *base)
{
	return within(p, planner_wanted(p, base));
}

/* BASE, and what the condition asks for adds weight. */
static struct xc_query *weighed(struct planner *p, struct xc_query *base)
{
	size_t count = 0;
	if (!p->request->condition || !planner_any(p->request->query, is_inner))
		return base;
	struct xc_query *inner = planner_clauses(p, is_inner, planner_clause, xc_query_or, &count);
	inner = expand_or_all(p->request->db, inner, p->request->query, true, &p->term, p->err);
	return xc_query_and_maybe(base, inner, p->err);
}

struct xc_query *planner_finish(struct planner *p, struct xc_query *base)
{
	size_t count = 0;
	base = weighed(p, planner_narrow(p, base));
	if (!p->titles)
		return base;
	struct xc_query *titles =
		planner_clauses(p, planner_weighs_clause, planner_title, xc_query_or, &count);
	titles = expand_titles(p->request->db, titles, p->request->query, &p->term, p->err);
	if (count > 0)
		return xc_query_and_maybe(
			base, xc_query_scale(titles, weight_title, p->err), p->err);
	xc_query_free(titles);
	return base;
}
