/* What is shown of articles that were found otherwise than by a search for the best: title and
 * passages with the words of a query marked. */
#ifndef QUERY_SHOWING_PASSAGES_H
#define QUERY_SHOWING_PASSAGES_H

#include "query/answer/search.h"

struct passages;

/* For the query TEXT, read as SETTINGS say. Fails, with NULL, as search_run does. */
struct passages *passages_open(struct search *s, struct str text,
	const struct search_settings *settings, struct error *err);
void passages_close(struct passages *p);

/* R as a hit, in P's memory until the next call. False when out of memory. */
bool passages_hit(struct passages *p, const struct record *r, struct hit *out);

#endif
