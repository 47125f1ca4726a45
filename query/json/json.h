/* Building JSON. Private to what prints answers. */
#ifndef QUERY_JSON_JSON_H
#define QUERY_JSON_JSON_H

#include "base/buf.h"
#include "base/str.h"

#include <jansson.h>

struct answer;

enum { JSON_FORMAT = 1 };

/* Collects failures, so that building needs one check at its end. */
struct json_builder {
	bool failed;
};

/* A string, with U+FFFD for what is not UTF-8; NULL when out of memory, which the calls around it
   take for a failure of their own. */
json_t *json_text(struct str s);
json_t *json_text_or_null(struct str s);

/* Both take VALUE. */
void json_put(struct json_builder *b, json_t *object, const char *key, json_t *value);
void json_add(struct json_builder *b, json_t *array, json_t *value);

/* An object of JSON_FORMAT; QUERY_ID may be NULL: it has none. */
json_t *json_begin(struct json_builder *b, const struct str *query_id);

/* Writes ROOT, which is given back, as one line. */
void json_end(struct buf *out, struct json_builder *b, json_t *root);

/* What A was kept to, and what it was counted by, as docs/answer.schema.json has them. */
json_t *json_filters(struct json_builder *b, const struct answer *a);
json_t *json_facets(struct json_builder *b, const struct answer *a);
void json_put_timelines(struct json_builder *b, json_t *root, const struct answer *a);

#endif
