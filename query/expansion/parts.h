/* How the expansions of a query are collected. Of no use outside query/expand*.c. */
#ifndef QUERY_EXPANSION_PARTS_H
#define QUERY_EXPANSION_PARTS_H

#include "archive/lexicon.h"
#include "query/expansion/expansion.h"
#include "text/variant/variant.h"

enum { EXPANDER_MAX = 64 }; /* expansions of a query */

struct expander {
	struct query *query;
	const struct lexicon *lexicon; /* NULL: nothing is learned from it */
	struct expansion *items;       /* room for EXPANDER_MAX */
	size_t count;
	bool excluded; /* it is for what is excluded */
	bool capitals; /* the text at hand is all in capitals: they tell nothing */
	struct error *err;
};

/* The expansion of COUNT clauses from FIRST on; NULL when there are too many. */
struct expansion *expander_expansion(struct expander *x, size_t first, size_t count);

/* Adds V to E, unless it is there or is looked for anyway. False when out of memory. */
bool expander_add(struct expander *x, struct expansion *e, const struct variant *v);

#endif
