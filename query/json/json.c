#include "query/json/json.h"

#include "query/reading/chars.h"
#include "text/encoding/decode.h"

/* Six figures tell milliseconds and scores apart as far as they mean anything. */
enum { DUMP_FLAGS = JSON_COMPACT | JSON_REAL_PRECISION(6) };

/* A string, with U+FFFD for what is not UTF-8; NULL when out of memory, which the
   jansson calls around it take for a failure of their own. */
json_t *json_text(struct str s)
{
	if (utf8_valid_prefix(s) == s.len)
		return json_stringn_nocheck(s.ptr, s.len);
	struct buf valid = BUF_INIT;
	chars_append_valid(&valid, s);
	json_t *value = valid.failed ? NULL : json_stringn_nocheck(valid.ptr, valid.len);
	buf_free(&valid);
	return value;
}

json_t *json_text_or_null(struct str s)
{
	return s.len > 0 ? json_text(s) : json_null();
}

void json_put(struct json_builder *b, json_t *object, const char *key, json_t *value)
{
	b->failed |= json_object_set_new_nocheck(object, key, value) != 0;
}

void json_add(struct json_builder *b, json_t *array, json_t *value)
{
	b->failed |= json_array_append_new(array, value) != 0;
}

static int dump_bytes(const char *bytes, size_t size, void *context)
{
	return buf_append(context, str_make(bytes, size)) ? 0 : -1;
}

/* Writes ROOT, which is given back, as one line. */
void json_end(struct buf *out, struct json_builder *b, json_t *root)
{
	if (b->failed || !root || json_dump_callback(root, dump_bytes, out, DUMP_FLAGS) != 0)
		out->failed = true;
	buf_push(out, '\n');
	json_decref(root);
}

json_t *json_begin(struct json_builder *b, const struct str *query_id)
{
	json_t *root = json_object();
	json_put(b, root, "format", json_integer(JSON_FORMAT));
	if (query_id)
		json_put(b, root, "query_id", query_id->ptr ? json_text(*query_id) : json_null());
	return root;
}
