#include "query/expansion/expansion.h"

const struct expansion *expansion_at(const struct query *q, size_t from, size_t clause, size_t end)
{
	for (size_t i = from; q->expansions && i < q->expansions->count; i++) {
		const struct expansion *e = &q->expansions->items[i];
		if (e->first == clause && e->first + e->count <= end)
			return e;
	}
	return NULL;
}

const struct expansion *expansion_of_excluded(const struct query *q, const struct query_clause *c)
{
	for (size_t i = 0; q->unwanted && i < q->unwanted->count; i++) {
		if (&q->clauses[q->unwanted->items[i].first] == c)
			return &q->unwanted->items[i];
	}
	return NULL;
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
