/* What answers depend on beside archive, generation and request. Private to query/respond. */
#ifndef QUERY_RESPOND_STATE_H
#define QUERY_RESPOND_STATE_H

#include "query/answer/session.h"

struct path_map;

/* A number that is another when the version, a setting, where paths lead, a dictionary or the day
   is: days may be told from today. False when out of memory. */
bool state_of(const struct search *s, const struct search_settings *usual,
	const struct path_map *paths, const char *version, uint64_t *out);

#endif
