/* Acronyms that the archive's own articles explain. Of no use outside
 * query/reading/expand*.c. */
#ifndef QUERY_EXPANSION_LEARNED_H
#define QUERY_EXPANSION_LEARNED_H

#include "query/expansion/parts.h"

/* Adds what the archive explains WORD, which is all of CLAUSE or another reading of it, as. */
bool expand_learned_acronym(struct expander *x, size_t clause, const struct variant_word *word);

/* Adds acronyms that the archive explains as the first of the COUNT words, which begin with
   CLAUSE; ENDS[i]: the clauses that end with word i, 0: none does. */
bool expand_learned_phrase(struct expander *x, size_t clause, const struct variant_word *words,
	const size_t *ends, size_t count);

#endif
