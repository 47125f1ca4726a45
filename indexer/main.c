/* tracuu-index: builds and looks after the search index of an archive. */
#include "article/worker/process.h"
#include "base/fatal.h"
#include "base/lang.h"
#include "base/mapping.h"
#include "indexer/command.h"
#include "indexer/commands.h"
#include "indexer/configured/configured.h"
#include "indexer/options.h"
#include "indexer/work/help.h"
#include "indexer/work/stop.h"
#include "printing/print.h"

#include <stdio.h>
#include <string.h>
#include <sys/resource.h>

enum { ANY_NUMBER = 100000, MANY_FILES = 65536 };

static const struct command commands[] = {
	{"update", cmd_update, WITH_RUN | WITH_QUIET, ANY_NUMBER, "[SOURCE...]",
		"cập nhật kho theo các nguồn; lần đầu thì lập kho",
		"make the archive match its sources; the first run builds it"},
	{"rebuild", cmd_rebuild, WITH_RUN | WITH_QUIET | WITH_STORED, ANY_NUMBER, "[SOURCE...]",
		"đọc và lập lại chỉ mục từ đầu", "read and index everything anew"},
	{"status", cmd_status, WITH_JSON | WITH_METRICS, 0, "", "cho biết kho có những gì",
		"say what the archive holds"},
	{"report", cmd_report, WITH_CSV, 0, "", "in báo cáo của lần chạy cuối",
		"print the report of the last run"},
	{"why", cmd_why, 0, 1, "FILE", "tệp này có được đọc không, vì sao, thành bài nào",
		"was this file read, why not, which articles is it"},
	{"read", cmd_read, WITH_READING | WITH_JSON, 1, "FILE",
		"đọc thử một tệp: bài nào, trường nào, đọc ở đâu",
		"try to read a file: which articles, which fields, read where"},
	{"verify", cmd_verify, WITH_QUIET, 1, "[GENERATION]",
		"kiểm tra từng tệp và tìm thử vài câu", "check every file and try some queries"},
	{"repair", cmd_repair, WITH_REPAIR | WITH_QUIET, 0, "",
		"sửa chỗ verify thấy hỏng, từ phiên bản khác, nguồn, bản sao",
		"mend what verify finds damaged, from sources or a copy"},
	{"rollback", cmd_rollback, WITH_HOLD, 1, "[GENERATION]", "trở về phiên bản chỉ mục trước",
		"go back to an earlier generation"},
	{"resume", cmd_resume, 0, 0, "", "thôi giữ kho: update lại cập nhật như thường",
		"end rollback --hold: update changes the archive again"},
	{"purge", cmd_purge, WITH_QUIET, ANY_NUMBER, "ID...", "gỡ hẳn bài khỏi mọi tệp của kho",
		"take articles out of every file of the archive"},
	{"pin", cmd_pin, 0, 1, "GENERATION",
		"ghim một phiên bản: giữ nó lại dù có bao nhiêu phiên bản mới",
		"keep a generation, however many come after it"},
	{"unpin", cmd_unpin, 0, 1, "GENERATION", "bỏ ghim", "keep it no more"},
	{"duplicates", cmd_duplicates, WITH_JSON, 0, "",
		"liệt kê các nhóm bài giống hệt hoặc gần giống nhau",
		"list the groups of articles that are the same or nearly so"},
	{"export-archive", cmd_export, WITH_QUIET, 1, "FOLDER",
		"chép trọn phiên bản đang dùng sang thư mục khác",
		"copy what is published to another folder, as a whole"},
	{"mirror", cmd_mirror, WITH_QUIET, 1, "FOLDER",
		"chép những gì máy tìm cần, khi máy khác giữ các phân mảnh",
		"copy what a machine needs that searches others' shards"},
	{"generations", cmd_generations, 0, 0, "", "liệt kê các phiên bản chỉ mục đang có",
		"list the generations that are there"},
};

static const unsigned command_count = sizeof commands / sizeof *commands;

static const struct command *find(const char *name)
{
	for (unsigned i = 0; i < command_count; i++) {
		if (strcmp(commands[i].name, name) == 0)
			return &commands[i];
	}
	return NULL;
}

static void help(void)
{
	print_out("%s tracuu-index %s\n%s\n\n", SAY("Cách dùng:", "Usage:"),
		SAY("LỆNH [TÙY CHỌN...] [THAM SỐ...]", "COMMAND [OPTION...] [ARGUMENT...]"),
		SAY("Lập và quản lý chỉ mục của một kho thông cáo báo chí.",
			"Builds and looks after the search index of an archive of press "
			"releases."));
	for (unsigned i = 0; i < command_count; i++)
		help_print_command(
			commands[i].name, SAY(commands[i].summary_vi, commands[i].summary_en));
	print_out("\n%s\n", SAY("Mỗi lệnh có hướng dẫn riêng: tracuu-index LỆNH --help",
				    "Every command has its own help: tracuu-index COMMAND --help"));
	help_print_paragraph(SAY(
		"Mã thoát: 0 xong; 1 có mục bị bỏ qua (xem report); 2 sai cú pháp; 3 gặp lỗi, "
		"phiên bản đang dùng còn nguyên; 4 kho bị khóa; 5 kho được giữ (resume).",
		"Exit status: 0 done; 1 something was skipped (see report); 2 usage; 3 failed, "
		"what was published is untouched; 4 locked; 5 held (rollback --hold)."));
}

/* What holds from the first message on: the last --lang of ARGV, which may stand before the
   command, and is taken away there. */
static void read_language(int *argc, char **argv)
{
	for (int i = 1; argv[i] && strcmp(argv[i], "--") != 0; i++) {
		const char *name = strncmp(argv[i], "--lang=", 7) == 0 ? argv[i] + 7 : NULL;
		bool apart = strcmp(argv[i], "--lang") == 0 && argv[i + 1];
		name = apart ? argv[i + 1] : name;
		if (!name || !lang_choose(name) || i > 1)
			continue;
		int taken = apart ? 2 : 1;
		memmove(&argv[1], &argv[1 + taken], (size_t)(*argc - taken) * sizeof *argv);
		*argc -= taken;
		i--;
	}
}

/* Compacting holds four files of every batch open, for each worker. */
static void allow_many_files(void)
{
	struct rlimit limit;
	if (getrlimit(RLIMIT_NOFILE, &limit) != 0 || limit.rlim_cur >= MANY_FILES)
		return;
	limit.rlim_cur = limit.rlim_max < MANY_FILES ? limit.rlim_max : MANY_FILES;
	setrlimit(RLIMIT_NOFILE, &limit);
}

/* Runs COMMAND with the command line ARGV, and what a file of settings says before it. */
static int run(const struct command *command, int argc, char **argv)
{
	struct configured c = {.arguments = NULL};
	struct options options;
	struct error err;
	const char *file = configured_file(argc, argv);
	if (file && !configured_read(&c, file, command->with & WITH_RUN, argc, argv, &err)) {
		configured_free(&c);
		err.code = err.code == ERROR_INPUT ? ERROR_USAGE : err.code;
		return command_fail(&err);
	}
	options_read(command, file ? c.count : argc, file ? c.arguments : argv, &options);
	int status = command->run(&options);
	options_free(&options);
	configured_free(&c);
	return status;
}

int main(int argc, char **argv)
{
	lang_init();
	read_language(&argc, argv);
	fatal_install("tracuu-index", EXIT_FAILED);
	mapping_survive();
	stop_install();
	allow_many_files();
	if (argc < 2) {
		help();
		return EXIT_USAGE;
	}
	const char *name = argv[1];
	if (strcmp(name, "--help") == 0 || strcmp(name, "-h") == 0 || strcmp(name, "help") == 0) {
		help();
		return EXIT_DONE;
	}
	if (strcmp(name, "--version") == 0 || strcmp(name, "-V") == 0) {
		options_version();
		return EXIT_DONE;
	}
	const struct command *command = find(name);
	if (!command) {
		print_err(
			SAY("tracuu-index: không có lệnh “%s”; xem: tracuu-index --help\n",
				"tracuu-index: there is no command %s; see: tracuu-index --help\n"),
			name);
		return EXIT_USAGE;
	}
	int status = run(command, argc - 1, argv + 1);
	process_end_idle();
	if (!print_flush() && status == EXIT_DONE)
		status = EXIT_FAILED;
	return status;
}
