#include "query/options.h"

#include "base/lang.h"
#include "query/options_table.h"
#include "query/terminal.h"

enum {
	HELP_WIDTH = 80,
	HELP_COLUMN = 24 /* where the description of an option begins */
};

static void append_option(struct buf *out, const struct option_row *row)
{
	size_t language = lang_is_vietnamese() ? 0 : 1;
	struct buf head = BUF_INIT;
	buf_printf(&head, "  --%s", row->name);
	if (row->arg[language])
		buf_printf(&head, "=%s", row->arg[language]);
	size_t width = terminal_width_of(buf_str(&head));
	buf_append(out, buf_str(&head));
	if (width + 1 >= HELP_COLUMN) {
		buf_push(out, '\n');
		width = 0;
	}
	for (; width < HELP_COLUMN; width++)
		buf_push(out, ' ');
	struct wrap wrap = {.width = HELP_WIDTH, .indent = HELP_COLUMN, .column = HELP_COLUMN};
	terminal_wrap(out, str_from_c(row->doc[language]), &wrap);
	buf_push(out, '\n');
	buf_free(&head);
}

bool options_help(struct buf *out)
{
	buf_append_c(out,
		SAY("Cách dùng: tracuu [TÙY CHỌN...] [--] TỪ...\n"
		    "Tìm trong kho thông cáo báo chí tiếng Việt.\n\n"
		    "  tracuu hà nội lũ lụt          bài có đủ các từ\n"
		    "  tracuu ha noi lu lut          gõ không dấu cũng được\n"
		    "  tracuu '\"tổ quốc\" -bão'       đúng cụm từ, không có từ “bão”\n"
		    "  tracuu --from 3/2018 biên phòng\n"
		    "  tracuu -                      đọc câu truy vấn từ đầu vào chuẩn\n\n"
		    "Tùy chọn:\n",
			"Usage: tracuu [OPTION...] [--] WORDS...\n"
			"Search an archive of Vietnamese press releases.\n\n"
			"  tracuu hà nội lũ lụt          articles with all these words\n"
			"  tracuu ha noi lu lut          marks may be left out\n"
			"  tracuu '\"tổ quốc\" -bão'       this phrase, and not the word “bão”\n"
			"  tracuu --from 2018-03 biên phòng\n"
			"  tracuu -                      read the query from standard input\n\n"
			"Options:\n"));
	for (size_t i = 0; i < option_count; i++)
		append_option(out, &option_table[i]);
	return buf_append_c(out,
		SAY("\nMã thoát: 0 có kết quả; 1 không có; 2 dùng sai hoặc không đọc được câu truy "
		    "vấn;\n3 hỏng việc (không mở được kho...).\n",
			"\nExit status: 0 something was found; 1 nothing was; 2 usage, or a query "
			"that\ncan't be read; 3 failure (the archive can't be opened …).\n"));
}
