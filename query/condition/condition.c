#include "query/condition/condition.h"

#include "archive/near/near.h"
#include "archive/schema.h"
#include "base/arena.h"
#include "query/condition/chain.h"
#include "query/condition/literal.h"
#include "query/condition/stored.h"
#include "query/ranking/expand_match.h"
#include "query/ranking/filter.h"
#include "query/ranking/planner.h"
#include "xapianc/served.h"

#include <stdlib.h>

struct evaluator {
	const struct condition_request *request;
	struct planner planner;
	struct condition_notes *notes;
	bool has_ends; /* the archive tells where sentences and zones end */
	struct xc_set
		*worded; /* what has all words outside of the condition; NULL: not asked for */
	struct error *err;
};

static struct xc_set *evaluate(struct evaluator *e, const struct query_node *n);

/* The articles that match QUERY, which is freed; NULL may be given. */
static struct xc_set *select_query(struct evaluator *e, struct xc_query *query)
{
	struct xc_set *set = query ? xc_select(e->request->plan->db, query, e->err) : NULL;
	xc_query_free(query);
	return set;
}

static struct xc_set *select_everything(struct evaluator *e)
{
	return select_query(e, xc_query_everything(e->err));
}

static struct xc_set *select_nothing(struct evaluator *e)
{
	return select_query(e, xc_query_nothing(e->err));
}

/* ---- Places ---- */

struct walk {
	struct near *near;
	struct xc_set *set;
	struct error *err;
	bool ok;
};

static bool visit(void *context, uint32_t docid)
{
	struct walk *w = context;
	bool found;
	w->ok = near_has(w->near, docid, &found, w->err);
	if (w->ok && !found)
		xc_set_remove(w->set, docid);
	return w->ok;
}

struct list {
	uint32_t *docids;
	size_t count;
};

static bool add_to_list(void *context, uint32_t docid)
{
	struct list *list = context;
	list->docids[list->count++] = docid;
	return true;
}

/* Says that the places in SET are asked for next, where they are on other machines. */
static bool expect(struct evaluator *e, const struct xc_set *set)
{
	if (!xc_db_is_served(e->request->plan->db))
		return true;
	struct list list = {calloc(xc_set_total(set).count + 1, sizeof *list.docids), 0};
	if (!list.docids)
		return error_set_memory(e->err);
	xc_set_each(set, add_to_list, &list);
	bool ok = places_expect(e->request->places, list.docids, list.count, e->err);
	free(list.docids);
	return ok;
}

/* Keeps those of SET that have what REQUEST says; NULL: there was no memory to say it. Consumes
   SET. */
static struct xc_set *keep_places(
	struct evaluator *e, const struct near_request *request, struct xc_set *set)
{
	struct walk walk = {.set = set, .err = e->err};
	if (request)
		walk.near = near_open(e->request->places, request, e->err);
	else
		error_set_memory(e->err);
	walk.ok = walk.near != NULL && expect(e, set);
	if (walk.ok)
		xc_set_each(set, visit, &walk);
	near_close(walk.near);
	if (walk.ok)
		return set;
	xc_set_free(set);
	return NULL;
}

/* Keeps those of SET that have what N says near each other, in its zone. Consumes SET, which may be
   NULL. */
static struct xc_set *keep_near(struct evaluator *e, const struct query_node *n, struct xc_set *set)
{
	struct arena memory = ARENA_INIT;
	struct near_request request;
	if (set) {
		bool ok = chain_describe(n, e->request->plan, &memory, &request);
		set = keep_places(e, ok ? &request : NULL, set);
	}
	arena_free(&memory);
	return set;
}

/* ---- Leaves ---- */

/* Whether the terms of a zone tell all that is asked of C in it: one word. */
static bool is_zone_term(const struct query_clause *c, enum zone zone)
{
	return c->kind == CLAUSE_WORD && c->phrase_count == 0 && *schema_zone_prefix(zone);
}

static struct xc_query *zone_word(struct evaluator *e, const struct query_clause *c, enum zone zone)
{
	const struct reading *r = &e->request->plan->forgiving->of[c->first];
	const char *prefix = schema_zone_prefix(zone);
	if (r->kind == READING_EXACT || r->spelling_count == 0)
		return planner_term(&e->planner, prefix, r->exact);
	struct xc_query **subs = planner_room(&e->planner, r->spelling_count);
	if (!subs)
		return NULL;
	for (size_t i = 0; i < r->spelling_count; i++)
		subs[i] = planner_term(&e->planner, prefix, r->spellings[i]);
	struct xc_query *any = xc_query_or(subs, r->spelling_count, e->err);
	free(subs);
	return any;
}

static struct xc_set *select_clause(struct evaluator *e, const struct query_node *n)
{
	const struct query_clause *c = &e->request->plan->query->clauses[n->clause];
	bool by_term = n->in_zone && is_zone_term(c, n->zone);
	struct xc_query *query =
		by_term ? zone_word(e, c, n->zone) : planner_clause(&e->planner, c);
	struct xc_set *set = select_query(e, query);
	if (set && n->in_zone && !by_term && e->has_ends)
		set = keep_near(e, n, set);
	e->notes->no_ends |= n->in_zone && !by_term && !e->has_ends;
	if (set && c->literal && !literal_keep(e->request, n, set, e->err)) {
		xc_set_free(set);
		return NULL;
	}
	return set;
}

/* ---- What is stored ---- */

/* Another set of what is in SET; NULL may be given. */
static struct xc_set *copy(struct evaluator *e, const struct xc_set *set)
{
	struct xc_set *made = set ? select_nothing(e) : NULL;
	if (made)
		xc_set_add_all(made, set);
	return made;
}

/* The articles that have all words of the query outside of its condition, or what else they can be
   written as: those that its total is counted of. */
static struct xc_set *select_worded(struct evaluator *e)
{
	e->notes->is_checked |= planner_any(e->request->plan->query, planner_wants_clause);
	return select_query(e, planner_every(&e->planner));
}

static struct xc_set *select_stored(struct evaluator *e, const struct query_filter *filter)
{
	if (!e->worded)
		e->worded = select_worded(e);
	struct xc_set *set = copy(e, e->worded);
	if (set && stored_keep(e->request, filter, set, e->err))
		return set;
	xc_set_free(set);
	return NULL;
}

/* What SET and PART both have, or either where not ALL; PART alone where there is no SET yet. Both
   are consumed; PART may be NULL, on failure. */
static struct xc_set *combine(struct xc_set *set, struct xc_set *part, bool all)
{
	if (!set || !part) {
		xc_set_free(set);
		return part;
	}
	if (all)
		xc_set_keep_all(set, part);
	else
		xc_set_add_all(set, part);
	xc_set_free(part);
	return set;
}

/* Keeps those of SET that have one of the values that the filters of the request by FIELD ask for.
   Consumes SET. */
static struct xc_set *keep_stored(struct evaluator *e, enum query_field field, struct xc_set *set)
{
	const struct condition_request *r = e->request;
	struct xc_set *any = NULL;
	for (size_t i = 0; set && i < r->filter_count; i++) {
		if (r->filters[i].field != field)
			continue;
		any = combine(any, select_stored(e, &r->filters[i]), false);
		if (!any) {
			xc_set_free(set);
			return NULL;
		}
	}
	return any ? combine(set, any, true) : set;
}

/* The articles that have one of LIST[0..COUNT), values of one field. UNKNOWN has room for COUNT. */
static struct xc_set *select_values(
	struct evaluator *e, const struct query_filter *list, size_t count, bool *unknown)
{
	const struct condition_request *r = e->request;
	struct condition_notes *notes = e->notes;
	struct filter filter;
	if (!filter_make(r->plan->db, r->tokenizer, list, count, &filter, unknown, e->err))
		return NULL;
	for (size_t i = 0; i < count && notes->unknown_count < QUERY_MAX_FILTERS; i++) {
		if (unknown[i])
			notes->unknown[notes->unknown_count++] = list[i];
	}
	struct xc_set *set = xc_select(r->plan->db, filter.wanted, e->err);
	filter_free(&filter);
	return set;
}

static struct xc_set *select_filter(struct evaluator *e, const struct query_node *n)
{
	bool unknown = false;
	return field_is_stored(n->filter.field) ? select_stored(e, &n->filter)
						: select_values(e, &n->filter, 1, &unknown);
}

/* Whether N asks for a value of FIELD, which the index has terms of. */
static bool is_value(const struct query_node *n, enum query_field field)
{
	return n->kind == NODE_FILTER && n->filter.field == field && !field_is_stored(field);
}

/* Likewise one of all values that N, the child of an "or", and those behind it ask for of its
   field: however many, the values of the archive are walked once. */
static struct xc_set *select_grouped(struct evaluator *e, const struct query_node *n)
{
	size_t count = 0;
	for (const struct query_node *c = n; c; c = c->next)
		count += is_value(c, n->filter.field);
	struct query_filter *list = calloc(count, sizeof *list);
	bool *unknown = calloc(count, sizeof *unknown);
	struct xc_set *set = NULL;
	count = 0;
	for (const struct query_node *c = n; list && c; c = c->next) {
		if (is_value(c, n->filter.field))
			list[count++] = c->filter;
	}
	if (list && unknown)
		set = select_values(e, list, count, unknown);
	else
		error_set_memory(e->err);
	free(list);
	free(unknown);
	return set;
}

/* Whether a child of N before C asks for a value of the field of C, which does, too. */
static bool is_grouped(const struct query_node *n, const struct query_node *c)
{
	bool before = false;
	for (const struct query_node *b = n->child; b != c; b = b->next)
		before |= is_value(b, c->filter.field);
	return before && is_value(c, c->filter.field);
}

static struct xc_set *select_dates(struct evaluator *e, const struct query_node *n)
{
	struct str from = str_from_c(n->dates.from);
	struct str to = str_from_c(n->dates.to);
	struct xc_query *both[] = {
		xc_query_range(SLOT_DATE_LAST, from.len > 0 ? &from : NULL, NULL, e->err),
		xc_query_range(SLOT_DATE_FIRST, NULL, to.len > 0 ? &to : NULL, e->err)};
	return select_query(e, xc_query_and(both, 2, e->err));
}

/* ---- Words ---- */

/* The articles that have one of the other ways to write what X stands beside, in the zone of N. */
static struct xc_set *select_others(
	struct evaluator *e, const struct query_node *n, const struct expansion *x)
{
	struct arena memory = ARENA_INIT;
	struct near_request request;
	struct xc_set *set =
		select_query(e, expand_others(e->request->plan->db, x, &e->planner.term, e->err));
	if (set && n->in_zone && e->has_ends) {
		bool ok = chain_describe_others(n, x, &memory, &request);
		set = keep_places(e, ok ? &request : NULL, set);
	}
	arena_free(&memory);
	return set;
}

/* The articles that have the clauses from that of N on, COUNT of them which stand in one row, or
   what else they can be written as by the expansions from number FROM on. */
static struct xc_set *select_words(
	struct evaluator *e, const struct query_node *n, size_t count, size_t from)
{
	const struct query *q = e->request->plan->query;
	const struct expansions *all = expansions_for(q, &q->clauses[n->clause]);
	struct query_node at = *n;
	struct xc_set *set = NULL;
	for (size_t end = n->clause + count; at.clause < end;) {
		const struct expansion *x = expansion_at(all, from, at.clause, end);
		struct xc_set *part;
		if (x) {
			size_t next = (size_t)(x - all->items) + 1;
			part = select_words(e, &at, x->count, next);
			part = part ? combine(part, select_others(e, n, x), false) : NULL;
		} else {
			part = select_clause(e, &at);
		}
		set = combine(set, part, true);
		if (!set)
			return NULL;
		at.clause += x ? x->count : 1;
	}
	return set;
}

/* How many clauses from that of N on, a child of an "and", stand in one row. */
static size_t count_words(const struct evaluator *e, const struct query_node *n)
{
	const struct query_clause *clauses = e->request->plan->query->clauses;
	size_t count = 1;
	for (const struct query_node *c = n->next; c && c->kind == NODE_CLAUSE; c = c->next) {
		if (c->clause != n->clause + count ||
			clauses[c->clause].stretch != clauses[n->clause].stretch)
			break;
		count++;
	}
	return count;
}

/* ---- Branches ---- */

/* What all children of N have. */
static struct xc_set *select_all(struct evaluator *e, const struct query_node *n)
{
	struct xc_set *set = n->child ? NULL : select_everything(e);
	for (const struct query_node *c = n->child; c;) {
		size_t count = c->kind == NODE_CLAUSE ? count_words(e, c) : 0;
		set = combine(set, count > 0 ? select_words(e, c, count, 0) : evaluate(e, c), true);
		if (!set)
			return NULL;
		for (c = c->next; count > 1; count--)
			c = c->next;
	}
	return set;
}

static struct xc_set *select_any(struct evaluator *e, const struct query_node *n)
{
	struct xc_set *set = n->child ? NULL : select_nothing(e);
	for (const struct query_node *c = n->child; c; c = c->next) {
		if (is_grouped(n, c))
			continue;
		bool value = is_value(c, c->filter.field);
		set = combine(set, value ? select_grouped(e, c) : evaluate(e, c), false);
		if (!set)
			return NULL;
	}
	return set;
}

/* Where the budget did not last for what is not wanted, nothing is sure to be without it. */
static struct xc_set *without(struct evaluator *e, const struct query_node *n)
{
	struct xc_set *part = evaluate(e, n->child);
	if (!part || budget_is_over(e->request->budget)) {
		xc_set_free(part);
		return part ? select_nothing(e) : NULL;
	}
	struct xc_set *all = select_everything(e);
	if (all)
		xc_set_remove_all(all, part);
	xc_set_free(part);
	return all;
}

/* Whether N is told by words and distances alone. */
static bool needs_ends(const struct query_node *n)
{
	bool needs = n->in_zone;
	for (const struct query_node *c = n->child; c; c = c->next)
		needs |= c != n->child && c->link >= LINK_SENTENCE;
	return needs;
}

/* What has each of the operands, wherever it stands; then by where. */
static struct xc_set *select_chain(struct evaluator *e, const struct query_node *n)
{
	struct query_node anywhere = *n;
	anywhere.kind = NODE_AND;
	bool failed = needs_ends(n) && !e->has_ends;
	e->notes->no_ends |= failed;
	struct xc_set *set = select_all(e, &anywhere);
	return failed ? set : keep_near(e, n, set);
}

static struct xc_set *evaluate(struct evaluator *e, const struct query_node *n)
{
	switch (n->kind) {
	case NODE_AND:
		return select_all(e, n);
	case NODE_OR:
		return select_any(e, n);
	case NODE_NOT:
		return without(e, n);
	case NODE_CLAUSE:
		return select_words(e, n, 1, 0);
	case NODE_FILTER:
		return select_filter(e, n);
	case NODE_DATES:
		return select_dates(e, n);
	case NODE_CHAIN:
		return select_chain(e, n);
	}
	return NULL;
}

struct xc_set *condition_select(
	const struct condition_request *request, struct condition_notes *notes, struct error *err)
{
	uint32_t sentences;
	struct evaluator e = {.request = request,
		.planner = {.request = request->plan,
			.readings = request->plan->forgiving,
			.plain = true,
			.err = err},
		.notes = notes,
		.err = err};
	*notes = (struct condition_notes){.unknown_count = 0};
	if (!xc_db_frequency(request->plan->db, STR(TERM_SENTENCE_END), &sentences, err))
		return NULL;
	e.has_ends = sentences > 0;
	const struct query_node *condition = request->plan->query->condition;
	struct xc_set *set = condition ? evaluate(&e, condition) : select_everything(&e);
	for (enum query_field f = FIELD_BY_URL; f < FIELD_BY_COUNT; f++)
		set = keep_stored(&e, f, set);
	if (set && e.worded)
		xc_set_keep_all(set, e.worded);
	xc_set_free(e.worded);
	notes->is_partial = budget_is_over(request->budget);
	buf_free(&e.planner.term);
	return set;
}
