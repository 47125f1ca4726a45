#include "base/lang.h"
#include "web/page/view.h"

#include <stdio.h>

static const struct str none = {NULL, 0};

/* ---- How many ---- */

static void put_least(struct html *h, const json_t *total, const char *name)
{
	if (member_is(total, name, "gte"))
		html_say(h, SAY("ít nhất ", "at least "));
}

static const char *counted(uint64_t full, uint64_t value)
{
	if (full > 0)
		return SAY(" bài có đủ các từ",
			full == 1 ? " article with every word" : " articles with every word");
	return SAY(" bài có vài từ trong số đó", value == 1 ? " article with some of the words"
							    : " articles with some of the words");
}

/* Where something was folded. */
static void put_folded(struct html *h, const json_t *total)
{
	uint64_t groups = member_count(total, "full_groups");
	if (groups == 0 || groups >= member_count(total, "full"))
		return;
	html_say(h, SAY(", gộp còn ", ", folded into "));
	html_count(h, groups);
}

static void put_total(struct view *v, const json_t *answer)
{
	struct html *h = &v->html;
	const json_t *total = json_object_get(answer, "total");
	uint64_t full = member_count(total, "full"), value = member_count(total, "value");
	html_open(h, "p");
	html_set(h, "id", "count");
	html_set(h, "class", "count");
	if (value == 0) {
		html_say(h, SAY("Không có bài nào", "No article"));
	} else {
		put_least(h, total, full > 0 ? "full_relation" : "relation");
		html_open(h, "strong");
		html_count(h, full > 0 ? full : value);
		html_close(h);
		html_say(h, counted(full, value));
	}
	put_folded(h, total);
	if (str_eq(view_parameter(v, "sort"), STR("newest")))
		html_say(h, SAY(", mới nhất trước", ", newest first"));
	else if (str_eq(view_parameter(v, "sort"), STR("oldest")))
		html_say(h, SAY(", cũ nhất trước", ", oldest first"));
	html_close(h);
}

/* ---- Pages of hits ---- */

static void put_page(
	struct view *v, int64_t offset, const char *class, const char *rel, const char *text)
{
	char number[24];
	struct html *h = &v->html;
	if (offset < 0)
		return;
	snprintf(number, sizeof number, "%lld", (long long)offset);
	const struct change to[] = {{CHANGE_SET, "offset", offset > 0 ? str_from_c(number) : none},
		{CHANGE_SET, "view", none}};
	link_open(v, link_here(v), to, 2);
	html_attr(h, "class", str_from_c(class));
	if (*rel)
		html_attr(h, "rel", str_from_c(rel));
	html_say(h, text);
	html_close(h);
}

static void put_pages(struct view *v, const json_t *answer)
{
	struct html *h = &v->html;
	const json_t *page = json_object_get(answer, "page");
	const json_t *settings = json_object_get(answer, "settings");
	int64_t next = member_offset(page, "next"), previous = member_offset(page, "previous");
	uint64_t limit = member_count(settings, "limit");
	if ((next < 0 && previous < 0) || json_array_size(json_object_get(answer, "hits")) == 0)
		return;
	html_open(h, "nav");
	html_set(h, "class", "pages");
	html_attr(h, "aria-label", str_from_c(SAY("Các trang kết quả", "Pages of results")));
	put_page(v, previous, "previous", "prev", SAY("← Trang trước", "← Previous"));
	html_open(h, "span");
	html_say(h, SAY("Trang ", "Page "));
	html_count(h, limit > 0 ? member_count(settings, "offset") / limit + 1 : 1);
	html_close(h);
	put_page(v, next, "next", "next", SAY("Trang sau →", "Next →"));
	html_close(h);
}

/* ---- What to take along ---- */

static void put_other(struct view *v, const char *path, const char *text)
{
	static const struct change without[] = {{CHANGE_SET, "view", {NULL, 0}},
		{CHANGE_SET, "offset", {NULL, 0}}, {CHANGE_SET, "limit", {NULL, 0}},
		{CHANGE_SET, "sort", {NULL, 0}}, {CHANGE_SET, "timeline", {NULL, 0}}};
	html_open(&v->html, "li");
	link_to(v, str_from_c(path), without, sizeof without / sizeof *without, str_from_c(text));
	html_close(&v->html);
}

static void put_others(struct view *v, bool is_any)
{
	struct html *h = &v->html;
	html_open(h, "ul");
	html_set(h, "class", "others");
	html_attr(h, "aria-label", str_from_c(SAY("Lấy kết quả", "Take the results along")));
	put_other(v, "/feed.atom", SAY("Theo dõi bằng Atom", "Follow by Atom"));
	if (!is_any) {
		html_close(h);
		return;
	}
	put_other(v, "/export.csv", SAY("Tải CSV", "As CSV"));
	put_other(v, "/export.jsonl", SAY("Tải JSON Lines", "As JSON Lines"));
	html_close(h);
}

/* ---- The whole ---- */

static void put_hits(struct view *v, const json_t *answer)
{
	struct html *h = &v->html;
	const json_t *hits = json_object_get(answer, "hits");
	if (json_array_size(hits) == 0)
		return;
	html_open(h, "ol");
	html_set(h, "class", "hits");
	html_number(h, "start", member_count(json_object_get(answer, "settings"), "offset") + 1);
	for (size_t i = 0; i < json_array_size(hits); i++)
		view_hit(v, json_array_get(hits, i));
	html_close(h);
}

static void put_advice(struct html *h)
{
	html_open(h, "ul");
	html_leaf(h, "li", "",
		str_from_c(
			SAY("Bớt một từ, hay bỏ ngoặc kép.", "Leave out a word, or the quotes.")));
	html_leaf(h, "li", "",
		str_from_c(SAY("Bỏ bớt bộ lọc và giới hạn ngày.",
			"Leave out filters and limits of dates.")));
	html_leaf(h, "li", "",
		str_from_c(SAY("Gõ không dấu nếu không chắc dấu.",
			"Type no marks where you are not sure of them.")));
	html_close(h);
}

/* Why ANSWER has no hits: more than that the archive has none is told by its warnings. */
static void put_nothing(struct view *v, const json_t *answer)
{
	struct html *h = &v->html;
	bool partial = json_is_true(json_object_get(answer, "partial"));
	bool behind = member_count(json_object_get(answer, "total"), "value") > 0;
	html_open(h, "div");
	html_set(h, "class", "nothing");
	html_leaf(h, "p", "",
		str_from_c(partial ? SAY("Chưa tìm hết kho, và chưa gặp bài nào cho trang này.",
					     "Not all was searched, and no article for this page "
					     "was found.")
			   : behind ? SAY("Trang này ở sau kết quả cuối.",
					      "This page lies behind the last result.")
				    : SAY("Không có bài nào như thế trong kho.",
					      "The archive has no such article.")));
	if (member_count(json_object_get(answer, "settings"), "offset") > 0) {
		html_open(h, "p");
		put_page(v, 0, "first", "", SAY("Về trang đầu", "To the first page"));
		html_close(h);
	}
	if (!partial && !behind)
		put_advice(h);
	html_close(h);
}

static void put_side(struct view *v, const json_t *answer)
{
	struct html *h = &v->html;
	html_open(h, "aside");
	html_set(h, "id", "side");
	html_attr(h, "aria-label", str_from_c(SAY("Lọc kết quả", "Narrow the results")));
	view_timeline(v, answer);
	view_facets(v, answer);
	html_close(h);
}

static void put_heading(struct view *v)
{
	struct html *h = &v->html;
	bool like = v->page->route == ROUTE_SIMILAR;
	html_open(h, "h1");
	html_attr(h, "class", str_from_c(like ? "like" : "hidden"));
	html_say(h, like ? SAY("Bài tương tự", "Articles like it")
			 : SAY("Kết quả tìm kiếm", "Results"));
	html_close(h);
}

void view_results(struct view *v)
{
	struct html *h = &v->html;
	const json_t *answer = v->page->answers[PART_MAIN];
	bool any = json_array_size(json_object_get(answer, "hits")) > 0;
	html_open(h, "div");
	html_set(h, "class", "results");
	html_open(h, "section");
	html_attr(h, "aria-label", str_from_c(SAY("Kết quả", "Results")));
	put_heading(v);
	html_open(h, "div");
	html_set(h, "class", "summary");
	put_total(v, answer);
	if (any) {
		html_open(h, "a");
		html_set(h, "class", "to-side");
		html_href(h, STR("#side"));
		html_say(h, SAY("Lọc", "Narrow"));
		html_close(h);
	}
	html_close(h);
	view_chips(v);
	view_notices(v, answer);
	if (!any)
		put_nothing(v, answer);
	put_hits(v, answer);
	if (!page_is_quick(v->page))
		put_pages(v, answer);
	if (v->page->route == ROUTE_SEARCH && !page_is_quick(v->page))
		put_others(v, any);
	html_close(h);
	if (!page_is_quick(v->page))
		put_side(v, answer);
	html_close(h);
}
