#include "query/options/help.h"

#include "base/lang.h"
#include "query/options/options_table.h"
#include "query/terminal/terminal.h"
#include "sandbox/confine.h"
#include "text/syllable/spelling.h"

enum {
	HELP_WIDTH = 79,
	HELP_COLUMN = 26, /* where the description of an option begins */
	HELP_NARROW = 60, /* narrower than this, descriptions have lines of their own … */
	HELP_INDENT = 8   /* … from here */
};

/* A description behind WIDTH columns that OUT has of its line, from COLUMN on; in lines of its own
   where there is no room. */
static void describe(struct buf *out, size_t width, size_t column, const char *text, size_t columns)
{
	column = columns < HELP_NARROW ? HELP_INDENT : column;
	if (width + 1 >= column) {
		buf_push(out, '\n');
		width = 0;
	}
	for (; width < column; width++)
		buf_push(out, ' ');
	struct wrap wrap = {.width = columns, .indent = column, .column = column};
	terminal_wrap(out, str_from_c(text), &wrap);
	buf_push(out, '\n');
}

static void append_option(struct buf *out, const struct option_row *row, size_t columns)
{
	size_t language = lang_is_vietnamese() ? 0 : 1;
	char letter = option_letter(row->key);
	struct buf head = BUF_INIT;
	if (letter)
		buf_printf(&head, "  -%c, --%s", letter, row->name);
	else
		buf_printf(&head, "      --%s", row->name);
	if (row->arg[language])
		buf_printf(&head, option_may_lack(row->key) ? "[=%s]" : "=%s", row->arg[language]);
	buf_append(out, buf_str(&head));
	describe(out, terminal_width_of(buf_str(&head)), HELP_COLUMN, row->doc[language], columns);
	buf_free(&head);
}

/* "  what is typed      what it does", or a paragraph. */
static void append_line(struct buf *out, struct str line, size_t columns)
{
	size_t begin = 0;
	while (str_at(line, begin) == ' ')
		begin++;
	size_t gap = begin > 0 ? str_find(line, STR("  "), begin) : line.len;
	size_t text = gap;
	while (str_at(line, text) == ' ')
		text++;
	struct str head = str_slice(line, 0, gap);
	struct buf rest = BUF_INIT;
	if (begin == 0) {
		struct wrap wrap = {.width = columns};
		terminal_wrap(out, line, &wrap);
		buf_push(out, '\n');
		return;
	}
	buf_append(out, head);
	if (text < line.len && buf_append(&rest, str_slice(line, text, line.len)))
		describe(out, terminal_width_of(head), terminal_width_of(str_slice(line, 0, text)),
			rest.ptr, columns);
	else
		buf_push(out, '\n');
	buf_free(&rest);
}

static void append_lines(struct buf *out, const char *text, size_t columns)
{
	struct str rest = str_from_c(text), line;
	while (str_split(&rest, '\n', &line) && rest.ptr)
		append_line(out, line, columns);
}

/* NAME as topics are named: without marks, written together. */
static void simplify(const char *name, struct buf *out)
{
	struct str rest = str_from_c(name), word;
	struct spelling spelling;
	while (str_split(&rest, ' ', &word)) {
		spelling_of(word, &spelling);
		buf_append(out, str_make(spelling.folded, spelling.folded_len));
	}
}

static const struct help_topic *topic_of(const char *name)
{
	struct buf wanted = BUF_INIT;
	const struct help_topic *found = NULL;
	simplify(name, &wanted);
	for (size_t i = 0; i < help_topic_count && !found; i++) {
		struct str names = str_from_c(help_topics[i].names), one;
		while (!found && str_split(&names, ' ', &one))
			found = str_eq(one, buf_str(&wanted)) ? &help_topics[i] : NULL;
	}
	buf_free(&wanted);
	return found;
}

/* "options, query, …", each by its first name. */
static void append_topics(struct buf *out)
{
	for (size_t i = 0; i < help_topic_count; i++) {
		struct str names = str_from_c(help_topics[i].names), first;
		str_split(&names, ' ', &first);
		buf_append_c(out, i > 0 ? ", " : "");
		buf_append(out, first);
	}
}

static bool refuse(const char *topic, struct error *err)
{
	struct buf names = BUF_INIT;
	append_topics(&names);
	error_set(err, ERROR_USAGE,
		SAY("--help: không có mục “%s”; các mục: %s",
			"--help: there is no topic “%s”; there are: %s"),
		topic, buf_str(&names).ptr);
	buf_free(&names);
	return false;
}

static bool append_screen(struct buf *out)
{
	buf_append_c(out,
		SAY("Cách dùng: tracuu [TÙY CHỌN...] [--] TỪ...\n"
		    "Tìm trong kho thông cáo báo chí tiếng Việt.\n\n"
		    "  tracuu lũ lụt miền trung       bài có đủ các từ\n"
		    "  tracuu lu lut mien trung       gõ không dấu cũng được\n"
		    "  tracuu '\"tổ quốc\" -bão'        đúng cụm từ, không có từ “bão”\n"
		    "  tracuu lũ tác giả:Hưng năm:2018\n"
		    "  tracuu -                       đọc câu tìm kiếm từ đầu vào chuẩn\n"
		    "  tracuu -i                      tìm ngay khi gõ; F1: các phím\n\n"
		    "  -n, --limit=N          số kết quả (mặc định 10); -o N: bỏ qua N kết quả "
		    "đầu\n"
		    "  -s, --sort=CÁCH        relevance (liên quan), newest (mới), oldest (cũ "
		    "trước)\n"
		    "      --from, --to=NGÀY  từ ngày, đến hết ngày: 27/3/2018, 3/2018, 2018\n"
		    "  -f, --format=DẠNG      text, json, ids, jsonl, csv, tsv, ninjs\n"
		    "  -c, --count            chỉ đếm; --facet, --timeline: theo giá trị, theo "
		    "tháng\n"
		    "      --show=3           toàn văn kết quả số 3; --open=3, --cite=3, "
		    "--similar=3\n"
		    "  -a, --archive=THƯ-MỤC  kho cần tìm; -p TÊN: kho và tùy chọn theo tệp cấu "
		    "hình\n\n",
			"Usage: tracuu [OPTION...] [--] WORDS...\n"
			"Search an archive of Vietnamese press releases.\n\n"
			"  tracuu lũ lụt miền trung       articles with all these words\n"
			"  tracuu lu lut mien trung       marks may be left out\n"
			"  tracuu '\"tổ quốc\" -bão'        this phrase, and not the word “bão”\n"
			"  tracuu lũ author:Hưng năm:2018\n"
			"  tracuu -                       read the query from standard input\n"
			"  tracuu -i                      search as you type; F1: the keys\n\n"
			"  -n, --limit=N          results (default 10); -o N: leave out the first "
			"N\n"
			"  -s, --sort=HOW         relevance, newest, oldest\n"
			"      --from, --to=DATE  from that day, to its end: 2018-03-27, 2018-03, "
			"2018\n"
			"  -f, --format=FORMAT    text, json, ids, jsonl, csv, tsv, ninjs\n"
			"  -c, --count            just count; --facet, --timeline: by value, by "
			"month\n"
			"      --show=3           all of hit 3; --open=3, --cite=3, --similar=3\n"
			"  -a, --archive=DIR      archive to search; -p NAME: as the configuration "
			"says\n\n"));
	buf_append_c(out, SAY("Chi tiết, --help=MỤC: ", "More, --help=TOPIC: "));
	append_topics(out);
	return buf_append_c(out,
		SAY(".\nMã thoát: 0 có kết quả; 1 không có; 2 sai cú pháp lệnh, hoặc không đọc "
		    "được câu "
		    "tìm kiếm; 3 gặp lỗi (không mở được kho...). Xem thêm: man tracuu.\n",
			".\nExit status: 0 something was found; 1 nothing was; 2 usage, or a query "
			"that "
			"can't be read; 3 failure (the archive can't be opened …). See man "
			"tracuu.\n"));
}

bool help_append(struct buf *out, const char *name, size_t columns, struct error *err)
{
	const struct help_topic *topic = name ? topic_of(name) : NULL;
	struct buf screen = BUF_INIT;
	if (name && !topic)
		return refuse(name, err);
	columns = columns < HELP_WIDTH ? columns : HELP_WIDTH;
	if (!topic && append_screen(&screen))
		append_lines(out, screen.ptr, columns);
	else if (topic && topic->text[0])
		append_lines(out, SAY(topic->text[0], topic->text[1]), columns);
	for (size_t i = 0; topic && !topic->text[0] && i < option_count; i++)
		append_option(out, &option_table[i], columns);
	out->failed |= screen.failed;
	buf_free(&screen);
	return !out->failed || error_set_memory(err);
}

void help_append_version(struct buf *out, const char *version)
{
	unsigned confined = confine(CONFINE_QUERY);
	buf_printf(out, "tracuu %s\n", version);
	buf_printf(out, "%s: %s%s%s\n", SAY("Bị giới hạn bởi", "Confined by"),
		confined & CONFINED_CALLS ? "seccomp" : "",
		confined == (CONFINED_CALLS | CONFINED_FILES) ? ", " : "",
		confined & CONFINED_FILES ? "Landlock"
		: confined                ? ""
					  : SAY("không gì cả", "nothing"));
}
