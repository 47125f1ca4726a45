#include "base/lang.h"
#include "text/syllable/utf8.h"
#include "web/page/view.h"

#include <stdio.h>

static const struct str none = {NULL, 0};

enum {
	VALUE_MAX_BYTES = 90, /* that are shown of one */
	VALUES_USUAL = 8,
	VALUES_MOST = 1000 /* that an answer counts */
};

/* ---- Facets ---- */

static bool is_chosen(const struct view *v, struct str filter)
{
	const struct target *t = v->page->target;
	for (size_t i = 0; i < t->count; i++) {
		if (str_eq(t->parameters[i].name, STR("filters")) &&
			str_eq(t->parameters[i].value, filter))
			return true;
	}
	return false;
}

static void put_value(struct view *v, const char *field, const json_t *one)
{
	struct html *h = &v->html;
	struct str value = member_text(one, "value"), shown = utf8_cut(value, VALUE_MAX_BYTES);
	struct buf filter = BUF_INIT;
	buf_printf(&filter, "%s:", field);
	buf_append(&filter, value);
	bool chosen = is_chosen(v, buf_str(&filter));
	const struct change changes[] = {
		{chosen ? CHANGE_REMOVE : CHANGE_ADD, "filters", buf_str(&filter)},
		{CHANGE_SET, "offset", none}, {CHANGE_SET, "view", none}};
	html_open(h, "li");
	link_open(v, link_here(v), changes, 3);
	html_attr(h, "data-key", buf_str(&filter));
	if (chosen)
		html_set(h, "aria-current", "true");
	html_open(h, "span");
	html_set(h, "class", "value");
	html_text(h, shown);
	html_say(h, shown.len < value.len ? "…" : "");
	html_close(h);
	html_say(h, " ");
	html_open(h, "span");
	html_set(h, "class", "number");
	html_count(h, member_count(one, "count"));
	html_close(h);
	html_close(h);
	html_close(h);
	h->failed |= filter.failed;
	buf_free(&filter);
}

/* To all values of FIELD, or back to the first of them. */
static void put_others_of(struct view *v, const char *field, uint64_t shown, uint64_t distinct)
{
	struct html *h = &v->html;
	char all[32], key[32];
	bool fewer = shown > VALUES_USUAL;
	if (!fewer && distinct <= shown)
		return;
	snprintf(all, sizeof all, "%s:%d", field, VALUES_MOST);
	snprintf(key, sizeof key, "all:%s", field);
	const struct change changes[] = {
		{fewer ? CHANGE_REMOVE : CHANGE_ADD, "facets", str_from_c(all)},
		{CHANGE_SET, "view", none}};
	html_open(h, "p");
	html_set(h, "class", "rest");
	link_open(v, link_here(v), changes, 2);
	html_attr(h, "data-key", str_from_c(key));
	if (fewer) {
		html_say(h, SAY("bớt", "fewer"));
	} else {
		html_say(h, SAY("và ", "and "));
		html_count(h, distinct - shown);
		html_say(h, SAY(" giá trị khác", " more"));
	}
	html_close(h);
	html_close(h);
}

static void put_facet(struct view *v, const json_t *facets, const char *field, const char *label)
{
	struct html *h = &v->html;
	const json_t *facet = json_object_get(facets, field);
	const json_t *values = json_object_get(facet, "values");
	uint64_t shown = json_array_size(values), distinct = member_count(facet, "distinct");
	if (shown == 0)
		return;
	html_open(h, "section");
	html_set(h, "class", "facet");
	html_leaf(h, "h2", "", str_from_c(label));
	html_open(h, "ul");
	for (size_t i = 0; i < shown; i++)
		put_value(v, field, json_array_get(values, i));
	html_close(h);
	put_others_of(v, field, shown, distinct);
	html_close(h);
}

void view_facets(struct view *v, const json_t *answer)
{
	const json_t *facets = json_object_get(answer, "facets");
	put_facet(v, facets, "source", SAY("Nguồn", "Source"));
	put_facet(v, facets, "place", SAY("Nơi", "Place"));
	put_facet(v, facets, "author", SAY("Tác giả", "Author"));
	put_facet(v, facets, "kind", SAY("Loại văn bản", "Kind of document"));
}

/* ---- The timeline ---- */

static uint64_t most_of(const json_t *values)
{
	uint64_t most = 1;
	for (size_t i = 0; i < json_array_size(values); i++) {
		uint64_t n = member_count(json_array_get(values, i), "count");
		most = n > most ? n : most;
	}
	return most;
}

/* A bar of HEIGHT hundredths; drawn, so that no style is needed in the page. */
static void put_bar(struct html *h, uint64_t height)
{
	html_open(h, "svg");
	html_set(h, "viewBox", "0 0 10 100");
	html_set(h, "preserveAspectRatio", "none");
	html_set(h, "aria-hidden", "true");
	html_open(h, "rect");
	html_set(h, "x", "0");
	html_set(h, "width", "10");
	html_number(h, "y", 100 - height);
	html_number(h, "height", height);
	html_close(h);
	html_close(h);
}

static void put_period(struct view *v, const json_t *one, uint64_t most)
{
	struct html *h = &v->html;
	struct str date = member_text(one, "date");
	uint64_t count = member_count(one, "count");
	const struct change changes[] = {{CHANGE_SET, "from", date}, {CHANGE_SET, "to", date},
		{CHANGE_SET, "offset", none}, {CHANGE_SET, "view", none},
		{CHANGE_SET, "timeline", none}};
	html_open(h, "li");
	html_attr(h, "data-date", date);
	html_number(h, "data-count", count);
	link_open(v, link_here(v), changes, 5);
	put_bar(h, count == 0 ? 0 : 2 + 98 * count / most);
	html_open(h, "span");
	view_date(v, date, false);
	html_say(h, ": ");
	html_count(h, count);
	html_close(h);
	html_close(h);
	html_close(h);
}

static void put_scale(struct view *v, const json_t *values)
{
	struct html *h = &v->html;
	size_t count = json_array_size(values);
	html_open(h, "p");
	html_set(h, "class", "scale");
	html_set(h, "aria-hidden", "true");
	view_date(v, member_text(json_array_get(values, 0), "date"), false);
	if (count > 1) {
		html_say(h, " ");
		view_date(v, member_text(json_array_get(values, count - 1), "date"), false);
	}
	html_close(h);
}

void view_timeline(struct view *v, const json_t *answer)
{
	struct html *h = &v->html;
	const json_t *timeline = json_object_get(answer, "timeline");
	const json_t *values = json_object_get(timeline, "values");
	if (json_array_size(values) == 0)
		return;
	uint64_t most = most_of(values);
	html_open(h, "section");
	html_leaf(h, "h2", "", str_from_c(SAY("Thời gian", "Time")));
	html_open(h, "ol");
	html_set(h, "id", "timeline");
	html_attr(h, "data-unit", member_text(timeline, "unit"));
	for (size_t i = 0; i < json_array_size(values); i++)
		put_period(v, json_array_get(values, i), most);
	html_close(h);
	put_scale(v, values);
	if (member_count(timeline, "without") > 0) {
		html_open(h, "p");
		html_set(h, "class", "rest");
		html_say(h, SAY("không rõ ngày: ", "without a date: "));
		html_count(h, member_count(timeline, "without"));
		html_close(h);
	}
	html_close(h);
}
