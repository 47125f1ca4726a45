/* What stands around an answer: who asked, with what settings, and where files are to be had. */
#ifndef QUERY_JSON_FRAME_H
#define QUERY_JSON_FRAME_H

#include "base/str.h"

#include <jansson.h>

struct path_map;
struct search_settings;

enum { JSON_FORMAT = 1 };

/* All borrowed, and any may be NULL. */
struct json_frame {
	const struct str *query_id; /* of a line of a batch; its ptr is NULL where it had none */
	json_t *id;                 /* of a request */
	const struct search_settings *settings;
	const struct path_map *paths;
};

#endif
