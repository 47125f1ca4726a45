#include "base/lang.h"
#include "web/page/view.h"

/* ---- The beginning ---- */

static void put_example(struct view *v, const char *query, const char *vi, const char *en)
{
	struct html *h = &v->html;
	const struct change changes[] = {{CHANGE_SET, "q", str_from_c(query)}};
	html_open(h, "li");
	link_open(v, STR("/search"), changes, 1);
	html_leaf(h, "kbd", "", str_from_c(query));
	html_close(h);
	html_say(h, " ");
	html_leaf(h, "span", "", str_from_c(SAY(vi, en)));
	html_close(h);
}

static void put_examples(struct view *v)
{
	struct html *h = &v->html;
	html_open(h, "section");
	html_leaf(h, "h2", "", str_from_c(SAY("Gõ thế nào", "How to ask")));
	html_open(h, "ul");
	html_set(h, "class", "examples");
	put_example(v, "lu lut mien trung", "không dấu vẫn tìm ra", "marks may be missing");
	put_example(v, "\"an toàn giao thông\"", "liền nhau, đúng thứ tự", "in a row");
	put_example(v, "lũ -bão", "bài có lũ, không có bão", "with one word, without the other");
	put_example(v, "cầu HOẶC đường", "một trong hai", "either will do");
	put_example(v, "tiêu đề:khánh thành", "chỉ trong tiêu đề", "in titles alone");
	put_example(v, "trường học năm:2020", "trong một năm", "of one year");
	html_close(h);
	html_close(h);
}

/* A script fills it, with what this browser keeps. */
static void put_recent(struct html *h)
{
	html_open(h, "section");
	html_set(h, "id", "recent");
	html_flag(h, "hidden");
	html_leaf(h, "h2", "", str_from_c(SAY("Tìm gần đây", "Searched lately")));
	html_open(h, "ul");
	html_close(h);
	html_open(h, "p");
	html_set(h, "class", "rest");
	html_say(h, SAY("Chỉ trình duyệt này nhớ. ", "Kept by this browser alone. "));
	html_open(h, "button");
	html_set(h, "type", "button");
	html_set(h, "class", "plain");
	html_say(h, SAY("Quên hết", "Forget all"));
	html_close(h);
	html_close(h);
	html_close(h);
}

void view_home(struct view *v)
{
	struct html *h = &v->html;
	const json_t *answer = v->page->answers[PART_MAIN];
	html_open(h, "div");
	html_set(h, "class", "home");
	html_leaf(h, "h1", "", str_from_c(SAY("Tìm trong kho báo", "Search the archive")));
	html_open(h, "p");
	html_set(h, "class", "count");
	html_set(h, "id", "count");
	uint64_t articles = member_count(answer, "articles");
	html_open(h, "strong");
	html_count(h, articles);
	html_close(h);
	html_say(h, SAY(" bài", articles == 1 ? " article" : " articles"));
	struct str created = member_text(json_object_get(answer, "status"), "created");
	if (created.len > 0) {
		html_say(h, SAY(", cập nhật ", ", brought up to date "));
		view_moment(v, created);
	}
	html_close(h);
	put_recent(h);
	put_examples(v);
	html_close(h);
}

/* ---- What failed ---- */

void view_failure(struct view *v, struct str message)
{
	struct html *h = &v->html;
	html_open(h, "div");
	html_set(h, "class", "failure");
	html_leaf(h, "h1", "", str_from_c(SAY("Không được", "That did not work")));
	html_leaf(h, "p", "", message);
	html_close(h);
}
