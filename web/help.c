#include "web/help.h"

#include "base/lang.h"
#include "printing/print.h"

static const struct {
	const char *option, *vi, *en;
} rows[] = {
	{"--listen ADDRESS:PORT",
		"nghe ở đây (mặc định 127.0.0.1:7780: chỉ máy này; cổng 0: cổng trống)",
		"listen there (default 127.0.0.1:7780: this machine alone; port 0: a free one)"},
	{"--socket PATH",
		"hỏi “tracuu --serve --socket PATH” đang chạy, không khởi động máy chủ nào",
		"ask the “tracuu --serve --socket PATH” that runs, start none"},
	{"--url URL", "địa chỉ mà người đọc dùng, khi có máy chủ web khác đứng trước",
		"the address that readers use, where another web server stands in front"},
	{"--forwarded", "máy chủ đứng trước cho biết người hỏi bằng X-Forwarded-For",
		"the server in front tells by X-Forwarded-For who asks"},
	{"--rate N", "mỗi người hỏi nhiều nhất N câu mỗi giây (mặc định 50; 0: không hạn)",
		"at most N requests a second of one visitor (default 50; 0: any number)"},
	{"--at-once N", "mỗi người hỏi nhiều nhất N câu một lúc (mặc định 16; 0: không hạn)",
		"at most N requests at once of one visitor (default 16; 0: any number)"},
	{"--lang vi|en", "ngôn ngữ của thông báo cho người chạy chương trình",
		"language of messages to who runs it"},
	{"--help", "hiện trợ giúp này", "show this help"},
	{"--version", "hiện phiên bản", "show the version"},
};

void web_help(void)
{
	print_out("%s tracuu-web [OPTION...] [-- TRACUU-OPTION...]\n%s\n\n",
		SAY("Cách dùng:", "Usage:"),
		SAY("Trả lời tìm kiếm qua HTTP; các tùy chọn sau “--” là của “tracuu --serve” mà "
		    "nó "
		    "khởi động, như --archive.",
			"Answers searches by HTTP; options behind “--” are for the “tracuu "
			"--serve” "
			"that it starts, such as --archive."));
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		print_out("  %-22s %s\n", rows[i].option, SAY(rows[i].vi, rows[i].en));
}
