#include "base/lang.h"
#include "web/page/view.h"
#include "web/static/static.h"

#include <stdio.h>

#define NAME "Tra Cứu"

/* ---- Head ---- */

/* What the page is about; empty of the first. */
static struct str subject(struct view *v)
{
	const json_t *article = json_object_get(v->page->answers[PART_MAIN], "article");
	struct str title = member_text(article, "title");
	if (v->page->route == ROUTE_STATUS)
		return str_from_c(SAY("Kho báo", "Archive"));
	if (v->page->route == ROUTE_HELP)
		return str_from_c(SAY("Trợ giúp", "Help"));
	if (v->page->route == ROUTE_HISTORY)
		return str_from_c(SAY("Các bản của một bài", "Versions of an article"));
	return title.len > 0 ? title : view_parameter(v, "q");
}

static void put_title(struct view *v)
{
	struct html *h = &v->html;
	struct str about = subject(v);
	html_open(h, "title");
	html_text(h, about);
	html_say(h, about.len > 0 ? " – " NAME : NAME);
	html_close(h);
}

static void put_meta(struct html *h, const char *name, const char *content)
{
	html_open(h, "meta");
	html_attr(h, "name", str_from_c(name));
	html_attr(h, "content", str_from_c(content));
	html_close(h);
}

static void begin_link(struct html *h, const char *rel, const char *type, struct str address)
{
	html_open(h, "link");
	html_attr(h, "rel", str_from_c(rel));
	if (type)
		html_attr(h, "type", str_from_c(type));
	html_ours(h, "href", address);
}

static void put_link(struct html *h, const char *rel, const char *type, struct str address)
{
	begin_link(h, rel, type, address);
	html_close(h);
}

static void put_script(struct html *h, const char *name, bool module)
{
	char address[STATIC_ADDRESS];
	html_open(h, "script");
	html_ours(h, "src", static_address(name, address));
	if (module)
		html_set(h, "type", "module");
	html_close(h);
}

/* The feed of what is looked for. */
static void put_feed_link(struct view *v)
{
	struct buf feed = BUF_INIT;
	static const struct change changes[] = {{CHANGE_SET, "at", {NULL, 0}},
		{CHANGE_SET, "view", {NULL, 0}}, {CHANGE_SET, "offset", {NULL, 0}},
		{CHANGE_SET, "limit", {NULL, 0}}, {CHANGE_SET, "sort", {NULL, 0}}};
	address_append(&feed, STR("/feed.atom"), v->page->target, changes,
		sizeof changes / sizeof *changes);
	put_link(&v->html, "alternate", "application/atom+xml", buf_str(&feed));
	v->html.failed |= feed.failed;
	buf_free(&feed);
}

static void put_head(struct view *v)
{
	struct html *h = &v->html;
	char address[STATIC_ADDRESS];
	html_open(h, "head");
	html_open(h, "meta");
	html_set(h, "charset", "utf-8");
	html_close(h);
	put_title(v);
	put_meta(h, "viewport", "width=device-width, initial-scale=1");
	put_meta(h, "color-scheme", "light dark");
	put_meta(h, "description",
		SAY("Tìm trong kho báo: có dấu hay không dấu, theo nguồn, nơi, tác giả, thời gian.",
			"Search an archive of Vietnamese news, with or without marks, by source, "
			"place, "
			"author and time."));
	put_meta(h, "referrer", "no-referrer");
	/* Before anything is painted: whoever chose a colour does not see the other first. */
	put_script(h, "theme.js", false);
	put_link(h, "stylesheet", NULL, static_address("page.css", address));
	put_link(h, "icon", "image/svg+xml", static_address("icon.svg", address));
	begin_link(h, "search", "application/opensearchdescription+xml", STR("/opensearch.xml"));
	html_set(h, "title", NAME);
	html_close(h);
	if (v->page->route == ROUTE_SEARCH && !page_is_home(v->page))
		put_feed_link(v);
	put_script(h, "page.js", true);
	html_close(h);
}

/* ---- The form ---- */

static void put_hidden(struct html *h, const char *name, struct str value)
{
	if (value.len == 0)
		return;
	html_open(h, "input");
	html_set(h, "type", "hidden");
	html_attr(h, "name", str_from_c(name));
	html_attr(h, "value", value);
	html_close(h);
}

/* What the address has that no field of the form shows. */
static void put_kept(struct view *v)
{
	static const char *const kept[] = {"lang", "limit", "prefer", "ranking", "strict"};
	const struct target *t = v->page->target;
	for (size_t i = 0; i < sizeof kept / sizeof *kept; i++)
		put_hidden(&v->html, kept[i], view_parameter(v, kept[i]));
	for (size_t i = 0; i < t->count; i++) {
		if (str_eq(t->parameters[i].name, STR("filters")))
			put_hidden(&v->html, "filters", t->parameters[i].value);
	}
}

static void put_label(struct html *h, const char *id, const char *text)
{
	html_open(h, "label");
	html_attr(h, "for", str_from_c(id));
	html_say(h, text);
	html_close(h);
}

static void put_day(struct view *v, const char *name, const char *label, const char *like)
{
	struct html *h = &v->html;
	html_open(h, "p");
	put_label(h, name, label);
	html_open(h, "input");
	html_attr(h, "id", str_from_c(name));
	html_attr(h, "name", str_from_c(name));
	html_attr(h, "value", view_parameter(v, name));
	html_attr(h, "placeholder", str_from_c(like));
	html_set(h, "autocomplete", "off");
	html_set(h, "size", "12");
	html_close(h);
	html_close(h);
}

struct choice {
	const char *value, *vi, *en;
};

/* The first of CHOICES is what stands there usually, so it is no part of an address. */
static void put_choice(struct view *v, const char *name, const char *label,
	const struct choice *choices, size_t count)
{
	struct html *h = &v->html;
	html_open(h, "p");
	put_label(h, name, label);
	html_open(h, "select");
	html_attr(h, "id", str_from_c(name));
	html_attr(h, "name", str_from_c(name));
	for (size_t i = 0; i < count; i++) {
		html_open(h, "option");
		html_attr(h, "value", str_from_c(i == 0 ? "" : choices[i].value));
		if (i > 0 && str_eq(view_parameter(v, name), str_from_c(choices[i].value)))
			html_flag(h, "selected");
		html_say(h, SAY(choices[i].vi, choices[i].en));
		html_close(h);
	}
	html_close(h);
	html_close(h);
}

static void put_settings(struct view *v)
{
	static const struct choice sorts[] = {{"relevance", "hợp nhất trước", "best first"},
		{"newest", "mới nhất trước", "newest first"},
		{"oldest", "cũ nhất trước", "oldest first"}};
	static const struct choice duplicates[] = {{"fold", "gộp làm một", "show one of them"},
		{"show", "hiện từng bài", "show each"}};
	static const struct choice marks[] = {
		{"auto", "đoán dấu còn thiếu", "guess what is missing"},
		{"exact", "đúng như đã gõ", "exactly as typed"},
		{"ignore", "không xét dấu", "ignore marks"}};
	struct html *h = &v->html;
	html_open(h, "details");
	html_set(h, "class", "settings");
	html_leaf(h, "summary", "", str_from_c(SAY("Ngày và cách sắp xếp", "Dates and order")));
	html_open(h, "div");
	put_day(v, "from", SAY("Từ", "From"), "3/2018");
	put_day(v, "to", SAY("Đến", "To"), "27/3/2018");
	put_choice(v, "sort", SAY("Sắp xếp", "Order"), sorts, 3);
	put_choice(v, "duplicates", SAY("Bài gần giống nhau", "Nearly the same"), duplicates, 2);
	put_choice(v, "diacritics", SAY("Dấu tiếng Việt", "Vietnamese marks"), marks, 3);
	html_close(h);
	html_close(h);
}

static void put_box(struct view *v)
{
	struct html *h = &v->html;
	html_open(h, "p");
	html_set(h, "class", "box");
	html_open(h, "label");
	html_set(h, "for", "q");
	html_set(h, "class", "hidden");
	html_say(h, SAY("Tìm trong kho báo", "Search the archive"));
	html_close(h);
	html_open(h, "input");
	html_set(h, "type", "search");
	html_set(h, "id", "q");
	html_set(h, "name", "q");
	html_attr(h, "value", view_parameter(v, "q"));
	html_attr(h, "placeholder",
		str_from_c(SAY("Gõ có dấu hay không dấu đều được", "With or without marks")));
	html_set(h, "autocomplete", "off");
	html_set(h, "autocapitalize", "none");
	html_set(h, "spellcheck", "false");
	html_set(h, "enterkeyhint", "search");
	if (page_is_home(v->page))
		html_flag(h, "autofocus");
	html_close(h);
	html_leaf(h, "button", "", str_from_c(SAY("Tìm", "Search")));
	html_close(h);
}

/* A script fills it. */
static void put_suggestions(struct html *h)
{
	html_open(h, "ul");
	html_set(h, "id", "suggestions");
	html_set(h, "role", "listbox");
	html_attr(h, "aria-label", str_from_c(SAY("Gợi ý", "Suggestions")));
	html_attr(h, "data-word", str_from_c(SAY("từ", "word")));
	html_attr(h, "data-source", str_from_c(SAY("nguồn", "source")));
	html_attr(h, "data-place", str_from_c(SAY("nơi", "place")));
	html_attr(h, "data-author", str_from_c(SAY("tác giả", "author")));
	html_attr(h, "data-title", str_from_c(SAY("bài", "article")));
	html_flag(h, "hidden");
	html_close(h);
}

static void put_form(struct view *v)
{
	struct html *h = &v->html;
	html_open(h, "form");
	html_set(h, "id", "search");
	html_set(h, "role", "search");
	html_ours(h, "action", STR("/search"));
	html_set(h, "method", "get");
	put_box(v);
	put_suggestions(h);
	put_settings(v);
	put_kept(v);
	html_close(h);
}

/* ---- The whole ---- */

static void put_entry(struct view *v, const char *path, const char *text, bool here)
{
	const struct change alone = {CHANGE_SET, "lang", view_parameter(v, "lang")};
	static const struct target nothing;
	struct html *h = &v->html;
	struct buf address = BUF_INIT;
	address_append(&address, str_from_c(path), &nothing, &alone, 1);
	html_open(h, "li");
	html_open(h, "a");
	html_href(h, buf_str(&address));
	if (here)
		html_set(h, "aria-current", "page");
	html_say(h, text);
	html_close(h);
	html_close(h);
	v->html.failed |= address.failed;
	buf_free(&address);
}

static void put_language(struct view *v)
{
	struct html *h = &v->html;
	const struct change other[] = {{CHANGE_SET, "lang", str_from_c(SAY("en", "vi"))},
		{CHANGE_SET, "view", str_make(NULL, 0)}};
	html_open(h, "li");
	link_open(v, link_here(v), other, 2);
	html_attr(h, "lang", str_from_c(SAY("en", "vi")));
	html_attr(h, "hreflang", str_from_c(SAY("en", "vi")));
	html_say(h, SAY("English", "Tiếng Việt"));
	html_close(h);
	html_close(h);
}

static void put_menu(struct view *v)
{
	struct html *h = &v->html;
	html_open(h, "nav");
	html_attr(h, "aria-label", str_from_c(SAY("Trang", "Site")));
	html_open(h, "ul");
	put_entry(v, "/status", SAY("Kho báo", "Archive"), v->page->route == ROUTE_STATUS);
	put_entry(v, "/help", SAY("Trợ giúp", "Help"), v->page->route == ROUTE_HELP);
	put_language(v);
	html_open(h, "li");
	html_open(h, "button");
	html_set(h, "type", "button");
	html_set(h, "id", "theme");
	html_leaf(h, "span", "to-dark", str_from_c(SAY("Nền tối", "Dark")));
	html_leaf(h, "span", "to-light", str_from_c(SAY("Nền sáng", "Light")));
	html_close(h);
	html_close(h);
	html_close(h);
	html_close(h);
}

static void put_header(struct view *v)
{
	struct html *h = &v->html;
	const struct change alone = {CHANGE_SET, "lang", view_parameter(v, "lang")};
	static const struct target nothing;
	struct buf home = BUF_INIT;
	address_append(&home, STR("/"), &nothing, &alone, 1);
	html_open(h, "header");
	html_open(h, "a");
	html_set(h, "class", "brand");
	html_href(h, buf_str(&home));
	html_say(h, NAME);
	html_close(h);
	buf_free(&home);
	put_menu(v);
	put_form(v);
	html_close(h);
}

void frame_begin(struct view *v)
{
	struct html *h = &v->html;
	html_open(h, "html");
	html_attr(h, "lang", str_from_c(SAY("vi", "en")));
	put_head(v);
	html_open(h, "body");
	html_set(h, "class", "page");
	html_open(h, "a");
	html_set(h, "class", "skip");
	html_href(h, STR("#main"));
	html_say(h, SAY("Tới nội dung", "Skip to content"));
	html_close(h);
	put_header(v);
	html_open(h, "main");
	html_set(h, "id", "main");
	html_set(h, "tabindex", "-1");
}

void frame_end(struct view *v)
{
	struct html *h = &v->html;
	html_close(h);
	/* For who does not see what changes. */
	html_open(h, "p");
	html_set(h, "id", "announce");
	html_set(h, "class", "hidden");
	html_set(h, "role", "status");
	html_close(h);
	html_close(h);
	html_close(h);
}
