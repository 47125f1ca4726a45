#include "indexer/options.h"

#include "archive/archive.h"
#include "base/lang.h"
#include "indexer/command.h"
#include "indexer/keeping/keeping.h"
#include "indexer/options_lines.h"
#include "indexer/work/age.h"
#include "indexer/work/help.h"
#include "indexer/work/memory.h"
#include "printing/print.h"

#include <argp.h>
#include <errno.h>
#include <sched.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MOST_JOBS = 256, MAX_REMOVALS = 20 };
enum { BATCH_ARTICLES = 1000, SHARD_ARTICLES = 20000, MOST_SHARD_ARTICLES = 100 * 1000 * 1000 };

struct reading {
	const struct command *command;
	struct options *out;
	const char *refused; /* by argp, which must not print it itself; NULL: nothing */
};

void options_version(void)
{
	print_out("%s\n", "tracuu-index " TRACUU_VERSION);
	print_out("%s\n", SAY("Phần mềm tự do theo GNU GPL phiên bản 3 hoặc mới hơn.",
				  "Free software under the GNU GPL, version 3 or later."));
}

void options_help_command(const struct command *command)
{
	print_out("%s tracuu-index %s %s%s%s\n\n", SAY("Cách dùng:", "Usage:"), command->name,
		SAY("[TÙY CHỌN...]", "[OPTION...]"), *command->arguments ? " " : "",
		help_arguments(command->arguments));
	help_print_paragraph(SAY(command->summary_vi, command->summary_en));
	print_out("\n");
	for (size_t i = 0; i < option_line_count; i++) {
		const struct argp_option *option = &option_lines[i].option;
		if (!option_lines[i].vi ||
			(option_lines[i].with && !(command->with & option_lines[i].with)))
			continue;
		help_print_option(option->key < 256 ? (char)option->key : '\0', option->name,
			option->arg, SAY(option_lines[i].vi, option_lines[i].en));
	}
}

_Noreturn static void fail_usage(const struct command *command, const char *what, const char *which)
{
	print_err("tracuu-index: %s%s%s\n", what, which ? ": " : "", which ? which : "");
	print_err(SAY("Xem: tracuu-index %s --help\n", "See: tracuu-index %s --help\n"),
		command->name);
	exit(EXIT_USAGE);
}

static uint64_t read_number(const struct command *command, const char *text, uint64_t most)
{
	char *end;
	errno = 0;
	unsigned long long n = strtoull(text, &end, 10);
	if (errno != 0 || end == text || *end != '\0' || text[0] == '-' || n < 1 || n > most)
		fail_usage(command, SAY("số không hợp lệ", "not a valid number"), text);
	return n;
}

/* Names the encodings, since nobody knows what we call them. */
_Noreturn static void fail_encoding(const struct command *command, const char *text)
{
	struct buf what = BUF_INIT;
	buf_printf(&what,
		SAY("không có bảng mã “%s”; có: auto", "there is no encoding %s; there are: auto"),
		text);
	for (int i = 0; i < ENCODING_COUNT; i++)
		buf_printf(&what, ", %s", encoding_name((enum encoding)i));
	fail_usage(command, what.failed ? text : buf_str(&what).ptr, NULL);
}

static void read_encoding(const struct reading *r, const char *text)
{
	r->out->run.encoding_told = true;
	r->out->run.encoding = ENCODING_DETECT;
	if (strcmp(text, "auto") != 0 && !encoding_of_name(str_from_c(text), &r->out->run.encoding))
		fail_encoding(r->command, text);
}

static void read_ids(const struct reading *r, const char *text)
{
	r->out->run.ids_told = true;
	r->out->run.ids_by_file = strcmp(text, "file") == 0;
	if (!r->out->run.ids_by_file && strcmp(text, "given") != 0)
		fail_usage(r->command,
			SAY("--ids phải là given hoặc file", "--ids must be given or file"), text);
}

static void read_since(const struct reading *r, const char *text)
{
	if (!age_since(text, &r->out->run.since_ns))
		fail_usage(r->command,
			SAY("--since cần một ngày như 2026-03-14",
				"--since wants a day such as 2026-03-14"),
			text);
}

static char **add(char ***list, size_t *count, char *text)
{
	char **larger = reallocarray(*list, *count + 1, sizeof *larger);
	if (larger) {
		*list = larger;
		larger[(*count)++] = text;
	}
	return larger;
}

static error_t read_argument(struct reading *r, char *text)
{
	struct options *out = r->out;
	if (out->argument_count == r->command->most_arguments)
		fail_usage(r->command, SAY("thừa tham số", "too many arguments"), text);
	return add(&out->arguments, &out->argument_count, text) ? 0 : ENOMEM;
}

/* What a run is told of its sources. */
static error_t read_source_option(const struct reading *r, int key, char *text)
{
	struct update_options *run = &r->out->run;
	switch (key) {
	case KEY_ENCODING:
		read_encoding(r, text);
		return 0;
	case KEY_MAP:
		run->map = text;
		return 0;
	case KEY_LABEL:
		run->label = text;
		return 0;
	case KEY_VISIBILITY:
		run->visibility = text;
		return 0;
	case KEY_IDS:
		read_ids(r, text);
		return 0;
	case KEY_FORGET:
		return add(&r->out->forget, &r->out->forget_count, text) ? 0 : ENOMEM;
	case KEY_TRUST:
		run->trust = true;
		return 0;
	case KEY_FROM:
		run->from = text;
		return 0;
	default:
		return ARGP_ERR_UNKNOWN;
	}
}

/* What the archive is told for later runs, too. */
static error_t read_kept_option(const struct reading *r, int key, char *text)
{
	struct update_options *run = &r->out->run;
	switch (key) {
	case KEY_GROUP:
		run->group = text;
		return 0;
	case KEY_AUDIENCE:
		return add(&r->out->audiences, &run->audience_count, text) ? 0 : ENOMEM;
	case KEY_FORGET_AUDIENCE:
		return add(&r->out->forgotten_audiences, &run->forgotten_audience_count, text)
			       ? 0
			       : ENOMEM;
	case KEY_KEEP:
		run->keep = (uint32_t)read_number(r->command, text, KEEPING_MOST);
		return 0;
	case KEY_HISTORY:
		run->history_told = true;
		if (!age_read(text, &run->history_days))
			fail_usage(r->command, AGE_WANTED, text);
		return 0;
	case KEY_OCR:
	case KEY_NO_OCR:
		run->ocr_told = true;
		run->ocr = key == KEY_OCR;
		return 0;
	case KEY_SERVABLE:
	case KEY_NO_SERVABLE:
		run->servable_told = true;
		run->servable = key == KEY_SERVABLE;
		return 0;
	default:
		return read_source_option(r, key, text);
	}
}

/* How it works, and what it may do. */
static error_t read_run_option(const struct reading *r, int key, char *text)
{
	struct update_options *run = &r->out->run;
	switch (key) {
	case KEY_JOBS:
		run->jobs = (unsigned)read_number(r->command, text, MOST_JOBS);
		return 0;
	case KEY_MEMORY:
		if (!memory_read(text, &run->memory))
			fail_usage(r->command,
				SAY("--memory cần một cỡ từ 128MB trở lên, như 512MB hay 2GB",
					"--memory wants a size of 128MB or more, such as 512MB or "
					"2GB"),
				text);
		return 0;
	case KEY_ALLOW_REMOVALS:
		run->allow_removals = true;
		return 0;
	case KEY_MAX_REMOVALS:
		run->max_removals = (unsigned)read_number(r->command, text, 100);
		return 0;
	case KEY_TRIAL:
		run->trial = true;
		return 0;
	case KEY_KNOWN:
		run->known = text;
		return 0;
	case KEY_FROM_STORED:
		run->from_stored = true;
		return 0;
	case KEY_SINCE:
		read_since(r, text);
		return 0;
	case KEY_SHARD_ARTICLES:
		run->shard_articles = read_number(r->command, text, MOST_SHARD_ARTICLES);
		return 0;
	case KEY_BATCH_ARTICLES:
		run->batch_articles = read_number(r->command, text, MOST_SHARD_ARTICLES);
		return 0;
	default:
		return read_kept_option(r, key, text);
	}
}

static error_t read_option(int key, char *text, struct argp_state *state)
{
	struct reading *r = state->input;
	struct options *out = r->out;
	switch (key) {
	case KEY_ARCHIVE:
		free(out->archive);
		out->archive = strdup(text);
		return out->archive ? 0 : ENOMEM;
	case KEY_QUIET:
		out->quiet = true;
		return 0;
	case KEY_HOLD:
		out->hold = true;
		return 0;
	case KEY_JSON:
		out->json = true;
		return 0;
	case KEY_CSV:
		out->csv = true;
		return 0;
	case KEY_METRICS:
		out->metrics = true;
		return 0;
	case KEY_HELP:
		options_help_command(r->command);
		exit(EXIT_DONE);
	case KEY_VERSION:
		options_version();
		exit(EXIT_DONE);
	case KEY_CONFIG:
		return 0; /* what it says came before */
	case KEY_LANG:
		if (!lang_choose(text))
			fail_usage(r->command,
				SAY("--lang phải là vi hoặc en", "--lang must be vi or en"), text);
		return 0;
	case ARGP_KEY_ARG:
		return read_argument(r, text);
	case ARGP_KEY_ERROR:
		r->refused = state->next > 0 ? state->argv[state->next - 1] : "";
		return 0;
	default:
		return read_run_option(r, key, text);
	}
}

static unsigned cores(void)
{
	cpu_set_t set;
	int count = sched_getaffinity(0, sizeof set, &set) == 0 ? CPU_COUNT(&set) : 1;
	return count < 1 ? 1 : count > MOST_JOBS ? MOST_JOBS : (unsigned)count;
}

/* argp has refused an argument: it never says why to anyone but the terminal. */
_Noreturn static void fail_option(const struct reading *r)
{
	const char *name = r->refused + strspn(r->refused, "-");
	for (size_t i = 0; i < option_line_count; i++) {
		const struct argp_option *option = &option_lines[i].option;
		bool has = !option_lines[i].with || (r->command->with & option_lines[i].with);
		bool letter = option->key < 256 && name[0] == option->key && !name[1];
		if (has && option->arg && (letter || strcmp(name, option->name) == 0)) {
			char what[128];
			snprintf(what, sizeof what,
				SAY("thiếu giá trị: --%s=%s", "a value is missing: --%s=%s"),
				option->name, help_arguments(option->arg));
			fail_usage(r->command, what, NULL);
		}
	}
	fail_usage(r->command, SAY("không hiểu tùy chọn này", "an option that makes no sense here"),
		r->refused);
}

static void parse(struct reading *r, int argc, char **argv)
{
	struct argp_option table[OPTION_LINES_MAX + 1] = {{0}};
	size_t count = 0;
	for (size_t i = 0; i < option_line_count; i++) {
		if (!option_lines[i].with || (r->command->with & option_lines[i].with))
			table[count++] = option_lines[i].option;
	}
	char name[32];
	snprintf(name, sizeof name, "tracuu-index %s", r->command->name);
	argv[0] = name;
	struct argp argp = {.options = table, .parser = read_option};
	error_t failed =
		argp_parse(&argp, argc, argv, ARGP_NO_HELP | ARGP_NO_ERRS | ARGP_NO_EXIT, NULL, r);
	if (failed == EINVAL && r->refused)
		fail_option(r);
	if (failed) {
		char reason[128];
		print_err("tracuu-index: %s\n", lang_errno(failed, reason, sizeof reason));
		exit(EXIT_FAILED);
	}
}

void options_read(const struct command *command, int argc, char **argv, struct options *out)
{
	*out = (struct options){.run = {.jobs = cores(),
					.memory = MEMORY_DEFAULT,
					.max_removals = MAX_REMOVALS,
					.shard_articles = SHARD_ARTICLES,
					.batch_articles = BATCH_ARTICLES}};
	struct reading reading = {.command = command, .out = out};
	parse(&reading, argc, argv);
	if (out->run.batch_articles > out->run.shard_articles)
		out->run.batch_articles = out->run.shard_articles;
	struct error err;
	if (!out->archive && !(out->archive = archive_default_path(&err))) {
		if (err.code == ERROR_USAGE)
			fail_usage(command, err.message, NULL);
		exit(command_fail(&err));
	}
	if (!*out->archive)
		fail_usage(command,
			SAY("--archive cần tên của một thư mục",
				"--archive needs the name of a folder"),
			NULL);
}

void options_free(struct options *options)
{
	free(options->archive);
	free(options->arguments);
	free(options->forget);
	free(options->audiences);
	free(options->forgotten_audiences);
}
