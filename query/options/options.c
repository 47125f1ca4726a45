#include "query/options/options.h"

#include "base/lang.h"
#include "query/options/arguments.h"
#include "query/options/options_table.h"
#include "query/options/together.h"
#include "query/request/settings.h"

#include <argp.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>

struct option_reader {
	struct options *out;
	unsigned place; /* of what is read: in a file, or 0, the command line */
	struct error *err;
	struct setting_reader settings; /* of OUT */
	char **argv;
	const char **words; /* on the command line */
	struct words_told told;
	bool lang_told;
};

static bool set_task(struct option_reader *r, enum task task, const char *subject)
{
	struct options *o = r->out;
	if (o->task == TASK_HELP || o->task == TASK_VERSION)
		return true;
	bool shows = task == TASK_HELP || task == TASK_VERSION;
	if (!shows && o->task != TASK_SEARCH)
		return error_set(r->err, ERROR_USAGE,
			SAY("mỗi lần chỉ một việc trong --batch, --serve, --list, --analyse, "
			    "--show, --history, --open, --cite, --similar, --save, --saved, "
			    "--forget, --new, --interactive",
				"one at a time of --batch, --serve, --list, --analyse, --show, "
				"--history, --open, --cite, --similar, --save, --saved, --forget, "
				"--new, --interactive"));
	o->task = task;
	o->subject = subject;
	return true;
}

static bool add_word(struct option_reader *r, const char *word)
{
	if (strcmp(word, "-") == 0)
		r->told.from_stdin = true;
	r->words[r->told.count++] = word;
	return true;
}

/* Whether the shell took quotes off WORD: it is several words beside other arguments, and no group,
   field or choice. */
static bool was_quoted(const struct option_reader *r, struct str word)
{
	return r->told.count > 1 && memchr(word.ptr, ' ', word.len) && !strpbrk(word.ptr, "\"():|");
}

/* The query of all words: what was quoted for the shell is meant to be quoted here. Without the
   blank that a minus was given, as it is no option (query/options/arguments.h). */
static bool join_words(struct option_reader *r)
{
	struct buf *out = &r->out->words;
	for (size_t i = 0; i < r->told.count; i++) {
		struct str word = str_from_c(r->words[i]);
		if (i > 0)
			buf_push(out, ' ');
		if (!was_quoted(r, str_trim(word))) {
			buf_append(
				out, str_slice(word, str_starts_with(word, STR(" -")), word.len));
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

static const struct choice formats[] = {{"text", FORMAT_TEXT}, {"json", FORMAT_JSON},
	{"ids", FORMAT_IDS}, {"jsonl", FORMAT_JSONL}, {"csv", FORMAT_CSV}, {"tsv", FORMAT_TSV},
	{"ninjs", FORMAT_NINJS}, {"atom", FORMAT_ATOM}, {"mail", FORMAT_MAIL}};
static const struct choice colors[] = {
	{"auto", COLOR_AUTO}, {"always", COLOR_ALWAYS}, {"never", COLOR_NEVER}};
static const struct choice new_kinds[] = {
	{"added", NEW_BY_ADDED}, {"published", NEW_BY_PUBLISHED}, {"changed", NEW_BY_CHANGED}};

static const struct {
	const char *option;
	const struct choice *list;
	size_t count;
} choices[] = {
	{"format", formats, sizeof formats / sizeof *formats},
	{"color", colors, sizeof colors / sizeof *colors},
	{"new-by", new_kinds, sizeof new_kinds / sizeof *new_kinds},
};

const struct choice *option_choices(const char *option, size_t *count)
{
	for (size_t i = 0; i < sizeof choices / sizeof *choices; i++) {
		*count = choices[i].count;
		if (strcmp(choices[i].option, option) == 0)
			return choices[i].list;
	}
	return setting_choices(option, count);
}

static bool choose(struct option_reader *r, const char *option, const char *arg, int *value)
{
	size_t count;
	const struct choice *list = option_choices(option, &count);
	return choice_read("--", option, arg, list, count, value, r->err);
}

static const char *option_name(int key)
{
	for (size_t i = 0; i < option_count; i++) {
		if ((int)option_table[i].key == key)
			return option_table[i].name;
	}
	return "";
}

static bool read_choice(struct option_reader *r, int key, const char *arg)
{
	int value;
	if (!choose(r, option_name(key), arg, &value))
		return false;
	if (key == KEY_FORMAT)
		r->out->format = (enum format)value;
	else if (key == KEY_COLOR)
		r->out->color = (enum color)value;
	else
		r->out->new_by = (enum new_by)value;
	return true;
}

/* What the options make the program do. */
static enum task task_of(int key)
{
	static const struct {
		enum option_key key;
		enum task task;
	} tasks[] = {
		{KEY_BATCH, TASK_BATCH},
		{KEY_SERVE, TASK_SERVE},
		{KEY_ANALYSE, TASK_ANALYSE},
		{KEY_SHOW, TASK_SHOW},
		{KEY_HISTORY, TASK_HISTORY},
		{KEY_OPEN, TASK_OPEN},
		{KEY_CITE, TASK_CITE},
		{KEY_SIMILAR, TASK_SIMILAR},
		{KEY_SAVE, TASK_SAVE},
		{KEY_SAVED, TASK_SAVED},
		{KEY_FORGET, TASK_FORGET},
		{KEY_NEW, TASK_NEW},
		{KEY_LIST, TASK_LIST},
		{KEY_COMPLETE, TASK_COMPLETE},
		{KEY_INTERACTIVE, TASK_INTERACTIVE},
		{KEY_HELP, TASK_HELP},
	};
	for (size_t i = 0; i < sizeof tasks / sizeof *tasks; i++) {
		if ((int)tasks[i].key == key)
			return tasks[i].task;
	}
	return TASK_VERSION;
}

static bool read_option(struct option_reader *r, int key, const char *arg)
{
	const struct setting *setting = setting_of_option(option_name(key));
	if (setting)
		return setting_read(&r->settings, setting, arg);
	if (serve_has_option(option_name(key)))
		return serve_read_option(&r->out->serving, option_name(key), arg, r->err);
	switch (key) {
	case KEY_ARCHIVE:
	case KEY_CLUSTER: /* the file of one stands for its archives */
		return archive_paths_add(&r->out->archives, arg, r->place) ||
		       error_set(r->err, ERROR_USAGE,
			       SAY("nhiều nhất %d kho một lần", "at most %d archives at once"),
			       ARCHIVES_MAX);
	case KEY_AS:
		r->out->archives.as = arg;
		return true;
	case KEY_FORMAT:
	case KEY_COLOR:
	case KEY_NEW_BY:
		return read_choice(r, key, arg);
	case KEY_PATH_MAP:
		return path_map_add(&r->out->paths, arg, r->err);
	case KEY_ALL:
		r->out->all = true;
		return true;
	case KEY_NO_PAGER:
		r->out->no_pager = true;
		return true;
	case KEY_NOTE:
		r->out->note = arg;
		return true;
	case KEY_PEEK:
		r->out->peek = true;
		return true;
	case KEY_PROFILE:
		return true; /* it was read before all else */
	case KEY_LANG:
		return lang_choose(arg) ||
		       error_set(r->err, ERROR_USAGE,
			       SAY("--lang: không có ngôn ngữ “%s”; hãy dùng: vi, en",
				       "--lang: there is no language “%s”; use one of: vi, en"),
			       arg);
	default:
		return set_task(r, task_of(key), arg);
	}
}

/* The options whose names begin with NAME into OUT, "--from, --format"; their number. */
static size_t list_options(struct str name, struct buf *out)
{
	size_t count = 0;
	for (size_t i = 0; i < option_count; i++) {
		if (!str_starts_with(str_from_c(option_table[i].name), name))
			continue;
		buf_printf(out, "%s--%s", count > 0 ? ", " : "", option_table[i].name);
		count++;
	}
	return count;
}

/* The option ROW has no value, or one that it does not take. */
static void refuse_value(struct option_reader *r, const struct option_row *row)
{
	if (row->arg[0])
		error_set(r->err, ERROR_USAGE,
			SAY("--%s cần một giá trị: --%s=%s", "--%s needs a value: --%s=%s"),
			row->name, row->name, SAY(row->arg[0], row->arg[1]));
	else
		error_set(r->err, ERROR_USAGE,
			SAY("--%s không nhận giá trị nào", "--%s takes no value"), row->name);
}

/* argp has refused TEXT: it never says why to anyone but the terminal. */
static void report_refused(struct option_reader *r, const char *text)
{
	struct str name = str_from_c(text);
	struct buf names = BUF_INIT;
	while (name.len > 0 && name.ptr[0] == '-')
		name = str_slice(name, 1, name.len);
	name = str_slice(name, 0, str_find(name, STR("="), 0));
	for (size_t i = 0; i < option_count; i++) {
		if (str_eq(name, str_from_c(option_table[i].name))) {
			r->out->bad = option_table[i].name;
			refuse_value(r, &option_table[i]);
			return;
		}
	}
	if (name.len > 0 && list_options(name, &names) > 1)
		error_set(r->err, ERROR_USAGE,
			SAY("chưa rõ “%s” là tùy chọn nào: %s", "“%s” may be any of: %s"), text,
			buf_str(&names).ptr);
	else
		error_set(r->err, ERROR_USAGE,
			SAY("không hiểu tùy chọn “%s”; gõ “tracuu --help=options” để xem các tùy "
			    "chọn",
				"option “%s” makes no sense here; “tracuu --help=options” lists "
				"the options"),
			text);
	buf_free(&names);
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
		if (read_option(r, key, arg))
			return 0;
		r->out->bad = option_name(key);
		return EINVAL;
	}
}

static bool parse_arguments(struct option_reader *r, int argc)
{
	struct argp_option table[KEY_VERSION - KEY_ARCHIVE + 2] = {{0}};
	for (size_t i = 0; i < option_count; i++)
		table[i] = (struct argp_option){.name = option_table[i].name,
			.key = (int)option_table[i].key,
			.arg = option_table[i].arg[0],
			.flags = option_may_lack(option_table[i].key) ? OPTION_ARG_OPTIONAL : 0};
	struct argp argp = {.options = table, .parser = on_option};
	unsigned flags = ARGP_NO_ERRS | ARGP_NO_EXIT | ARGP_NO_HELP;
	error_t result = argp_parse(&argp, argc, r->argv, flags, NULL, r);
	if (result == 0 || r->err->code != ERROR_NONE)
		return result == 0;
	return result == ENOMEM ? error_set_memory(r->err)
				: error_set_system(r->err, result, "%s", "argp");
}

/* What holds from the first message on, be it of what stands in front of it. */
static void read_language(struct option_reader *r, int argc)
{
	const char *lang = arguments_value(argc, r->argv, "lang");
	r->lang_told = lang && lang_choose(lang);
}

/* How to say what is wrong with ARGV. */
static enum format format_of(int argc, char **argv)
{
	const char *format = arguments_value(argc, argv, "format");
	return format && strcmp(format, "json") == 0 ? FORMAT_JSON : FORMAT_TEXT;
}

/* What a file sets, unless the environment or the command line outranks it. */
static bool take_setting(void *context, const char *name, const char *value,
	const struct config_place *place, struct error *err)
{
	struct option_reader *r = context;
	const char *archive = getenv("TRACUU_ARCHIVE");
	r->place = place->number;
	if (strcmp(name, "archive") == 0 && !place->in_profile && archive && *archive)
		return true;
	if (strcmp(name, "lang") == 0 && r->lang_told)
		return true;
	(void)err; /* that of R */
	for (size_t i = 0; i < option_count; i++) {
		if (strcmp(option_table[i].name, name) == 0)
			return read_option(r, (int)option_table[i].key, value);
	}
	return true;
}

/* The settings of files, then of the command line. A file that can't be read keeps nobody from the
   help. */
static bool read_all(struct option_reader *r, int argc)
{
	struct options *o = r->out;
	struct error err = {.code = ERROR_NONE};
	const char *profile = arguments_value(argc, r->argv, "profile");
	read_language(r, argc);
	bool configured = config_read(&o->config, profile, take_setting, r, r->err);
	r->place = 0;
	if (!configured) {
		err = *r->err;
		r->err->code = ERROR_NONE;
	}
	if (!parse_arguments(r, argc) || !join_words(r) ||
		!options_check(o, &r->told, &r->settings, r->err))
		return false;
	if (!configured && o->task != TASK_HELP && o->task != TASK_VERSION) {
		*r->err = err;
		return false;
	}
	return true;
}

bool options_read(int argc, char **argv, struct options *out, struct error *err)
{
	*out = (struct options){.settings = settings_default()};
	struct buf store = BUF_INIT;
	err->code = ERROR_NONE;
	char **safe = arguments_prepare(argc, argv, &store);
	if (!safe) {
		buf_free(&store);
		return error_set_memory(err);
	}
	struct option_reader r = {.out = out,
		.err = err,
		.settings = {.out = &out->settings, .err = err, .is_option = true},
		.argv = safe,
		.words = calloc((size_t)argc + 1, sizeof *r.words)};
	bool ok = r.words ? read_all(&r, argc) : error_set_memory(err);
	if (!ok)
		out->format = format_of(argc, safe);
	free(r.words);
	free(safe);
	buf_free(&store);
	return ok;
}

void options_free(struct options *o)
{
	buf_free(&o->words);
	config_free(&o->config);
}

static bool take_archive(void *context, const char *name, const char *value,
	const struct config_place *place, struct error *err)
{
	struct options *o = context;
	(void)err;
	if (place->in_profile && strcmp(name, "archive") == 0)
		archive_paths_add(&o->archives, value, place->number);
	if (strcmp(name, "as") == 0 && !o->archives.as)
		o->archives.as = value;
	return true;
}

bool options_use_profile(struct options *o, const char *name, struct error *err)
{
	o->archives.count = 0;
	config_free(&o->config);
	return config_read(&o->config, name, take_archive, o, err);
}
