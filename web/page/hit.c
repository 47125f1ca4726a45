#include "base/lang.h"
#include "web/page/view.h"

#include <stdio.h>

/* ---- Text and dates ---- */

void view_pieces(struct view *v, const json_t *pieces)
{
	for (size_t i = 0; i < json_array_size(pieces); i++) {
		const json_t *piece = json_array_get(pieces, i);
		if (member_true(piece, "hit"))
			html_leaf(&v->html, "mark", "", member_text(piece, "text"));
		else
			html_paragraph(&v->html, member_text(piece, "text"));
	}
}

void view_title(struct view *v, const json_t *pieces, struct str otherwise)
{
	size_t shown = 0;
	for (size_t i = 0; i < json_array_size(pieces) && shown < HTML_TEXT_MAX; i++) {
		const json_t *piece = json_array_get(pieces, i);
		struct str text = member_text(piece, "text");
		shown += text.len;
		if (member_true(piece, "hit"))
			html_leaf(&v->html, "mark", "", text);
		else
			html_text(&v->html, text);
	}
	if (shown == 0)
		html_text(&v->html, otherwise);
}

/* 2018-03-07 as 7/3/2018, 2018-03 as 3/2018. */
static void put_date(struct html *h, struct str date)
{
	struct str rest = date, year = STR(""), month = STR(""), day = STR("");
	str_split(&rest, '-', &year);
	if (rest.ptr)
		str_split(&rest, '-', &month);
	if (rest.ptr)
		str_split(&rest, '-', &day);
	for (int i = 0; i < 2; i++) {
		struct str part = i == 0 ? day : month;
		if (part.len == 0)
			continue;
		html_text(h, str_at(part, 0) == '0' ? str_slice(part, 1, part.len) : part);
		html_say(h, "/");
	}
	html_text(h, year);
}

void view_date(struct view *v, struct str date, bool guess)
{
	struct html *h = &v->html;
	if (guess)
		html_say(h, SAY("khoảng ", "about "));
	html_open(h, "time");
	html_attr(h, "datetime", date);
	if (lang_is_vietnamese())
		put_date(h, date);
	else
		html_text(h, date);
	html_close(h);
}

/* ---- When, where, who ---- */

static void put_separator(struct html *h, bool *begun)
{
	if (*begun)
		html_say(h, " · ");
	*begun = true;
}

static void put_one(struct view *v, const char *class, struct str text, bool *begun)
{
	if (text.len == 0)
		return;
	put_separator(&v->html, begun);
	html_open(&v->html, "span");
	html_attr(&v->html, "class", str_from_c(class));
	html_text(&v->html, text);
	html_close(&v->html);
}

static void put_document(struct view *v, const json_t *a, bool *begun)
{
	struct str kind = member_text(a, "kind"), number = member_text(a, "number");
	put_one(v, "kind", kind, begun);
	put_one(v, "number", number, begun);
	put_one(v, "issuer", member_text(a, "issuer"), begun);
}

void view_about(struct view *v, const json_t *a)
{
	struct html *h = &v->html;
	const json_t *authors = json_object_get(a, "authors");
	struct str date = member_text(a, "date");
	bool begun = false;
	html_open(h, "p");
	html_set(h, "class", "about");
	put_one(v, "source", member_text(a, "source"), &begun);
	if (date.len > 0) {
		put_separator(h, &begun);
		view_date(v, date, !member_is(a, "date_confidence", "high"));
	}
	put_one(v, "place", member_text(a, "place"), &begun);
	for (size_t i = 0; i < json_array_size(authors); i++)
		put_one(v, "author", member_text_of(json_array_get(authors, i)), &begun);
	put_document(v, a, &begun);
	if (member_is(a, "read_by", "ocr"))
		put_one(v, "ocr", str_from_c(SAY("đọc từ ảnh chụp", "read from pictures")), &begun);
	html_close(h);
}

/* ---- A hit ---- */

static void put_snippets(struct view *v, const json_t *hit)
{
	struct html *h = &v->html;
	const json_t *snippets = json_object_get(hit, "snippets");
	const json_t *pages = json_object_get(hit, "pages");
	for (size_t i = 0; i < json_array_size(snippets); i++) {
		const json_t *page = json_array_get(pages, i);
		html_open(h, "p");
		html_set(h, "class", "passage");
		if (json_is_integer(page)) {
			html_open(h, "span");
			html_set(h, "class", "on-page");
			html_say(h, SAY("tr. ", "p. "));
			html_count(h, (uint64_t)json_integer_value(page));
			html_close(h);
			html_say(h, " ");
		}
		view_pieces(v, json_array_get(snippets, i));
		html_close(h);
	}
}

static void put_missing(struct view *v, const json_t *hit)
{
	struct html *h = &v->html;
	const json_t *missing = json_object_get(hit, "missing");
	if (json_array_size(missing) == 0)
		return;
	html_open(h, "p");
	html_set(h, "class", "missing");
	html_say(h, SAY("Thiếu: ", "Without: "));
	for (size_t i = 0; i < json_array_size(missing); i++) {
		html_say(h, i > 0 ? ", " : "");
		html_leaf(h, "s", "", member_text_of(json_array_get(missing, i)));
	}
	html_close(h);
}

/* One that is nearly the same as HIT, which is of the same archive. */
static void put_duplicate(struct view *v, const json_t *hit, const json_t *one)
{
	struct html *h = &v->html;
	struct str title = member_text(one, "title"), date = member_text(one, "date");
	html_open(h, "li");
	const struct linked to = {member_text(one, "id"), member_text(hit, "archive"), 0};
	link_open_article(v, &to);
	html_text(h, title.len > 0 ? title : member_text(one, "id"));
	html_close(h);
	bool begun = true;
	put_one(v, "source", member_text(one, "source"), &begun);
	if (date.len > 0) {
		put_separator(h, &begun);
		view_date(v, date, false);
	}
	if (member_true(one, "identical"))
		put_one(v, "identical", str_from_c(SAY("giống hệt", "the same word by word")),
			&begun);
	html_close(h);
}

static void put_duplicates(struct view *v, const json_t *hit)
{
	struct html *h = &v->html;
	const json_t *duplicates = json_object_get(hit, "duplicates");
	const json_t *list = json_object_get(duplicates, "articles");
	if (json_array_size(list) == 0)
		return;
	html_open(h, "details");
	html_set(h, "class", "duplicates");
	html_open(h, "summary");
	html_say(h, SAY("Gần giống: ", "Nearly the same: "));
	html_count(h, member_count(duplicates, "count"));
	html_say(h, SAY(" bài khác", " more"));
	html_close(h);
	html_open(h, "ul");
	for (size_t i = 0; i < json_array_size(list); i++)
		put_duplicate(v, hit, json_array_get(list, i));
	html_close(h);
	html_close(h);
}

void view_hit(struct view *v, const json_t *hit)
{
	struct html *h = &v->html;
	const json_t *title = json_object_get(hit, "title");
	html_open(h, "li");
	html_open(h, "article");
	html_open(h, "h2");
	const struct linked to =
		linked_hit(hit, v->page->route == ROUTE_SEARCH ? member_count(hit, "rank") : 0);
	link_open_article(v, &to);
	view_title(v, title, member_text(hit, "id"));
	html_close(h);
	html_close(h);
	view_about(v, hit);
	put_snippets(v, hit);
	put_missing(v, hit);
	put_duplicates(v, hit);
	html_close(h);
	html_close(h);
}
