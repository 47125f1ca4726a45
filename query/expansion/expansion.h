/* Other ways to write parts of a query, as query/expansion/expand.h finds them. */
#ifndef QUERY_EXPANSION_EXPANSION_H
#define QUERY_EXPANSION_EXPANSION_H

#include "query/reading/parse.h"

enum { EXPAND_MAX_OTHERS = 10 };

/* Words that stand in a row; exact terms. */
struct alternative {
	struct str text; /* the words, with a space between */
	struct str *words;
	size_t count;
	size_t first; /* of its words, counted over all alternatives of the query */
	bool became;  /* it is what the thing became, not the thing itself */
};

struct expansion {
	size_t first, count; /* the run of clauses */
	struct alternative others[EXPAND_MAX_OTHERS];
	size_t other_count; /* at least 1 */
};

/* What stands beside wanted clauses of a query, or beside excluded ones, of its condition or not.
   By the first of their clauses, the longer before the shorter; two of them stand inside one
   another or apart. */
struct expansions {
	struct expansion *items;
	size_t count;
	size_t word_count; /* of all alternatives */
};

/* The first expansion of ALL, which may be NULL, from number FROM on that begins at CLAUSE and ends
   by END; NULL if there is none. */
const struct expansion *expansion_at(
	const struct expansions *all, size_t from, size_t clause, size_t end);

/* Those that C of Q is among, as it is wanted or excluded; NULL: none. */
const struct expansions *expansions_for(const struct query *q, const struct query_clause *c);

/* That of C alone; NULL if there is none. */
const struct expansion *expansion_of(const struct query *q, const struct query_clause *c);

/* The bytes of the query that E stands beside. */
void expansion_place(const struct query *q, const struct expansion *e, size_t *start, size_t *end);

/* Whether CLAUSE is one of those that E stands beside. */
bool expansion_covers(const struct expansion *e, size_t clause);

#endif
