#include "query/interactive/keys.h"

#include "base/lang.h"
#include "printing/print.h"
#include "query/interactive/screen.h"
#include "query/terminal/print_lines.h"

enum {
	LINE = 1 << FOCUS_LINE,
	LIST = 1 << FOCUS_LIST,
	READER = 1 << FOCUS_READER,
	OFFERS = 1 << FOCUS_OFFERS,
	FILTERS = 1 << FOCUS_FILTERS,
	DATE = 1 << FOCUS_DATE,
	CITE = 1 << FOCUS_CITE,
	HELP = 1 << FOCUS_HELP,
	LINES = LINE | DATE,
	LISTS = LIST | FILTERS,
	PAGES = READER | HELP,
	ALL = LINE | LIST | READER | OFFERS | FILTERS | DATE | CITE | HELP,
	KEYS_MAX = 5
};

#define CONTROL(letter) ((letter)&0x1F)
enum { ESCAPE = 0x1B, ENTER = '\r', TAB = '\t' };

struct row {
	unsigned where;
	enum act act;
	int keys[KEYS_MAX]; /* up to the first 0 */
	const char *shown;  /* NULL: it is told with another one */
	const char *does[2];
};

/* clang-format off */
static const struct row rows[] = {
	/* The line. */
	{LINE, ACT_TAKE, {ENTER, '\n'}, "Enter", {"xuống danh sách bài", "go to the list of hits"}},
	{LINE, ACT_OFFERS, {TAB}, "Tab", {"gợi ý viết tiếp: từ, tên, tiêu đề; giá trị sau nguồn: nơi: tác giả:", "ways to go on: words, names, headlines; values behind source: place: author:"}},
	{LINE, ACT_OLDER, {SCREEN_UP, CONTROL('p')}, "↑, Ctrl-P", {"câu tìm kiếm trước", "the query before"}},
	{LINE, ACT_NEWER, {SCREEN_DOWN, CONTROL('n')}, "↓, Ctrl-N", {"câu sau; hết thì xuống danh sách", "the query after; past the last the list"}},
	{LINES, ACT_LEFT, {SCREEN_LEFT, CONTROL('b')}, "←, →", {"từng chữ; cùng Ctrl: từng từ", "by letters; with Ctrl: by words"}},
	{LINES, ACT_RIGHT, {SCREEN_RIGHT, CONTROL('f')}, NULL, {NULL, NULL}},
	{LINES, ACT_WORD_LEFT, {SCREEN_WORD_LEFT}, NULL, {NULL, NULL}},
	{LINES, ACT_WORD_RIGHT, {SCREEN_WORD_RIGHT}, NULL, {NULL, NULL}},
	{LINES, ACT_HOME, {SCREEN_HOME, CONTROL('a')}, "Home, Ctrl-A", {"về đầu dòng", "to the beginning"}},
	{LINES, ACT_END, {SCREEN_END, CONTROL('e')}, "End, Ctrl-E", {"về cuối dòng", "to the end"}},
	{LINES, ACT_ERASE, {SCREEN_BACKSPACE}, "Backspace, Delete", {"xóa một chữ", "remove a letter"}},
	{LINES, ACT_DELETE, {SCREEN_DELETE}, NULL, {NULL, NULL}},
	{LINES, ACT_ERASE_WORD, {CONTROL('w')}, "Ctrl-W", {"xóa từ phía trước", "remove the word before"}},
	{LINES, ACT_ERASE_ALL, {CONTROL('u')}, "Ctrl-U", {"xóa đến đầu dòng", "remove all before"}},
	{LINES, ACT_ERASE_REST, {CONTROL('k')}, "Ctrl-K", {"xóa đến cuối dòng", "remove all behind"}},
	/* The list. */
	{LISTS, ACT_UP, {SCREEN_UP, 'k', 'p', CONTROL('p')}, "↑, ↓, p, n", {"bài trước, bài sau", "the hit before, the one after"}},
	{LISTS, ACT_DOWN, {SCREEN_DOWN, 'j', 'n', CONTROL('n')}, NULL, {NULL, NULL}},
	{LISTS, ACT_PAGE_UP, {SCREEN_PAGE_UP, 'b'}, "PgUp, PgDn, Space", {"từng màn hình", "by screens"}},
	{LISTS, ACT_PAGE_DOWN, {SCREEN_PAGE_DOWN, ' '}, NULL, {NULL, NULL}},
	{LISTS, ACT_FIRST, {SCREEN_HOME, 'g'}, "Home, g", {"bài đầu", "the first"}},
	{LISTS, ACT_LAST, {SCREEN_END, 'G'}, "End, G", {"bài cuối đã tải", "the last that was fetched"}},
	{LIST, ACT_TAKE, {ENTER, '\n', SCREEN_RIGHT}, "Enter, →", {"đọc bài", "read it"}},
	{LIST, ACT_LINE, {ESCAPE, '/', 'i', SCREEN_BACK_TAB, TAB}, "Esc, /", {"về dòng tìm kiếm", "back to the line"}},
	{LIST | LINE, ACT_FILTERS, {SCREEN_F2}, "F2, f", {"lọc theo nguồn, nơi, tác giả, năm…; bỏ lọc", "filter by source, place, author, year …; remove filters"}},
	{LIST, ACT_FILTERS, {'f'}, NULL, {NULL, NULL}},
	{LIST | LINE, ACT_SORT, {SCREEN_F3}, "F3, s", {"xếp theo: liên quan, mới nhất, cũ nhất", "order: relevance, newest, oldest"}},
	{LIST, ACT_SORT, {'s'}, NULL, {NULL, NULL}},
	{LIST | LINE, ACT_DATE, {SCREEN_F4}, "F4, d", {"lọc theo ngày", "filter by date"}},
	{LIST, ACT_DATE, {'d'}, NULL, {NULL, NULL}},
	{LIST, ACT_UNDO_FILTER, {'x'}, "x", {"bỏ bộ lọc vừa thêm", "remove the last filter"}},
	{LIST, ACT_UNFOLD, {'u'}, "u", {"hiện từng bài, hay gộp bài gần giống nhau", "show each, or fold what is nearly the same"}},
	{LIST | LINE, ACT_SUGGESTION, {CONTROL('y')}, "Ctrl-Y, y", {"tìm theo câu được gợi ý", "ask what is suggested"}},
	{LIST, ACT_SUGGESTION, {'y'}, NULL, {NULL, NULL}},
	/* An article, be it in the list. */
	{READER, ACT_NEXT_MARK, {'n'}, "n, p", {"chỗ đánh dấu sau, trước", "the next mark, the one before"}},
	{READER, ACT_PREVIOUS_MARK, {'p', 'N'}, NULL, {NULL, NULL}},
	{READER, ACT_NEXT_ARTICLE, {SCREEN_RIGHT, ']'}, "→, ←", {"bài sau, bài trước", "the next article, the one before"}},
	{READER, ACT_PREVIOUS_ARTICLE, {SCREEN_LEFT, '['}, NULL, {NULL, NULL}},
	{READER | LIST, ACT_ORIGINAL, {'o'}, "o", {"mở trang web hoặc tệp gốc", "open its page or source file"}},
	{READER | LIST, ACT_CITE, {'c'}, "c", {"dẫn nguồn; in ra khi thoát", "cite it; printed again on leaving"}},
	{READER | LIST, ACT_SIMILAR, {'m'}, "m", {"những bài giống bài này; Esc: trở lại", "articles like this one; Esc: back"}},
	{PAGES, ACT_UP, {SCREEN_UP, 'k'}, "↑, ↓", {"từng dòng", "by lines"}},
	{PAGES, ACT_DOWN, {SCREEN_DOWN, 'j', ENTER, '\n'}, NULL, {NULL, NULL}},
	{PAGES, ACT_PAGE_UP, {SCREEN_PAGE_UP, 'b'}, "b, Space", {"từng màn hình", "by screens"}},
	{PAGES, ACT_PAGE_DOWN, {SCREEN_PAGE_DOWN, ' '}, NULL, {NULL, NULL}},
	{PAGES, ACT_FIRST, {SCREEN_HOME, 'g'}, "g, G", {"về đầu, về cuối", "to the beginning, to the end"}},
	{PAGES, ACT_LAST, {SCREEN_END, 'G'}, NULL, {NULL, NULL}},
	{READER, ACT_BACK, {'q', ESCAPE}, "q, Esc", {"về danh sách", "back to the list"}},
	/* Things to choose from. */
	{OFFERS, ACT_DOWN, {TAB, SCREEN_DOWN, CONTROL('n')}, "Tab, ↑, ↓", {"gợi ý khác", "another one"}},
	{OFFERS, ACT_UP, {SCREEN_BACK_TAB, SCREEN_UP, CONTROL('p')}, NULL, {NULL, NULL}},
	{OFFERS, ACT_TAKE, {ENTER, '\n', SCREEN_RIGHT}, "Enter", {"chọn", "take it"}},
	{OFFERS, ACT_BACK, {ESCAPE}, NULL, {NULL, NULL}},
	{FILTERS, ACT_NEXT_SECTION, {TAB, SCREEN_RIGHT}, "Tab, ←, →", {"trường khác", "another field"}},
	{FILTERS, ACT_PREVIOUS_SECTION, {SCREEN_BACK_TAB, SCREEN_LEFT}, NULL, {NULL, NULL}},
	{FILTERS, ACT_TAKE, {ENTER, '\n'}, NULL, {NULL, NULL}},
	{FILTERS, ACT_BACK, {ESCAPE, 'q', 'f', SCREEN_F2}, "Esc", {"đóng lại", "close it"}},
	{DATE, ACT_TAKE, {ENTER, '\n'}, NULL, {NULL, NULL}},
	{DATE, ACT_BACK, {ESCAPE}, NULL, {NULL, NULL}},
	{HELP, ACT_BACK, {'q', ESCAPE, '?', SCREEN_F1}, NULL, {NULL, NULL}},
	/* Everywhere. */
	{ALL & ~HELP, ACT_HELP, {SCREEN_F1}, "F1, ?", {"trợ giúp này", "this help"}},
	{LIST | READER | FILTERS, ACT_HELP, {'?'}, NULL, {NULL, NULL}},
	{LIST, ACT_LEAVE, {'q'}, NULL, {NULL, NULL}},
	{LINES, ACT_LEAVE_OR_DELETE, {CONTROL('d')}, NULL, {NULL, NULL}},
	{ALL, ACT_LEAVE, {CONTROL('c'), CONTROL('d')}, "Ctrl-C, Ctrl-D", {"thoát; trong danh sách: q", "leave; in the list: q"}},
	{ALL, ACT_STOP, {CONTROL('z')}, "Ctrl-Z", {"tạm dừng, về shell", "stop, back to the shell"}},
};
/* clang-format on */

enum { ROWS = sizeof rows / sizeof *rows };

enum act keys_act(enum focus focus, int key)
{
	for (size_t i = 0; i < ROWS; i++) {
		if (!(rows[i].where & 1u << focus))
			continue;
		for (size_t k = 0; k < KEYS_MAX && rows[i].keys[k]; k++) {
			if (rows[i].keys[k] == key)
				return rows[i].act;
		}
	}
	return ACT_NONE;
}

static void append_row(struct buf *out, const struct row *row, size_t columns)
{
	enum { COLUMN = 21, NARROW = 60, INDENT = 6 };
	const struct text_look look = {.columns = columns, .color = true};
	size_t column = 2 + terminal_width_of(str_from_c(row->shown));
	struct wrap wrap = lines_wrap(&look, &lines_plain, columns < NARROW ? INDENT : COLUMN);
	buf_printf(out, "  " PRINT_BOLD "%s" PRINT_PLAIN, row->shown);
	if (columns < NARROW) {
		buf_push(out, '\n');
		column = 0;
	}
	lines_indent(out, wrap.indent > column ? wrap.indent - column : 1);
	terminal_wrap(out, str_from_c(SAY(row->does[0], row->does[1])), &wrap);
	buf_push(out, '\n');
}

void keys_append_help(struct buf *out, size_t columns)
{
	static const struct {
		const char *title[2];
		enum act first; /* of a row that is shown: the section begins with it */
		unsigned where;
	} sections[] = {
		{{"Dòng tìm kiếm", "The line"}, ACT_TAKE, LINE},
		{{"Danh sách bài", "The list of hits"}, ACT_UP, LISTS},
		{{"Đọc một bài", "Reading an article"}, ACT_NEXT_MARK, READER},
		{{"Chọn gợi ý, chọn bộ lọc", "Choosing"}, ACT_DOWN, OFFERS},
		{{"Ở đâu cũng được", "Everywhere"}, ACT_HELP, ALL & ~HELP},
	};
	size_t section = 0;
	for (size_t i = 0; i < ROWS; i++) {
		if (section < sizeof sections / sizeof *sections &&
			rows[i].act == sections[section].first &&
			rows[i].where == sections[section].where) {
			buf_printf(out, "%s" PRINT_GREEN "%s" PRINT_PLAIN "\n",
				section > 0 ? "\n" : "",
				SAY(sections[section].title[0], sections[section].title[1]));
			section++;
		}
		if (rows[i].shown)
			append_row(out, &rows[i], columns);
	}
}
