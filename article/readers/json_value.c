#include "article/readers/json_value.h"

#include <json-c/json.h>
#include <math.h>
#include <string.h>

/* The members of an object that have its text, for each sort of field the best first. */
static const char *const person_keys[] = {"name", "full_name", "fullname", "display_name",
	"displayName", "byline", "title", "headline", "text", "value", "label", "rendered", NULL};
static const char *const date_keys[] = {
	"$date", "$numberLong", "date", "value", "iso", "datetime", "time", "utc", NULL};
static const char *const address_keys[] = {
	"url", "href", "src", "link", "contentUrl", "@id", "value", "rendered", NULL};
static const char *const id_keys[] = {"$oid", "value", "id", "rendered", NULL};
static const char *const body_keys[] = {"text", "value", "rendered", "content", "body", "html",
	"data", "paragraph", "p", "paragraphs", "blocks", "items", "children", "description",
	"#text", "$t", NULL};
static const char *const text_keys[] = {"text", "value", "rendered", "main", "content", "html",
	"title", "headline", "name", "description", "#text", "$t", NULL};
static const char *const heading_keys[] = {"heading", "title", "headline", "subtitle", NULL};
static const char *const caption_keys[] = {
	"caption", "chu_thich", "description_text", "description", "text", "alt", "title", NULL};

struct walk {
	struct given *given;
	enum field field;
	struct given_list *list, *captions;
};

static const char *const *keys_of(enum field field)
{
	switch (field) {
	case FIELD_AUTHOR:
	case FIELD_PLACE:
	case FIELD_SOURCE:
	case FIELD_ISSUER:
		return person_keys;
	case FIELD_DATE:
		return date_keys;
	case FIELD_URL:
	case FIELD_IMAGE:
		return address_keys;
	case FIELD_ID:
		return id_keys;
	case FIELD_CAPTIONS:
		return caption_keys;
	case FIELD_BODY:
		return body_keys;
	default:
		return text_keys;
	}
}

static bool add_copy(struct given *g, struct given_list *list, const char *text, size_t len)
{
	struct str copy = arena_str(g->memory, str_make(text, len));
	return copy.ptr && given_add(g, list, copy);
}

static bool walk_value(struct walk *w, struct json_object *value);

/* The first of KEYS that has text. */
static bool walk_first(struct walk *w, struct json_object *object, const char *const *keys)
{
	size_t before = w->list->count;
	for (; *keys && w->list->count == before; keys++) {
		struct json_object *value;
		if (json_object_object_get_ex(object, *keys, &value) && !walk_value(w, value))
			return false;
	}
	return true;
}

static bool is_string(struct json_object *object, const char *key, struct str *out)
{
	struct json_object *value;
	if (!json_object_object_get_ex(object, key, &value) ||
		!json_object_is_type(value, json_type_string))
		return false;
	*out = str_make(json_object_get_string(value), (size_t)json_object_get_string_len(value));
	return true;
}

static bool is_picture(struct json_object *object)
{
	static const char *const types[] = {
		"image", "photo", "picture", "figure", "video", "media", "gallery"};
	struct str type;
	for (size_t i = 0; is_string(object, "type", &type) && i < sizeof types / sizeof *types;
		i++) {
		if (str_eq(type, str_from_c(types[i])))
			return true;
	}
	return false;
}

static bool walk_captions(struct walk *w, struct json_object *object)
{
	struct walk captions = {w->given, FIELD_CAPTIONS, w->captions, w->captions};
	return walk_first(&captions, object, caption_keys);
}

static bool is_among(const char *key, const char *const *keys)
{
	while (*keys && strcmp(*keys, key) != 0)
		keys++;
	return *keys != NULL;
}

/* {"picture-1": {…}, "picture-2": {…}}: names that mean nothing. Those that mean something
   were walked and have no text: to walk them again at each level would double the time with
   each. */
static bool walk_members(struct walk *w, struct json_object *object)
{
	struct lh_entry *entry;
	lh_foreach(json_object_get_object(object), entry)
	{
		const char *key = lh_entry_k(entry);
		struct json_object *value = lh_entry_v(entry);
		if (is_among(key, keys_of(w->field)) ||
			(w->field == FIELD_BODY && is_among(key, heading_keys)))
			continue;
		if (json_object_is_type(value, json_type_object) && !walk_value(w, value))
			return false;
	}
	return true;
}

static bool walk_object(struct walk *w, struct json_object *object)
{
	size_t before = w->list->count;
	if (w->field == FIELD_BODY && is_picture(object))
		return walk_captions(w, object);
	if (w->field == FIELD_IMAGE && !walk_captions(w, object))
		return false;
	if (w->field == FIELD_BODY && !walk_first(w, object, heading_keys))
		return false;
	if (!walk_first(w, object, keys_of(w->field)))
		return false;
	return w->list->count > before || walk_members(w, object);
}

static bool walk_array(struct walk *w, struct json_object *array)
{
	size_t count = json_object_array_length(array);
	for (size_t i = 0; i < count; i++) {
		if (!walk_value(w, json_object_array_get_idx(array, i)))
			return false;
	}
	return true;
}

static bool add_number(struct walk *w, struct json_object *value)
{
	if (json_object_is_type(value, json_type_double) &&
		!isfinite(json_object_get_double(value)))
		return true;
	if (json_object_is_type(value, json_type_int) &&
		json_object_get_uint64(value) == UINT64_MAX)
		return true; /* larger than can be told */
	const char *text = json_object_get_string(value);
	return text && add_copy(w->given, w->list, text, strlen(text));
}

/* Of who may see it, whatever it is says something: what is not understood hides. */
static bool walk_guard(struct walk *w, struct json_object *value)
{
	if (json_object_is_type(value, json_type_null))
		return true;
	const char *text = json_object_get_string(value);
	return text && add_copy(w->given, w->list, text, strlen(text));
}

/* No deeper than CUT_DEPTH_MAX, which objects are cut by. */
static bool walk_value(struct walk *w, struct json_object *value)
{
	switch (json_object_get_type(value)) {
	case json_type_string:
		return add_copy(w->given, w->list, json_object_get_string(value),
			(size_t)json_object_get_string_len(value));
	case json_type_int:
	case json_type_double:
		return add_number(w, value);
	case json_type_array:
		return walk_array(w, value);
	case json_type_object:
		return walk_object(w, value);
	default:
		return true;
	}
}

bool json_value_texts(struct given *g, struct json_object *value, enum field field,
	struct given_list *list, struct given_list *captions)
{
	struct walk w = {g, field, list, captions};
	bool guards = field == FIELD_VISIBILITY || field == FIELD_EMBARGO;
	return guards ? walk_guard(&w, value) : walk_value(&w, value);
}
