#include "web/request/route.h"

#include "base/ascii.h"
#include "base/lang.h"

#include <stdlib.h>

enum { FEED_ENTRIES = 30, EXPORT_ARTICLES = 1000 /* at once */ };

static const struct {
	const char *path; /* an id follows where it ends with "/" */
	const char *name;
	const char *op; /* NULL: none is asked */
} routes[] = {
	[ROUTE_SEARCH] = {"/search", "search", "search"},
	[ROUTE_ARTICLE] = {"/article/", "article", "show"},
	[ROUTE_HISTORY] = {"/history/", "history", "history"},
	[ROUTE_SIMILAR] = {"/similar/", "similar", "similar"},
	[ROUTE_SUGGEST] = {"/suggest", "suggest", "suggest"},
	[ROUTE_STATUS] = {"/status", "status", "status"},
	[ROUTE_FEED] = {"/feed.atom", "feed", "search"},
	[ROUTE_OPENSEARCH] = {"/opensearch.xml", "opensearch", NULL},
	[ROUTE_METRICS] = {"/metrics", "metrics", NULL},
	[ROUTE_CSV] = {"/export.csv", "csv", "export"},
	[ROUTE_JSONL] = {"/export.jsonl", "jsonl", "export"},
	[ROUTE_HOME] = {"/", "home", NULL},
	[ROUTE_HELP] = {"/help", "help", NULL},
	[ROUTE_STATIC] = {"/static/", "static", NULL},
	[ROUTE_NONE] = {"", "none", NULL},
};

const char *route_name(enum route route)
{
	return routes[route].name;
}

enum route route_find(struct str path, struct str *id)
{
	*id = STR("");
	for (int r = 0; r < ROUTE_NONE; r++) {
		struct str known = str_from_c(routes[r].path);
		bool leads_on = known.len > 1 && str_ends_with(known, STR("/"));
		if (str_eq(path, known) && !leads_on)
			return (enum route)r;
		if (!leads_on || !str_starts_with(path, known))
			continue;
		*id = str_slice(path, known.len, path.len);
		return id->len > 0 ? (enum route)r : ROUTE_NONE;
	}
	return ROUTE_NONE;
}

/* ---- Members ---- */

/* What is no string in a request (docs/request.schema.json; tests/web.py compares). */
enum kind { KIND_TEXT, KIND_NUMBER, KIND_FLAG, KIND_LIST, KIND_OURS };

static const struct {
	const char *name;
	enum kind kind;
} members[] = {
	{"limit", KIND_NUMBER},
	{"offset", KIND_NUMBER},
	{"timeout_ms", KIND_NUMBER},
	{"format_version", KIND_NUMBER},
	{"count", KIND_FLAG},
	{"quick", KIND_FLAG},
	{"explain", KIND_FLAG},
	{"strict", KIND_FLAG},
	{"filters", KIND_LIST},
	{"facets", KIND_LIST},
	/* Which the address itself says, or the door. */
	{"id", KIND_OURS},
	{"op", KIND_OURS},
	{"article", KIND_OURS},
	{"target", KIND_OURS},
};

static enum kind kind_of(const char *name)
{
	for (size_t i = 0; i < sizeof members / sizeof *members; i++) {
		if (strcmp(members[i].name, name) == 0)
			return members[i].kind;
	}
	return KIND_TEXT;
}

static json_t *text_value(struct str s)
{
	return json_stringn(s.ptr, s.len);
}

/* What is none of its kind stays text: then the server refuses it, by its name. */
static json_t *value_of(enum kind kind, struct str s)
{
	enum { DIGITS = 15 };
	if (kind == KIND_NUMBER && ascii_is_number(s) && s.len <= DIGITS) {
		json_int_t number = 0;
		for (size_t i = 0; i < s.len; i++)
			number = 10 * number + (s.ptr[i] - '0');
		return json_integer(number);
	}
	if (kind == KIND_FLAG && (str_eq(s, STR("true")) || str_eq(s, STR("1"))))
		return json_true();
	if (kind == KIND_FLAG && (str_eq(s, STR("false")) || str_eq(s, STR("0"))))
		return json_false();
	return text_value(s);
}

static bool refuse(struct asked *a, const char *name, const char *why, struct error *err)
{
	memcpy(a->bad, name, strlen(name) + 1);
	return error_set(err, ERROR_USAGE, "“%s”: %s", name, why);
}

static bool add_to_list(json_t *request, const char *name, struct str value)
{
	json_t *list = json_object_get(request, name);
	if (!list && json_object_set_new(request, name, list = json_array()) != 0)
		return false;
	return json_array_append_new(list, text_value(value)) == 0;
}

static bool add_named(struct asked *a, const char *name, struct str value, struct error *err)
{
	enum kind kind = kind_of(name);
	if (kind == KIND_OURS)
		return refuse(a, name,
			SAY("không phải là tham số của địa chỉ", "is no parameter of an address"),
			err);
	/* As a form sends what was left empty; an empty query is one. */
	if (value.len == 0 && strcmp(name, "q") != 0)
		return true;
	if (kind == KIND_LIST)
		return add_to_list(a->request, name, value) || error_set_memory(err);
	if (json_object_get(a->request, name))
		return refuse(a, name, SAY("có hai lần", "stands there twice"), err);
	return json_object_set_new(a->request, name, value_of(kind, value)) == 0 ||
	       error_set_memory(err);
}

static bool add(struct asked *a, const struct parameter *p, struct error *err)
{
	char name[ROUTE_NAME_MAX];
	if (p->name.len >= sizeof name)
		return error_set(err, ERROR_USAGE, "%s",
			SAY("tên một tham số dài quá", "the name of a parameter is too long"));
	memcpy(name, p->name.ptr, p->name.len);
	name[p->name.len] = '\0';
	return add_named(a, name, p->value, err);
}

static bool put_usual(json_t *request, const char *name, json_t *value)
{
	if (!json_object_get(request, name))
		return json_object_set_new(request, name, value) == 0;
	json_decref(value);
	return true;
}

static bool make(struct asked *a, const struct target *t, struct str id, const char *language,
	struct error *err)
{
	const char *op = routes[a->route].op;
	a->request = json_object();
	bool ok = a->request && json_object_set_new(a->request, "op", json_string(op)) == 0;
	if (id.len > 0)
		ok = ok && json_object_set_new(a->request, "article", text_value(id)) == 0;
	if (!ok)
		return error_set_memory(err);
	for (size_t i = 0; i < t->count; i++) {
		if (!add(a, &t->parameters[i], err))
			return false;
	}
	ok = put_usual(a->request, "lang", json_string(language));
	if (a->route == ROUTE_FEED)
		ok = ok && put_usual(a->request, "sort", json_string("newest")) &&
		     put_usual(a->request, "limit", json_integer(FEED_ENTRIES));
	if (a->route == ROUTE_CSV || a->route == ROUTE_JSONL) {
		a->whole = !json_object_get(a->request, "limit") &&
			   !json_object_get(a->request, "offset");
		ok = ok && put_usual(a->request, "limit", json_integer(EXPORT_ARTICLES));
	}
	return ok || error_set_memory(err);
}

bool asked_read(const struct target *t, const char *language, struct asked *out, struct error *err)
{
	struct str id;
	*out = (struct asked){.route = route_find(t->path, &id)};
	if (out->route == ROUTE_NONE)
		return error_set(err, ERROR_NOT_FOUND, "%s",
			SAY("không có trang này", "there is no such page"));
	if (!routes[out->route].op)
		return true;
	return make(out, t, id, language, err);
}

bool asked_set_offset(struct asked *a, uint64_t offset)
{
	return json_object_set_new(a->request, "offset", json_integer((json_int_t)offset)) == 0;
}

void asked_free(struct asked *a)
{
	json_decref(a->request);
	a->request = NULL;
}

static int dump(const char *bytes, size_t size, void *out)
{
	return buf_append(out, str_make(bytes, size)) ? 0 : -1;
}

void asked_line(const struct asked *a, uint64_t id, struct buf *out)
{
	buf_printf(out, "{\"id\":%llu,", (unsigned long long)id);
	size_t start = out->len;
	/* Sorted: so that the same request is the same line, in whatever order it was asked. */
	if (json_dump_callback(a->request, dump, out, JSON_COMPACT | JSON_SORT_KEYS) != 0)
		out->failed = true;
	if (!out->failed)
		memmove(out->ptr + start, out->ptr + start + 1, out->len - start);
	out->len -= out->failed ? 0 : 1;
}
