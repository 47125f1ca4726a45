/* Runs a plan: takes the page that is asked for from its stages, one after the
 * other. Articles with only some of the words come in when those with all of them
 * do not fill a page. */
#ifndef QUERY_RANKING_MATCH_H
#define QUERY_RANKING_MATCH_H

#include "query/ranking/found.h"

/* What OUT holds lives in MEMORY. */
bool match_run(const struct match_request *request, struct arena *memory, struct found *out,
	struct error *err);

#endif
