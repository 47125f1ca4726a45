#include "base/lang.h"
#include "web/page/view.h"

static const struct str none = {NULL, 0};

/* ---- How it was read ---- */

static void begin_notice(struct html *h, const char *class)
{
	html_open(h, "p");
	html_attr(h, "class", str_from_c(class));
}

/* A link to this page with NAME set to VALUE, from the beginning of the list. */
static void put_change(struct view *v, const char *name, struct str value, struct str text)
{
	const struct change changes[] = {{CHANGE_SET, name, value}, {CHANGE_SET, "offset", none},
		{CHANGE_SET, "view", none}};
	link_to(v, link_here(v), changes, 3, text);
}

/* Typed without marks, and read with those that it most likely has. */
static void put_read_as(struct view *v, const json_t *query)
{
	struct html *h = &v->html;
	struct str text = member_text(query, "text"), read_as = member_text(query, "read_as");
	bool exact = str_eq(view_parameter(v, "diacritics"), STR("exact"));
	if (exact || read_as.len == 0 || str_eq(text, read_as))
		return;
	begin_notice(h, "notice read-as");
	html_say(h, SAY("Đọc là ", "Read as "));
	html_leaf(h, "strong", "", read_as);
	html_say(h, ". ");
	put_change(v, "diacritics", STR("exact"),
		str_from_c(SAY("Tìm đúng như đã gõ", "Search exactly what was typed")));
	html_close(h);
}

static void put_also(struct view *v, const json_t *query)
{
	struct html *h = &v->html;
	const json_t *also = json_object_get(query, "also");
	if (json_array_size(also) == 0)
		return;
	begin_notice(h, "notice also");
	html_say(h, SAY("Tìm cả: ", "Also looked for: "));
	for (size_t i = 0; i < json_array_size(also); i++) {
		html_say(h, i > 0 ? ", " : "");
		html_text(h, member_text_of(json_array_get(also, i)));
	}
	html_close(h);
}

static void put_suggestions(struct view *v, const json_t *answer)
{
	struct html *h = &v->html;
	const json_t *list = json_object_get(answer, "suggestions");
	if (json_array_size(list) == 0)
		return;
	begin_notice(h, "notice suggestions");
	html_say(h, SAY("Có phải bạn tìm: ", "Did you mean: "));
	for (size_t i = 0; i < json_array_size(list); i++) {
		struct str text = member_text(json_array_get(list, i), "text");
		html_say(h, i > 0 ? ", " : "");
		put_change(v, "q", text, text);
	}
	html_close(h);
}

static void put_warnings(struct view *v, const json_t *answer)
{
	struct html *h = &v->html;
	const json_t *list = json_object_get(answer, "warnings");
	for (size_t i = 0; i < json_array_size(list); i++) {
		begin_notice(h, "notice warning");
		html_text(h, member_text(json_array_get(list, i), "message"));
		html_close(h);
	}
}

void view_notices(struct view *v, const json_t *answer)
{
	const json_t *query = json_object_get(answer, "query");
	if (v->page->route == ROUTE_SEARCH) {
		put_read_as(v, query);
		put_also(v, query);
	}
	put_suggestions(v, answer);
	put_warnings(v, answer);
}

/* ---- What it is kept to ---- */

static const char *field_name(struct str field)
{
	static const struct {
		const char *field, *vi, *en;
	} rows[] = {{"source", "Nguồn", "Source"}, {"place", "Nơi", "Place"},
		{"author", "Tác giả", "Author"}, {"kind", "Loại", "Kind"},
		{"issuer", "Cơ quan", "Issuer"}, {"number", "Số", "Number"}};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		if (str_eq(field, str_from_c(rows[i].field)))
			return SAY(rows[i].vi, rows[i].en);
	}
	return NULL;
}

static void begin_chip(struct view *v, struct str label, const struct change *changes, size_t count)
{
	struct html *h = &v->html;
	html_open(h, "li");
	link_open(v, link_here(v), changes, count);
	html_open(h, "span");
	html_set(h, "class", "hidden");
	html_say(h, SAY("Bỏ ", "Remove "));
	html_close(h);
	html_text(h, label);
}

static void end_chip(struct view *v)
{
	struct html *h = &v->html;
	html_open(h, "span");
	html_set(h, "aria-hidden", "true");
	html_say(h, " ×");
	html_close(h);
	html_close(h);
	html_close(h);
}

/* VALUE is FIELD:VALUE, as filters are written. */
static void put_filter_chip(struct view *v, struct str value)
{
	const struct change changes[] = {{CHANGE_REMOVE, "filters", value},
		{CHANGE_SET, "offset", none}, {CHANGE_SET, "view", none}};
	size_t colon = str_find(value, STR(":"), 0);
	const char *name = field_name(str_slice(value, 0, colon));
	begin_chip(v, str_from_c(name ? name : ""), changes, 3);
	if (name) {
		html_say(&v->html, ": ");
		html_text(&v->html, str_slice(value, colon + 1, value.len));
	} else {
		html_text(&v->html, value);
	}
	end_chip(v);
}

static void put_range_chip(struct view *v)
{
	struct html *h = &v->html;
	struct str from = view_parameter(v, "from"), to = view_parameter(v, "to");
	const struct change changes[] = {{CHANGE_SET, "from", none}, {CHANGE_SET, "to", none},
		{CHANGE_SET, "offset", none}, {CHANGE_SET, "view", none},
		{CHANGE_SET, "timeline", none}};
	bool one = str_eq(from, to);
	if (from.len + to.len == 0)
		return;
	begin_chip(v, STR(""), changes, 5);
	if (from.len > 0 && !one)
		html_say(h, to.len > 0 ? "" : SAY("từ ", "from "));
	html_text(h, from);
	if (to.len > 0 && !one)
		html_say(h, from.len > 0 ? " – " : SAY("đến ", "until "));
	html_text(h, one ? STR("") : to);
	end_chip(v);
}

void view_chips(struct view *v)
{
	const struct target *t = v->page->target;
	bool any = view_parameter(v, "from").len + view_parameter(v, "to").len +
			   view_parameter(v, "filters").len >
		   0;
	if (!any)
		return;
	html_open(&v->html, "ul");
	html_set(&v->html, "class", "chips");
	html_attr(&v->html, "aria-label", str_from_c(SAY("Đang lọc theo", "Kept to")));
	put_range_chip(v);
	for (size_t i = 0; i < t->count; i++) {
		if (str_eq(t->parameters[i].name, STR("filters")))
			put_filter_chip(v, t->parameters[i].value);
	}
	html_close(&v->html);
}
