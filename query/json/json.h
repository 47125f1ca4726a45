/* Building JSON. Private to what prints answers. */
#ifndef QUERY_JSON_JSON_H
#define QUERY_JSON_JSON_H

#include "base/buf.h"
#include "query/json/frame.h"

#include <jansson.h>
#include <stdint.h>

struct answer;
struct answer_total;
struct pieces;
struct record;

/* Collects failures, so that building needs one check at its end. */
struct json_builder {
	bool failed;
};

/* A string, with U+FFFD for what is not UTF-8; NULL when out of memory, which the calls around it
   take for a failure of their own. */
json_t *json_text(struct str s);
json_t *json_text_or_null(struct str s);
json_t *json_moment(int64_t seconds); /* since 1970; null for 0 */
json_t *json_texts(struct json_builder *b, const struct str *texts, size_t count);

/* Both take VALUE. */
void json_put(struct json_builder *b, json_t *object, const char *key, json_t *value);
void json_add(struct json_builder *b, json_t *array, json_t *value);

/* An object of JSON_FORMAT with what FRAME says of who asked. */
json_t *json_begin(struct json_builder *b, const struct json_frame *frame);

/* Writes ROOT, which is given back, as one line. */
void json_end(struct buf *out, struct json_builder *b, json_t *root);

/* ---- Parts of several answers, as docs/answer.schema.json has them ---- */

/* Puts archive, generation and articles of A into ROOT. */
void json_put_archive(struct json_builder *b, json_t *root, const struct answer *a);

json_t *json_pieces(struct json_builder *b, const struct pieces *p);
json_t *json_page(uint32_t page); /* of a file; 0: null */

/* What is known of an article's date, and how. */
void json_put_date(struct json_builder *b, json_t *object, struct str text, struct str source,
	struct str confidence);

/* Where the file PATH is to be had, or null. */
json_t *json_original(struct json_builder *b, const struct json_frame *frame, struct str path);

/* How the query of A was read. */
json_t *json_query(struct json_builder *b, const struct answer *a);
json_t *json_warnings(struct json_builder *b, const struct answer *a);
json_t *json_suggestions(struct json_builder *b, const struct answer *a);

/* What A was kept to, and what it was counted by. */
json_t *json_filters(struct json_builder *b, const struct answer *a);
json_t *json_facets(struct json_builder *b, const struct answer *a);
void json_put_timelines(struct json_builder *b, json_t *root, const struct answer *a);

#endif
