/* What articles must be like beside having the words and phrases of a query: its condition
 * (query/reading/query.h), as the set of the articles for which it holds.
 *
 * Each part is such a set: of a word, of what a filter means; "and", "or" and "not" of sets are a
 * pass over their bits. What stands near what is asked of the positions of the articles that have
 * all of it, letters of the stored texts of those that have the words. What only stored articles
 * tell, as their addresses, is asked of those that have every word of the query, and then no others
 * are found. All that counts towards the
 * budget: where that is over, a part has what was found so far, and a "not" nothing. */
#ifndef QUERY_CONDITION_CONDITION_H
#define QUERY_CONDITION_CONDITION_H

#include "query/condition/condition_request.h"
#include "query/reading/query.h"
#include "xapianc/set.h"

struct condition_notes {
	bool no_ends;    /* the archive does not tell where sentences and zones end: not asked */
	bool is_partial; /* the budget did not last */
	bool is_checked; /* stored articles were looked at, of those that have every word alone */
	size_t unknown_count;
	struct query_filter unknown[QUERY_MAX_FILTERS]; /* that no article has */
};

/* The articles for which the condition of the query, if it has one, and the filters of REQUEST by
   what is stored hold; owned by the caller. NULL
   on failure. */
struct xc_set *condition_select(
	const struct condition_request *request, struct condition_notes *notes, struct error *err);

#endif
