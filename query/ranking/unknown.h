/* Which words of a query no article has, in any spelling. */
#ifndef QUERY_RANKING_UNKNOWN_H
#define QUERY_RANKING_UNKNOWN_H

#include "query/ranking/found.h"

/* Lists the wanted words and groups in OUT's unknown, which lives in MEMORY. */
bool unknown_find(const struct match_request *request, struct arena *memory, struct found *out,
	struct error *err);

#endif
