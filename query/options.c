#include "query/options.h"

#include "base/lang.h"
#include "query/export.h"
#include "query/options_table.h"
#include "query/request/settings.h"

#include <argp.h>
#include <errno.h>
#include <stdlib.h>

struct option_reader {
	struct options *out;
	struct error *err;
	struct setting_reader settings; /* of OUT */
	char **argv;
	const char **words; /* on the command line */
	size_t word_count;
	bool from_stdin; /* one of them was '-' */
};

static bool set_task(struct option_reader *r, enum task task, const char *subject)
{
	struct options *o = r->out;
	if (o->task == TASK_HELP || o->task == TASK_VERSION)
		return true;
	bool shows = task == TASK_HELP || task == TASK_VERSION;
	if (!shows && o->task != TASK_SEARCH)
		return error_set(r->err, ERROR_USAGE,
			SAY("--batch, --analyse, --show và --similar không dùng chung, mỗi lần một "
			    "lựa chọn",
				"--batch, --analyse, --show and --similar exclude each other, and "
				"take one value"));
	o->task = task;
	o->subject = subject;
	return true;
}

static bool add_word(struct option_reader *r, const char *word)
{
	if (strcmp(word, "-") == 0)
		r->from_stdin = true;
	r->words[r->word_count++] = word;
	return true;
}

/* Whether the shell took quotes off WORD: it is several words beside other arguments. */
static bool was_quoted(const struct option_reader *r, struct str word)
{
	return r->word_count > 1 && str_find(word, STR(" "), 0) < word.len &&
	       str_find(word, STR("\""), 0) == word.len;
}

/* The query of all words: what was quoted for the shell is meant to be quoted here. */
static bool join_words(struct option_reader *r)
{
	struct buf *out = &r->out->words;
	for (size_t i = 0; i < r->word_count; i++) {
		struct str word = str_from_c(r->words[i]);
		if (i > 0)
			buf_push(out, ' ');
		if (!was_quoted(r, str_trim(word))) {
			buf_append(out, word);
			continue;
		}
		word = str_trim(word);
		bool excluded = str_starts_with(word, STR("-"));
		buf_append_c(out, excluded ? "-\"" : "\"");
		buf_append(out, str_slice(word, excluded, word.len));
		buf_push(out, '"');
	}
	return !out->failed || error_set_memory(r->err);
}

static bool read_format(struct option_reader *r, const char *arg)
{
	static const struct choice formats[] = {{"text", FORMAT_TEXT}, {"json", FORMAT_JSON},
		{"ids", FORMAT_IDS}, {"jsonl", FORMAT_JSONL}, {"csv", FORMAT_CSV},
		{"tsv", FORMAT_TSV}};
	int value = r->out->format;
	bool ok = choice_read("--", "format", arg, formats, sizeof formats / sizeof *formats, &value,
		r->err);
	r->out->format = (enum format)value;
	return ok;
}

static bool read_color(struct option_reader *r, const char *arg)
{
	static const struct choice colors[] = {
		{"auto", COLOR_AUTO}, {"always", COLOR_ALWAYS}, {"never", COLOR_NEVER}};
	int value = r->out->color;
	bool ok = choice_read(
		"--", "color", arg, colors, sizeof colors / sizeof *colors, &value, r->err);
	r->out->color = (enum color)value;
	return ok;
}

static const char *option_name(int key)
{
	for (size_t i = 0; i < option_count; i++) {
		if ((int)option_table[i].key == key)
			return option_table[i].name;
	}
	return "";
}

static bool read_option(struct option_reader *r, int key, const char *arg)
{
	const struct setting *setting = setting_of_option(option_name(key));
	if (setting)
		return setting_read(&r->settings, setting, arg);
	switch (key) {
	case KEY_ARCHIVE:
		r->out->archive = arg;
		return true;
	case KEY_FORMAT:
		return read_format(r, arg);
	case KEY_COLOR:
		return read_color(r, arg);
	case KEY_ALL:
		r->out->all = true;
		return true;
	case KEY_BATCH:
		return set_task(r, TASK_BATCH, arg);
	case KEY_ANALYSE:
		return set_task(r, TASK_ANALYSE, arg);
	case KEY_SHOW:
		return set_task(r, TASK_SHOW, arg);
	case KEY_SIMILAR:
		return set_task(r, TASK_SIMILAR, arg);
	case KEY_HELP:
		return set_task(r, TASK_HELP, NULL);
	default:
		return set_task(r, TASK_VERSION, NULL);
	}
}

/* argp has refused argv[AT]: it never says why to anyone but the terminal. */
static void report_refused(struct option_reader *r, const char *text)
{
	struct str name = str_from_c(text);
	while (name.len > 0 && name.ptr[0] == '-')
		name = str_slice(name, 1, name.len);
	for (size_t i = 0; i < option_count; i++) {
		if (option_table[i].arg[0] && str_eq(name, str_from_c(option_table[i].name))) {
			error_set(r->err, ERROR_USAGE,
				SAY("--%s cần một giá trị: --%s=%s", "--%s needs a value: --%s=%s"),
				option_table[i].name, option_table[i].name,
				SAY(option_table[i].arg[0], option_table[i].arg[1]));
			return;
		}
	}
	error_set(r->err, ERROR_USAGE,
		SAY("không hiểu tùy chọn “%s”; gõ “tracuu --help” để xem các tùy chọn",
			"option “%s” makes no sense here; “tracuu --help” lists the options"),
		text);
}

static error_t on_option(int key, char *arg, struct argp_state *state)
{
	struct option_reader *r = state->input;
	switch (key) {
	case ARGP_KEY_ARG:
		return add_word(r, arg) ? 0 : EINVAL;
	case ARGP_KEY_ERROR:
		if (r->err->code == ERROR_NONE && state->next > 0)
			report_refused(r, r->argv[state->next - 1]);
		return 0;
	default:
		if (key < KEY_ARCHIVE || key > KEY_VERSION)
			return ARGP_ERR_UNKNOWN;
		return read_option(r, key, arg) ? 0 : EINVAL;
	}
}

/* Whether ARGUMENT is an option whose value is the argument after it. getopt lets
   names be shortened. */
static bool takes_next(const char *argument)
{
	struct str name = str_from_c(argument);
	if (!str_starts_with(name, STR("--")) || name.len == 2)
		return false;
	name = str_slice(name, 2, name.len);
	for (size_t i = 0; i < option_count; i++) {
		if (option_table[i].arg[0] &&
			str_starts_with(str_from_c(option_table[i].name), name))
			return true;
	}
	return false;
}

/* What getopt takes an argument for. */
enum argument {
	ARGUMENT_OPTION, /* or a word of the query, where it has no dash */
	ARGUMENT_VALUE,  /* of the option before it */
	ARGUMENT_END,    /* the --, after which nothing is an option */
	ARGUMENT_QUERY   /* after it */
};

/* What ARGV[I], I > 0, is taken for, where the one before it was BEFORE. */
static enum argument argument_at(char **argv, int i, enum argument before)
{
	if (before == ARGUMENT_END || before == ARGUMENT_QUERY)
		return ARGUMENT_QUERY;
	if (before == ARGUMENT_OPTION && takes_next(argv[i - 1]))
		return ARGUMENT_VALUE;
	return strcmp(argv[i], "--") == 0 ? ARGUMENT_END : ARGUMENT_OPTION;
}

/* Whether ARG, a KIND, is a word with a dash that argp would not take for one: it excludes a word,
   as the program has no short options but -h, which everyone tries; or it is the dash itself after
   the --, where it is not standard input. */
static bool is_protected(const char *arg, enum argument kind)
{
	if (arg[0] != '-')
		return false;
	return kind == ARGUMENT_QUERY ? arg[1] == '\0'
				      : kind == ARGUMENT_OPTION && arg[1] != '\0' && arg[1] != '-';
}

/* Such a word gets a leading space, which means nothing in a query, so that argp lets it pass. The
   new array is to be freed. */
static char **protect_dashes(int argc, char **argv, struct buf *store)
{
	char **safe = calloc((size_t)argc + 1, sizeof *safe);
	size_t bytes = 0;
	for (int i = 0; i < argc; i++)
		bytes += strlen(argv[i]) + sizeof "--help";
	if (!safe || !buf_reserve(store, bytes)) {
		free(safe);
		return NULL;
	}
	enum argument kind = ARGUMENT_VALUE; /* as the program's own name is of no option */
	safe[0] = argv[0];
	for (int i = 1; i < argc; i++) {
		kind = argument_at(argv, i, kind);
		safe[i] = argv[i];
		if (!is_protected(argv[i], kind))
			continue;
		bool help = kind == ARGUMENT_OPTION && strcmp(argv[i], "-h") == 0;
		safe[i] = store->ptr + store->len;
		buf_append_c(store, help ? "--help" : " ");
		if (!help)
			buf_append_c(store, argv[i]);
		buf_push(store, '\0');
	}
	return safe;
}

static bool parse_arguments(struct option_reader *r, int argc)
{
	struct argp_option table[KEY_VERSION - KEY_ARCHIVE + 2] = {{0}};
	for (size_t i = 0; i < option_count; i++)
		table[i] = (struct argp_option){.name = option_table[i].name,
			.key = (int)option_table[i].key,
			.arg = option_table[i].arg[0]};
	struct argp argp = {.options = table, .parser = on_option};
	unsigned flags = ARGP_NO_ERRS | ARGP_NO_EXIT | ARGP_NO_HELP;
	error_t result = argp_parse(&argp, argc, r->argv, flags, NULL, r);
	if (result == 0 || r->err->code != ERROR_NONE)
		return result == 0;
	return result == ENOMEM ? error_set_memory(r->err)
				: error_set_system(r->err, result, "%s", "argp");
}

/* Whether all is to be written, and that can be. */
static bool check_export(struct option_reader *r)
{
	struct options *o = r->out;
	bool asked = o->all;
	o->all |= export_is_meant(o->format);
	if (asked && !export_is_meant(o->format) && o->format != FORMAT_IDS)
		return error_set(r->err, ERROR_USAGE,
			SAY("--all đi với --format=ids, jsonl, csv hay tsv",
				"--all goes with --format=ids, jsonl, csv or tsv"));
	if (o->all && o->task != TASK_SEARCH && o->task != TASK_READ)
		return error_set(r->err, ERROR_USAGE,
			SAY("--format=jsonl, csv, tsv và --all đi cùng một câu truy vấn",
				"--format=jsonl, csv, tsv and --all go with a query"));
	return true;
}

/* What no single option can see. */
static bool check_together(struct option_reader *r)
{
	struct options *o = r->out;
	if (o->task == TASK_HELP || o->task == TASK_VERSION)
		return true;
	if (!check_export(r))
		return false;
	if (!r->settings.timeout_told)
		o->settings.timeout_ms = o->all                  ? 0
					 : o->task == TASK_BATCH ? SEARCH_TIMEOUT_BATCH
								 : SEARCH_TIMEOUT;
	if (!settings_check(&r->settings))
		return false;
	if (o->task != TASK_SEARCH)
		return r->word_count == 0 ||
		       error_set(r->err, ERROR_USAGE,
			       SAY("--batch, --analyse, --show và --similar không đi cùng câu truy "
				   "vấn “%s”",
				       "--batch, --analyse, --show and --similar do not go with "
				       "a query, "
				       "“%s”"),
			       buf_str(&o->words).ptr);
	if (r->word_count == 0)
		return error_set(r->err, ERROR_USAGE,
			SAY("chưa có từ nào để tìm; ví dụ: tracuu hà nội; xem thêm: tracuu --help",
				"no words to search for; for example: tracuu hà nội; see tracuu "
				"--help"));
	if (r->from_stdin && r->word_count == 1)
		o->task = TASK_READ;
	return true;
}

/* Finds --format=json wherever it stands, for an error in front of it. */
static enum format format_of(int argc, char **argv)
{
	enum argument kind = ARGUMENT_VALUE;
	for (int i = 1; i < argc; i++) {
		kind = argument_at(argv, i, kind);
		if (kind == ARGUMENT_OPTION && strcmp(argv[i], "--format=json") == 0)
			return FORMAT_JSON;
		if (kind == ARGUMENT_VALUE && strcmp(argv[i - 1], "--format") == 0 &&
			strcmp(argv[i], "json") == 0)
			return FORMAT_JSON;
	}
	return FORMAT_TEXT;
}

bool options_read(int argc, char **argv, struct options *out, struct error *err)
{
	*out = (struct options){.settings = settings_default()};
	struct buf store = BUF_INIT;
	err->code = ERROR_NONE;
	char **safe = protect_dashes(argc, argv, &store);
	if (!safe) {
		buf_free(&store);
		return error_set_memory(err);
	}
	struct option_reader r = {.out = out,
		.err = err,
		.settings = {.out = &out->settings, .err = err, .is_option = true},
		.argv = safe,
		.words = calloc((size_t)argc + 1, sizeof *r.words)};
	bool ok = r.words ? parse_arguments(&r, argc) && join_words(&r) && check_together(&r)
			  : error_set_memory(err);
	if (!ok)
		out->format = format_of(argc, argv);
	free(r.words);
	free(safe);
	buf_free(&store);
	return ok;
}

void options_free(struct options *o)
{
	buf_free(&o->words);
}
