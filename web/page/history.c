/* What an article said at which time, and which words changed from one version to the next. */
#include "base/lang.h"
#include "web/page/view.h"

/* ---- What changed ---- */

static const char *label_of(struct str field)
{
	static const struct {
		const char *field, *vi, *en;
	} labels[] = {{"title", "Tiêu đề", "Title"}, {"authors", "Tác giả", "Authors"},
		{"date", "Ngày", "Date"}, {"place", "Nơi", "Place"},
		{"issuer", "Cơ quan ban hành", "Issuer"}, {"number", "Số hiệu", "Number"},
		{"kind", "Loại văn bản", "Kind of document"}, {"source", "Nguồn", "Source"},
		{"url", "Địa chỉ trang", "Address"}, {"image", "Ảnh", "Picture"},
		{"text", "Văn bản", "Text"}};
	for (size_t i = 0; i < sizeof labels / sizeof *labels; i++) {
		if (str_eq(field, str_from_c(labels[i].field)))
			return SAY(labels[i].vi, labels[i].en);
	}
	return "";
}

/* Words between which nothing changed are left out: "… 120 từ …". */
static void put_skipped(struct html *h, uint64_t words)
{
	html_open(h, "span");
	html_set(h, "class", "skipped");
	html_say(h, " … ");
	html_count(h, words);
	html_say(h,
		SAY(" từ không đổi … ", words == 1 ? " word unchanged … " : " words unchanged … "));
	html_close(h);
}

static void put_part(struct html *h, const json_t *part)
{
	struct str text = member_text(part, "text");
	bool deleted = member_is(part, "is", "deleted"),
	     inserted = member_is(part, "is", "inserted");
	if (member_is(part, "is", "skipped")) {
		put_skipped(h, member_count(part, "words"));
		return;
	}
	if (deleted)
		html_open(h, "del");
	else if (inserted)
		html_open(h, "ins");
	html_paragraph(h, text);
	if (deleted || inserted)
		html_close(h);
}

static void put_change(struct html *h, const json_t *change)
{
	const json_t *parts = json_object_get(change, "parts");
	html_leaf(h, "dt", "", str_from_c(label_of(member_text(change, "field"))));
	html_open(h, "dd");
	html_set(h, "lang", "vi");
	for (size_t i = 0; i < json_array_size(parts); i++)
		put_part(h, json_array_get(parts, i));
	html_close(h);
}

/* ---- A version ---- */

static void put_when(struct view *v, const json_t *version)
{
	struct html *h = &v->html;
	struct str since = member_text(version, "since"), until = member_text(version, "until");
	if (since.len + until.len == 0)
		return;
	html_open(h, "p");
	html_set(h, "class", "about");
	if (since.len > 0) {
		html_say(h, SAY("từ ", "from "));
		view_moment(v, since);
		html_say(h, member_true(version, "or_earlier") ? SAY(" hay trước đó", " or before")
							       : "");
	}
	if (until.len > 0) {
		html_say(h, SAY(" đến ", " to "));
		view_moment(v, until);
	}
	html_close(h);
}

static void put_version(struct view *v, const json_t *version, uint64_t number)
{
	struct html *h = &v->html;
	const json_t *changes = json_object_get(version, "changes");
	html_open(h, "section");
	html_open(h, "h2");
	html_say(h, SAY("Bản ", "Version "));
	html_count(h, number);
	if (member_text(version, "until").len == 0)
		html_say(h, SAY(", hiện nay", ", the present one"));
	html_close(h);
	put_when(v, version);
	if (json_array_size(changes) > 0) {
		html_open(h, "dl");
		for (size_t i = 0; i < json_array_size(changes); i++)
			put_change(h, json_array_get(changes, i));
		html_close(h);
	}
	html_close(h);
}

/* What it said when it was read first, before all changes. */
static void put_first(struct view *v, const json_t *article)
{
	struct html *h = &v->html;
	const json_t *blocks = json_object_get(article, "blocks");
	html_open(h, "details");
	html_leaf(h, "summary", "",
		str_from_c(SAY("Toàn văn bản cũ nhất", "The whole text of the oldest")));
	html_open(h, "div");
	html_set(h, "class", "text");
	html_set(h, "lang", "vi");
	for (size_t i = 0; i < json_array_size(blocks); i++) {
		html_open(h, "p");
		html_paragraph(h, str_trim(member_text(json_array_get(blocks, i), "text")));
		html_close(h);
	}
	html_close(h);
	html_close(h);
}

/* ---- The whole ---- */

static void put_corrections(struct view *v, const json_t *history)
{
	struct html *h = &v->html;
	const json_t *list = json_object_get(history, "corrections");
	for (size_t i = 0; i < json_array_size(list); i++) {
		const json_t *one = json_array_get(list, i);
		struct str id = member_text(one, "id"), title = member_text(one, "title");
		html_open(h, "p");
		html_set(h, "class", "notice");
		html_say(h, member_is(one, "is", "corrected")
				    ? SAY("Bài đính chính của ", "It corrects ")
				    : SAY("Được đính chính ở ", "It is corrected by "));
		const struct linked to = linked_beside(v, id);
		link_open_article(v, &to);
		html_text(h, title.len > 0 ? title : id);
		html_close(h);
		html_close(h);
	}
}

void view_history(struct view *v)
{
	struct html *h = &v->html;
	const json_t *history = json_object_get(v->page->answers[PART_MAIN], "history");
	const json_t *versions = json_object_get(history, "versions");
	size_t count = json_array_size(versions);
	uint64_t kept = member_count(history, "kept");
	const json_t *now = json_object_get(json_array_get(versions, 0), "article");
	struct str id = member_text(history, "id"), title = member_text(now, "title");
	html_open(h, "div");
	html_set(h, "class", "reading history");
	html_leaf(h, "h1", "", str_from_c(SAY("Các bản của một bài", "Versions of an article")));
	html_open(h, "p");
	const struct linked to = linked_beside(v, id);
	link_open_article(v, &to);
	html_text(h, title.len > 0 ? title : id);
	html_close(h);
	html_close(h);
	put_corrections(v, history);
	if (kept == 0)
		html_leaf(h, "p", "notice",
			str_from_c(SAY("Kho không giữ văn bản cũ nào của bài này.",
				"Nothing that this article said before is kept.")));
	for (size_t i = 0; kept > 0 && i < count; i++)
		put_version(v, json_array_get(versions, i), kept + 1 - i);
	if (kept > 0)
		put_first(v, json_object_get(json_array_get(versions, count - 1), "article"));
	if (!member_true(history, "complete"))
		html_leaf(h, "p", "notice",
			str_from_c(SAY("Còn các bản cũ hơn, không hiện ở đây.",
				"There are older ones, which are not shown.")));
	html_close(h);
}
