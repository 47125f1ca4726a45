#include "base/lang.h"
#include "web/page/view.h"

struct row {
	const char *what, *vi, *en;
};

static const struct row language[] = {
	{"lu lut", "không dấu: đoán dấu; có dấu: đúng dấu ấy",
		"no marks: guessed; typed ones bind"},
	{"\"lũ quét\"", "liền nhau, đúng thứ tự", "in a row"},
	{"lũ HOẶC bão", "một trong hai (OR)", "either (OR)"},
	{"lũ -bão", "không có từ sau dấu trừ", "without the word behind the minus"},
	{"\"hà nội\" GẦN/5 mưa", "cách nhau nhiều nhất 5 từ (NEAR/5)",
		"at most five words apart (NEAR/5)"},
	{"tham*", "mọi từ bắt đầu như thế", "every word that begins so"},
	{"tiêu đề:lũ", "trong tiêu đề; sapo:, chú thích:", "in the title; lead:, caption:"},
	{"nguồn:VOV",
		"của một nguồn; tác giả:, nơi:, số hiệu:", "of a source; author:, place:, number:"},
	{"năm:2020", "của một năm; ngày:27/3/2018, quý:II/2019", "of a year; date:27/3/2018"},
	{"trong:7 ngày qua", "của bảy ngày vừa qua; trong:tháng trước", "of the last seven days"},
	{"=Mai", "đúng từng chữ, cả hoa thường", "letter for letter"},
};

static const struct row keys[] = {
	{"/", "tới ô tìm kiếm", "to the search box"},
	{"↓ ↑", "trong ô tìm kiếm: chọn gợi ý", "in the box: choose what is suggested"},
	{"j k", "kết quả sau, trước", "next, previous result"},
	{"Enter", "mở kết quả đang chọn", "open the result that is chosen"},
	{"n p", "trong bài: chỗ khớp sau, trước", "in an article: next, previous mark"},
	{"] [", "trong bài: bài sau, trước của kết quả", "in an article: the next, previous one"},
	{"← → Shift", "trên biểu đồ thời gian: đi, chọn một khoảng; Enter: lọc theo khoảng ấy",
		"on the timeline: go, select a range; Enter: keep to it"},
	{"Esc", "đóng gợi ý, thôi chọn", "close suggestions, give up a selection"},
	{"?", "trang này", "this page"},
};

/* Each example of a query is a link to its answer. */
static void put_query(struct view *v, const char *query)
{
	const struct change changes[] = {{CHANGE_SET, "q", str_from_c(query)}};
	link_open(v, STR("/search"), changes, 1);
	html_leaf(&v->html, "kbd", "", str_from_c(query));
	html_close(&v->html);
}

static void put_rows(
	struct view *v, const char *title, const struct row *rows, size_t count, bool queries)
{
	struct html *h = &v->html;
	html_open(h, "section");
	html_leaf(h, "h2", "", str_from_c(title));
	html_open(h, "dl");
	for (size_t i = 0; i < count; i++) {
		html_open(h, "dt");
		if (queries)
			put_query(v, rows[i].what);
		else
			html_leaf(h, "kbd", "", str_from_c(rows[i].what));
		html_close(h);
		html_leaf(h, "dd", "", str_from_c(SAY(rows[i].vi, rows[i].en)));
	}
	html_close(h);
	html_close(h);
}

void view_help(struct view *v)
{
	struct html *h = &v->html;
	html_open(h, "div");
	html_set(h, "class", "help");
	html_leaf(h, "h1", "", str_from_c(SAY("Trợ giúp", "Help")));
	put_rows(v, SAY("Gõ thế nào", "How to ask"), language, sizeof language / sizeof *language,
		true);
	put_rows(v, SAY("Bàn phím", "Keyboard"), keys, sizeof keys / sizeof *keys, false);
	html_close(h);
}
