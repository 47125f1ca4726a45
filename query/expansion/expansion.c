#include "query/expansion/expansion.h"

const struct expansion *expansion_at(
	const struct expansions *all, size_t from, size_t clause, size_t end)
{
	for (size_t i = from; all && i < all->count; i++) {
		const struct expansion *e = &all->items[i];
		if (e->first == clause && e->first + e->count <= end)
			return e;
	}
	return NULL;
}

const struct expansions *expansions_for(const struct query *q, const struct query_clause *c)
{
	return c->excluded ? q->unwanted : q->expansions;
}

const struct expansion *expansion_of(const struct query *q, const struct query_clause *c)
{
	size_t clause = (size_t)(c - q->clauses);
	return expansion_at(expansions_for(q, c), 0, clause, clause + 1);
}

void expansion_place(const struct query *q, const struct expansion *e, size_t *start, size_t *end)
{
	const struct query_clause *last = &q->clauses[e->first + e->count - 1];
	*start = q->words[q->clauses[e->first].first].start;
	*end = q->words[last->first + last->count - 1].end;
}

bool expansion_covers(const struct expansion *e, size_t clause)
{
	return e->first <= clause && clause < e->first + e->count;
}
