#include "library/own.h"

#include <stdlib.h>
#include <string.h>

enum { NAME_MAX_BYTES = 256 }; /* of a member, in a place */

static void forget(struct tracuu_answer *r)
{
	for (size_t i = 0; r->titles && i < r->hits; i++)
		free(r->titles[i]);
	free(r->titles);
	json_decref(r->root);
	r->titles = NULL;
	r->root = NULL;
}

void tracuu_answer_free(struct tracuu_answer *r)
{
	if (!r)
		return;
	forget(r);
	buf_free(&r->json);
	free(r);
}

enum tracuu_outcome tracuu_answer_outcome(const struct tracuu_answer *r)
{
	return r ? r->outcome : TRACUU_FAILED;
}

const char *tracuu_answer_json(const struct tracuu_answer *r, size_t *length)
{
	if (length)
		*length = r ? r->json.len : 0;
	return r ? r->json.ptr : NULL;
}

/* ---- Taking it apart ---- */

static const char *text_of(const json_t *object, const char *name)
{
	return json_string_value(json_object_get(object, name));
}

/* The text of PIECES, NULL where they are none. False when out of memory. */
static bool join(const json_t *pieces, char **text)
{
	struct buf out = BUF_INIT;
	*text = NULL;
	if (json_array_size(pieces) == 0)
		return true;
	for (size_t i = 0; i < json_array_size(pieces); i++)
		buf_append_c(&out, text_of(json_array_get(pieces, i), "text"));
	buf_push(&out, '\0');
	if (out.failed)
		buf_free(&out);
	else
		*text = out.ptr;
	return *text != NULL;
}

static bool join_titles(struct tracuu_answer *r)
{
	const json_t *hits = json_object_get(r->root, "hits");
	r->hits = json_array_size(hits);
	r->titles = r->hits > 0 ? calloc(r->hits, sizeof *r->titles) : NULL;
	bool ok = r->titles || r->hits == 0;
	for (size_t i = 0; ok && i < r->hits; i++)
		ok = join(json_object_get(json_array_get(hits, i), "title"), &r->titles[i]);
	return ok;
}

/* All of it, or NULL where there is no memory for that. */
static json_t *root_of(struct tracuu_answer *r)
{
	if (!r || r->root)
		return r ? r->root : NULL;
	r->root = json_loadb(r->json.ptr, r->json.len, 0, NULL);
	if (r->root && !join_titles(r))
		forget(r);
	return r->root;
}

/* ---- Places ---- */

/* The next name of the place at *AT, which begins with a slash; false where it is none. */
static bool take_name(const char **at, char out[static NAME_MAX_BYTES])
{
	const char *p = *at + 1;
	size_t len = 0;
	for (; *p && *p != '/'; p++) {
		if (len + 1 == NAME_MAX_BYTES || (*p == '~' && p[1] != '0' && p[1] != '1'))
			return false;
		out[len++] = *p != '~' ? *p : *++p == '0' ? '~' : '/';
	}
	out[len] = '\0';
	*at = p;
	return true;
}

/* A number without zeros in front, as RFC 6901 has them. */
static json_t *element(json_t *array, const char *name)
{
	char *end;
	bool is_number = *name >= '0' && *name <= '9' && (*name != '0' || name[1] == '\0');
	unsigned long long i = is_number ? strtoull(name, &end, 10) : 0;
	return is_number && *end == '\0' ? json_array_get(array, (size_t)i) : NULL;
}

static json_t *value_at(struct tracuu_answer *r, const char *place)
{
	char name[NAME_MAX_BYTES];
	json_t *value = place ? root_of(r) : NULL;
	while (value && *place) {
		if (*place != '/' || !take_name(&place, name))
			return NULL;
		value = json_is_array(value) ? element(value, name) : json_object_get(value, name);
	}
	return value;
}

enum tracuu_kind tracuu_kind(struct tracuu_answer *r, const char *place)
{
	static const enum tracuu_kind kinds[] = {[JSON_OBJECT] = TRACUU_OBJECT,
		[JSON_ARRAY] = TRACUU_ARRAY,
		[JSON_STRING] = TRACUU_TEXT,
		[JSON_INTEGER] = TRACUU_INTEGER,
		[JSON_REAL] = TRACUU_REAL,
		[JSON_TRUE] = TRACUU_BOOLEAN,
		[JSON_FALSE] = TRACUU_BOOLEAN,
		[JSON_NULL] = TRACUU_NULL};
	const json_t *value = value_at(r, place);
	return value ? kinds[json_typeof(value)] : TRACUU_NONE;
}

size_t tracuu_count(struct tracuu_answer *r, const char *place)
{
	const json_t *value = value_at(r, place);
	return json_is_array(value) ? json_array_size(value) : json_object_size(value);
}

const char *tracuu_text(struct tracuu_answer *r, const char *place)
{
	return json_string_value(value_at(r, place));
}

int64_t tracuu_integer(struct tracuu_answer *r, const char *place)
{
	const json_t *value = value_at(r, place);
	return json_is_real(value) ? (int64_t)json_real_value(value) : json_integer_value(value);
}

double tracuu_real(struct tracuu_answer *r, const char *place)
{
	return json_number_value(value_at(r, place));
}

bool tracuu_boolean(struct tracuu_answer *r, const char *place)
{
	return json_is_true(value_at(r, place));
}

/* ---- Hits ---- */

static json_t *hit_at(struct tracuu_answer *r, size_t i)
{
	return json_array_get(json_object_get(root_of(r), "hits"), i);
}

bool tracuu_hit(struct tracuu_answer *r, size_t i, struct tracuu_hit *out, size_t size)
{
	const json_t *hit = hit_at(r, i);
	if (!hit)
		return false;
	const struct tracuu_hit all = {
		.rank = (size_t)json_integer_value(json_object_get(hit, "rank")),
		.score = json_number_value(json_object_get(hit, "score")),
		.id = text_of(hit, "id"),
		.title = r->titles[i],
		.date = text_of(hit, "date"),
		.author = text_of(hit, "author"),
		.source = text_of(hit, "source"),
		.place = text_of(hit, "place"),
		.url = text_of(hit, "url"),
		.path = text_of(hit, "path"),
		.snippets = json_array_size(json_object_get(hit, "snippets")),
	};
	if (size > sizeof all)
		memset(out, 0, size);
	memcpy(out, &all, size < sizeof all ? size : sizeof all);
	return true;
}

const char *tracuu_piece(struct tracuu_answer *r, size_t i, size_t j, size_t k, bool *marked)
{
	const json_t *snippets = json_object_get(hit_at(r, i), "snippets");
	const json_t *piece = json_array_get(json_array_get(snippets, j), k);
	if (marked)
		*marked = json_is_true(json_object_get(piece, "hit"));
	return text_of(piece, "text");
}
