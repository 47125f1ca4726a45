/* tracuu-index: builds and looks after the search index of an archive. */
#include "base/lang.h"
#include "indexer/command.h"
#include "indexer/stop.h"

#include <stdio.h>
#include <string.h>
#include <sys/resource.h>

enum { ANY_NUMBER = 100000, MANY_FILES = 65536 };

const struct command commands[] = {
	{"update", cmd_update, WITH_RUN | WITH_QUIET, ANY_NUMBER, "[SOURCE...]",
		"làm cho kho khớp với các nguồn; lần đầu thì lập kho",
		"make the archive match its sources; the first run builds it"},
	{"rebuild", cmd_rebuild, WITH_RUN | WITH_QUIET, ANY_NUMBER, "[SOURCE...]",
		"đọc và lập lại tất cả từ đầu", "read and index everything anew"},
	{"status", cmd_status, 0, 0, "", "cho biết kho có gì", "say what the archive holds"},
	{"verify", cmd_verify, WITH_QUIET, 0, "", "kiểm tra từng tệp và chạy thử truy vấn",
		"check every file and try some queries"},
	{"rollback", cmd_rollback, 0, 1, "[GENERATION]", "trở về bản trước",
		"go back to an earlier generation"},
	{"generations", cmd_generations, 0, 0, "", "liệt kê các bản đang có",
		"list the generations that are there"},
};

const unsigned command_count = sizeof commands / sizeof *commands;

static const struct command *find(const char *name)
{
	for (unsigned i = 0; i < command_count; i++) {
		if (strcmp(commands[i].name, name) == 0)
			return &commands[i];
	}
	return NULL;
}

int command_fail(const struct error *err)
{
	fprintf(stderr, "tracuu-index: %s\n", err->message);
	switch (err->code) {
	case ERROR_USAGE:
		return EXIT_USAGE;
	case ERROR_LOCKED:
		return EXIT_LOCKED;
	default:
		return EXIT_FAILED;
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

int main(int argc, char **argv)
{
	lang_init();
	stop_install();
	allow_many_files();
	if (argc < 2) {
		options_help();
		return EXIT_USAGE;
	}
	const char *name = argv[1];
	if (strcmp(name, "--help") == 0 || strcmp(name, "-h") == 0 || strcmp(name, "help") == 0) {
		options_help();
		return EXIT_DONE;
	}
	if (strcmp(name, "--version") == 0 || strcmp(name, "-V") == 0) {
		options_version();
		return EXIT_DONE;
	}
	const struct command *command = find(name);
	if (!command) {
		fprintf(stderr,
			SAY("tracuu-index: không có lệnh %s; xem: tracuu-index --help\n",
				"tracuu-index: there is no command %s; see: tracuu-index --help\n"),
			name);
		return EXIT_USAGE;
	}
	struct options options;
	options_read(command, argc - 1, argv + 1, &options);
	int status = command->run(&options);
	options_free(&options);
	if (fflush(stdout) != 0 && status == EXIT_DONE)
		status = EXIT_FAILED;
	return status;
}
