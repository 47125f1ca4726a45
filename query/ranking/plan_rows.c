#include "query/ranking/plan_rows.h"

#include "query/expansion/expansion.h"

#include <stdlib.h>

enum {
	MAX_WORDS = 16, /* of a row */
	MAX_ROWS = 8    /* other ways to write it */
};

/* A part of a row: a word as it is read, or a word as it stands. */
struct part {
	const struct reading *reading; /* NULL: it is EXACT */
	struct str exact;
};

struct row {
	struct part parts[MAX_WORDS];
	size_t count;
};

static bool add_part(struct row *row, struct part part)
{
	if (row->count == MAX_WORDS)
		return false;
	row->parts[row->count++] = part;
	return true;
}

/* The words of the wanted clauses [first, end); false where they are none for a row. */
static bool add_clauses(const struct planner *p, size_t first, size_t end, struct row *row)
{
	for (size_t i = first; i < end; i++) {
		const struct query_clause *c = &p->request->query->clauses[i];
		if (c->excluded || c->inner)
			continue;
		if (c->kind == CLAUSE_PHRASE)
			return false;
		for (size_t w = c->first; w < c->first + c->count; w++) {
			const struct reading *r = &p->readings->of[w];
			bool known = r->kind == READING_EXACT || r->likely_count > 0;
			if (!known || !add_part(row, (struct part){.reading = r}))
				return false;
		}
	}
	return true;
}

static struct xc_query *likely(struct planner *p, const struct reading *r)
{
	struct xc_query *subs[READING_MAX_LIKELY];
	size_t count = p->likeliest ? 1 : r->likely_count;
	for (size_t i = 0; i < count; i++)
		subs[i] = planner_term(p, "", r->likely[i].exact);
	return count == 1 ? subs[0] : xc_query_or(subs, count, p->err);
}

static struct xc_query *make_part(struct planner *p, const struct part *part)
{
	const struct reading *r = part->reading;
	if (!r)
		return planner_term(p, "", part->exact);
	return r->kind == READING_EXACT ? planner_term(p, "", r->exact) : likely(p, r);
}

static struct xc_query *make_row(struct planner *p, const struct row *row)
{
	struct xc_query *subs[MAX_WORDS];
	for (size_t i = 0; i < row->count; i++)
		subs[i] = make_part(p, &row->parts[i]);
	struct xc_query *all = xc_query_row(p->request->db, subs, row->count, p->err);
	for (size_t i = 0; i < row->count; i++)
		all = planner_acronym(p, row->parts[i].reading, all);
	return all;
}

/* The row with A in place of the clauses of E; false where there is none. */
static bool put_other(const struct planner *p, const struct expansion *e,
	const struct alternative *a, struct row *row)
{
	row->count = 0;
	if (!add_clauses(p, 0, e->first, row))
		return false;
	for (size_t i = 0; i < a->count; i++) {
		if (!add_part(row, (struct part){.exact = a->words[i]}))
			return false;
	}
	size_t end = p->request->query->clause_count;
	return add_clauses(p, e->first + e->count, end, row) && row->count > 1;
}

static size_t add_others(struct planner *p, struct xc_query **subs, size_t count)
{
	const struct expansions *x = p->request->query->expansions;
	struct row row;
	for (size_t i = 0; x && i < x->count; i++) {
		const struct expansion *e = &x->items[i];
		bool inner = p->request->query->clauses[e->first].inner;
		for (size_t k = 0; !inner && k < e->other_count && count <= MAX_ROWS; k++) {
			if (!e->others[k].became && put_other(p, e, &e->others[k], &row))
				subs[count++] = make_row(p, &row);
		}
	}
	return count;
}

struct xc_query *plan_rows(struct planner *p, bool *failed)
{
	struct xc_query *subs[1 + MAX_ROWS];
	struct row typed = {.count = 0};
	*failed = false;
	if (!add_clauses(p, 0, p->request->query->clause_count, &typed) || typed.count < 2 ||
		typed.count > PLAN_ROW_WORDS)
		return NULL;
	subs[0] = make_row(p, &typed);
	struct xc_query *any = xc_query_or(subs, add_others(p, subs, 1), p->err);
	*failed = !any;
	return any;
}
