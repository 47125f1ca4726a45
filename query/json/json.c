#include "query/json/json.h"

#include "base/moment.h"
#include "query/answer/answer.h"
#include "query/json/path_map.h"
#include "query/reading/chars.h"
#include "text/date/read.h"
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

json_t *json_moment(int64_t seconds)
{
	char text[MOMENT_SIZE];
	return seconds > 0 && moment_write(seconds, text) ? json_string(text) : json_null();
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

json_t *json_begin(struct json_builder *b, const struct json_frame *frame)
{
	const struct str *query_id = frame->query_id;
	json_t *root = json_object();
	json_put(b, root, "format", json_integer(JSON_FORMAT));
	if (frame->id)
		json_put(b, root, "id", json_incref(frame->id));
	if (query_id)
		json_put(b, root, "query_id", query_id->ptr ? json_text(*query_id) : json_null());
	return root;
}

json_t *json_texts(struct json_builder *b, const struct str *texts, size_t count)
{
	json_t *all = json_array();
	for (size_t i = 0; i < count; i++)
		json_add(b, all, json_text(texts[i]));
	return all;
}

json_t *json_pieces(struct json_builder *b, const struct pieces *p)
{
	json_t *all = json_array();
	for (size_t i = 0; i < p->count; i++) {
		json_t *piece = json_object();
		json_put(b, piece, "text", json_text(p->items[i].text));
		if (p->items[i].hit)
			json_put(b, piece, "hit", json_true());
		json_add(b, all, piece);
	}
	return all;
}

json_t *json_page(uint32_t page)
{
	return page > 0 ? json_integer(page) : json_null();
}

void json_put_date(struct json_builder *b, json_t *object, struct str text, struct str source,
	struct str confidence)
{
	struct date d = {0, 0, 0};
	date_parse(text, &d);
	json_put(b, object, "date", json_text_or_null(text));
	json_put(b, object, "date_precision", json_text_or_null(str_from_c(date_precision(d))));
	json_put(b, object, "date_source", json_text_or_null(source));
	json_put(b, object, "date_confidence", json_text_or_null(confidence));
}

json_t *json_original(struct json_builder *b, const struct json_frame *frame, struct str path)
{
	struct buf where = BUF_INIT;
	path_map_append(&where, frame->paths, path);
	json_t *value = json_text_or_null(buf_str(&where));
	b->failed |= where.failed;
	buf_free(&where);
	return value;
}

static json_t *name_or_null(const char *name)
{
	return name ? json_string(name) : json_null();
}

static json_t *parts_value(struct json_builder *b, const struct answer *a)
{
	json_t *all = json_array();
	for (size_t i = 0; i < a->part_count + a->missing_count; i++) {
		const struct answer_part *part = &a->parts[i];
		bool is_there = part->archive != NULL;
		json_t *value = json_object();
		json_put(b, value, "name", json_text(str_from_c(part->name)));
		json_put(b, value, "archive", name_or_null(part->archive));
		json_put(b, value, "generation", name_or_null(part->generation));
		json_put(b, value, "articles",
			is_there ? json_integer((json_int_t)part->articles) : json_null());
		json_add(b, all, value);
	}
	return all;
}

void json_put_archive(struct json_builder *b, json_t *root, const struct answer *a)
{
	json_put(b, root, "archive", json_string(answer_archive(a)));
	json_put(b, root, "generation", json_string(answer_generation(a)));
	json_put(b, root, "articles",
		json_integer((json_int_t)(a->of ? a->of->articles : a->articles)));
	if (answer_is_of_several(a) && !a->of)
		json_put(b, root, "archives", parts_value(b, a));
}
