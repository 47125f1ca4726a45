#include "query/interactive/wish.h"

#include "base/lang.h"

#include <stdio.h>
#include <string.h>

static const struct {
	const char *name;
	unsigned values; /* that are counted */
	const char *label[2];
} fields[] = {
	{"source", 20, {"Nguồn", "Source"}},
	{"place", 20, {"Nơi", "Place"}},
	{"author", 20, {"Tác giả", "Author"}},
	{"year", 30, {"Năm", "Year"}},
	{"month", 12, {"Tháng", "Month"}},
	{"kind", 12, {"Loại văn bản", "Kind of document"}},
	{"issuer", 12, {"Cơ quan ban hành", "Issuing body"}},
};

enum { FIELDS = sizeof fields / sizeof *fields };

void wish_free(struct wish *w)
{
	json_decref(w->filters);
	json_decref(w->like);
	buf_free(&w->date);
	*w = (struct wish){.filters = NULL};
}

/* Makes NAME of OBJECT the string VALUE. */
static bool set_text(json_t *object, const char *name, struct str value)
{
	return json_object_set_new(object, name, json_stringn(value.ptr, value.len)) == 0;
}

/* Names the article of HIT, and the archive that has it where there are several. */
static bool set_article(json_t *request, const json_t *hit)
{
	json_t *archive = json_object_get(hit, "archive");
	return json_object_set(request, "article", json_object_get(hit, "id")) == 0 &&
	       (!archive || json_object_set(request, "archive", archive) == 0);
}

static json_t *finish(json_t *request, bool ok)
{
	if (ok)
		return request;
	json_decref(request);
	return NULL;
}

/* All but how many hits. */
static bool set_wish(json_t *request, const struct wish *w, struct str query)
{
	const char *duplicates = w->unfolded ? "show" : "fold";
	if (!request || !set_text(request, "op", str_from_c(w->like ? "similar" : "search")) ||
		!set_text(request, "duplicates", str_from_c(duplicates)))
		return false;
	if (w->like ? !set_article(request, w->like) : !set_text(request, "q", query))
		return false;
	if (w->sort && !set_text(request, "sort", str_from_c(w->sort)))
		return false;
	if (w->date.len > 0 && !set_text(request, "date", buf_str(&w->date)))
		return false;
	return !w->filters || json_object_set(request, "filters", w->filters) == 0;
}

json_t *wish_search(const struct wish *w, struct str query, size_t offset)
{
	json_t *request = json_object();
	bool ok = set_wish(request, w, query) &&
		  json_object_set_new(request, "limit", json_integer(WISH_PAGE)) == 0 &&
		  json_object_set_new(request, "offset", json_integer((json_int_t)offset)) == 0;
	return finish(request, ok);
}

json_t *wish_count(const struct wish *w, struct str query)
{
	json_t *request = json_object(), *facets = json_array();
	/* Articles are counted, as the total of a search is. */
	bool ok = set_wish(request, w, query) && facets &&
		  set_text(request, "duplicates", STR("show"));
	for (size_t i = 0; ok && i < FIELDS; i++) {
		char facet[32];
		snprintf(facet, sizeof facet, "%s:%u", fields[i].name, fields[i].values);
		ok = json_array_append_new(facets, json_string(facet)) == 0;
	}
	ok = ok && json_object_set(request, "facets", facets) == 0 &&
	     json_object_set_new(request, "limit", json_integer(1)) == 0;
	json_decref(facets);
	return finish(request, ok);
}

json_t *wish_article(const json_t *hit, struct str query)
{
	json_t *request = json_object();
	bool ok = request && set_text(request, "op", STR("show")) && set_article(request, hit) &&
		  (query.len == 0 || set_text(request, "q", query));
	return finish(request, ok);
}

json_t *wish_suggest(struct str query)
{
	enum { MOST = 8 };
	json_t *request = json_object();
	bool ok = request && set_text(request, "op", STR("suggest")) &&
		  set_text(request, "q", query) &&
		  json_object_set_new(request, "limit", json_integer(MOST)) == 0;
	return finish(request, ok);
}

bool wish_add_filter(struct wish *w, const char *field, const char *value)
{
	struct buf text = BUF_INIT;
	if (strcmp(field, "year") == 0 || strcmp(field, "month") == 0) {
		wish_set_date(w, str_from_c(value));
		return true;
	}
	if (!w->filters)
		w->filters = json_array();
	bool ok = w->filters && json_array_size(w->filters) < WISH_FILTERS_MAX &&
		  buf_printf(&text, "%s:%s", field, value);
	for (size_t i = 0; ok && i < json_array_size(w->filters); i++) {
		if (strcmp(wish_filter(w, i), text.ptr) == 0) {
			buf_free(&text);
			return true;
		}
	}
	ok = ok && json_array_append_new(w->filters, json_stringn(text.ptr, text.len)) == 0;
	buf_free(&text);
	return ok;
}

void wish_remove_filter(struct wish *w, size_t i)
{
	json_array_remove(w->filters, i);
	if (json_array_size(w->filters) > 0)
		return;
	json_decref(w->filters);
	w->filters = NULL;
}

size_t wish_filter_count(const struct wish *w)
{
	return json_array_size(w->filters);
}

const char *wish_filter(const struct wish *w, size_t i)
{
	const char *text = json_string_value(json_array_get(w->filters, i));
	return text ? text : "";
}

void wish_set_date(struct wish *w, struct str date)
{
	buf_reset(&w->date);
	buf_append(&w->date, str_trim(date));
}

const char *wish_next_sort(const char *sort)
{
	static const char *const orders[] = {"relevance", "newest", "oldest"};
	for (size_t i = 0; sort && i < 3; i++) {
		if (strcmp(sort, orders[i]) == 0)
			return orders[(i + 1) % 3];
	}
	return orders[1];
}

const char *wish_field(size_t i)
{
	return i < FIELDS ? fields[i].name : NULL;
}

const char *wish_field_label(const char *field)
{
	for (size_t i = 0; i < FIELDS; i++) {
		if (strcmp(fields[i].name, field) == 0)
			return SAY(fields[i].label[0], fields[i].label[1]);
	}
	return field;
}
