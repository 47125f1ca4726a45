/* Which words of the query the articles of a page do not have, in any spelling that the
 * forgiving reading allows. */
#ifndef QUERY_RANKING_MISSING_H
#define QUERY_RANKING_MISSING_H

#include "query/ranking/found.h"

/* Fills in what is missing from the hits of OUT that may lack a word, and what is forgiven. What it
   adds lives in MEMORY. */
bool missing_find(const struct match_request *request, struct arena *memory, struct found *out,
	struct error *err);

#endif
