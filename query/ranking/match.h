/* Runs a plan: lists the articles of its stages, one stage after the other, and takes the page
 * that is asked for from that list. The list does not depend on the page, nor do the totals;
 * every article is in it once. */
#ifndef QUERY_RANKING_MATCH_H
#define QUERY_RANKING_MATCH_H

#include "query/ranking/found.h"

/* What OUT holds lives in MEMORY. */
bool match_run(const struct match_request *request, struct arena *memory, struct found *out,
	struct error *err);

#endif
