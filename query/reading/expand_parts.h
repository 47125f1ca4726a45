/* How the expansions of a query are collected. Of no use outside query/expand*.c. */
#ifndef QUERY_READING_EXPAND_PARTS_H
#define QUERY_READING_EXPAND_PARTS_H

#include "query/reading/expand.h"

struct expander {
	struct query *query;
	const struct lexicon *lexicon; /* NULL: nothing is learned from it */
	struct expansion *items;       /* room for MAX_EXPANSIONS */
	size_t count;
	bool capitals; /* all of the query is in capitals: they tell nothing */
	struct error *err;
};

/* The expansion of COUNT clauses from FIRST on; NULL when there are too many. */
struct expansion *expander_expansion(struct expander *x, size_t first, size_t count);

/* Adds V to E, unless it is there or is looked for anyway. False when out of memory. */
bool expander_add(struct expander *x, struct expansion *e, const struct variant *v);

/* Adds what the archive explains WORD, which is all of CLAUSE or another reading of it, as. */
bool expand_learned_acronym(struct expander *x, size_t clause, const struct variant_word *word);

/* Adds acronyms that the archive explains as the first of the COUNT words, which begin with
   CLAUSE; ENDS[i]: the clauses that end with word i, 0: none does. */
bool expand_learned_phrase(struct expander *x, size_t clause, const struct variant_word *words,
	const size_t *ends, size_t count);

#endif
