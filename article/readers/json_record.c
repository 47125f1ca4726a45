#include "article/readers/json_record.h"

#include "article/input/cut.h"
#include "article/readers/json_value.h"
#include "base/ascii.h"
#include "base/lang.h"

#include <json-c/json.h>

enum { CAPTION_RANK = 1000 /* of those found among pictures: any other are better */ };

bool json_parser_open(struct json_parser *p, const struct key_map *map, struct error *err)
{
	*p = (struct json_parser){.map = map};
	p->tokener = json_tokener_new_ex(CUT_DEPTH_MAX + 1);
	return p->tokener || error_set_memory(err);
}

void json_parser_close(struct json_parser *p)
{
	json_tokener_free(p->tokener);
}

/* ---- Keys ---- */

static bool is_known(const struct json_reader_key *k, struct str key)
{
	return k->len == key.len && memcmp(k->name, key.ptr, key.len) == 0;
}

/* A file's objects mostly have the same keys in the same order. */
static struct key_use use_of(struct json_parser *p, struct str key)
{
	if (p->next < p->known && is_known(&p->keys[p->next], key))
		return p->keys[p->next++].use;
	for (size_t i = 0; i < p->known; i++) {
		if (is_known(&p->keys[i], key)) {
			p->next = i + 1;
			return p->keys[i].use;
		}
	}
	struct key_use use = key_use_of(p->map, key);
	if (p->known < JSON_KEYS_KNOWN && key.len > 0 && key.len < KEY_NAME_MAX) {
		struct json_reader_key *k = &p->keys[p->known++];
		memcpy(k->name, key.ptr, key.len);
		k->len = key.len;
		k->use = use;
		p->next = p->known;
	}
	return use;
}

/* ---- One object ---- */

/* Members that hold the article where the object around it does not. */
static bool is_article_key(struct str key)
{
	static const char *const names[] = {"_source", "article", "doc", "document", "fields",
		"post", "news", "item", "node", "data", "attributes", "properties", "content"};
	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		if (str_eq(key, str_from_c(names[i])))
			return true;
	}
	return false;
}

static bool take_unused(struct given *g, struct str key, struct json_object *value)
{
	struct given_list list = {0};
	if (!g->unused || !json_object_is_type(value, json_type_string))
		return true;
	struct str text =
		str_make(json_object_get_string(value), (size_t)json_object_get_string_len(value));
	if (!given_add(g, &list, text))
		return false;
	given_take(g, (struct key_use){FIELD_NONE, 0}, key, &list);
	return true;
}

static bool take_member(
	struct json_parser *p, struct given *g, struct str key, struct json_object *value)
{
	struct key_use use = use_of(p, key);
	if (use.field == FIELD_NONE)
		return take_unused(g, key, value);
	struct given_list list = {0}, captions = {0};
	if (!json_value_texts(g, value, use.field, &list, &captions))
		return false;
	given_take(g, use, key, &list);
	given_take(g, (struct key_use){FIELD_CAPTIONS, CAPTION_RANK}, key, &captions);
	return true;
}

static bool has_text(const struct given *g)
{
	return g->values[FIELD_TITLE].first || g->values[FIELD_LEAD].first ||
	       g->values[FIELD_BODY].first;
}

static bool take_object(struct json_parser *p, struct given *g, struct json_object *object)
{
	struct lh_entry *entry;
	struct json_object *inner = NULL;
	struct str inner_key = {0};
	p->next = 0;
	lh_foreach(json_object_get_object(object), entry)
	{
		struct str key = str_from_c(lh_entry_k(entry));
		struct json_object *value = lh_entry_v(entry);
		bool holds = json_object_is_type(value, json_type_object) && is_article_key(key);
		if (!inner && holds) {
			inner = value;
			inner_key = key;
		} else if (!take_member(p, g, key, value)) {
			return false;
		}
	}
	if (!inner)
		return true;
	if (has_text(g))
		return take_member(p, g, inner_key, inner);
	return take_object(p, g, inner);
}

/* ---- Syntax ---- */

/* 1: the \u at AT is the first half of a pair; 2: the second; 0: neither. */
static int half_at(struct str s, size_t at)
{
	if (str_at(s, at) != '\\' || str_at(s, at + 1) != 'u' ||
		ascii_hex(str_at(s, at + 2)) != 0xD)
		return 0;
	int second = ascii_hex(str_at(s, at + 3));
	return second < 8 ? 0 : second < 12 ? 1 : 2;
}

/* Halves of pairs of surrogates that stand alone. */
static size_t count_halves(struct str s)
{
	size_t count = 0;
	for (size_t at = 0; at < s.len;) {
		const char *slash = memchr(s.ptr + at, '\\', s.len - at);
		if (!slash)
			break;
		at = (size_t)(slash - s.ptr);
		int half = half_at(s, at);
		bool pair = half == 1 && half_at(s, at + 6) == 2;
		count += half > 0 && !pair;
		at += pair ? 12 : 2;
	}
	return count;
}

/* The reason is json-c's own, in English, but where the object ends too soon. */
static const char *reason(const struct json_parser *p)
{
	enum json_tokener_error error = json_tokener_get_error(p->tokener);
	return error == json_tokener_continue ? SAY("chưa hết đối tượng", "the object does not end")
					      : json_tokener_error_desc(error);
}

static bool fail_syntax(struct json_parser *p, struct str object, uint64_t line, struct error *err)
{
	size_t column = 1;
	const char *nul = memchr(object.ptr, '\0', object.len); /* json-c goes no further */
	size_t at = nul ? (size_t)(nul - object.ptr) : json_tokener_get_parse_end(p->tokener);
	for (size_t i = 0; i < at && i < object.len; i++) {
		column += ((unsigned char)object.ptr[i] & 0xC0) != 0x80;
		if (object.ptr[i] == '\n') {
			line++;
			column = 1;
		}
	}
	return error_set(err, ERROR_INPUT,
		SAY("gần dòng %llu, cột %zu: JSON sai cú pháp (%s)",
			"near line %llu, column %zu: broken JSON (%s)"),
		(unsigned long long)line, column, nul ? SAY("byte NUL", "a NUL byte") : reason(p));
}

bool json_record_read(struct json_parser *p, struct str object, uint64_t line, struct given *out,
	size_t *repaired, struct error *err)
{
	json_tokener_reset(p->tokener);
	struct json_object *root = json_tokener_parse_ex(p->tokener, object.ptr, (int)object.len);
	if (!root)
		return fail_syntax(p, object, line, err);
	*repaired = count_halves(object);
	bool ok = take_object(p, out, root) || error_set_memory(err);
	json_object_put(root);
	return ok;
}
