/* tracuu: searches an archive of Vietnamese press releases. */
#include "base/fatal.h"
#include "base/lang.h"
#include "base/mapping.h"
#include "printing/print.h"
#include "query/article.h"
#include "query/batch.h"
#include "query/completion.h"
#include "query/config.h"
#include "query/export.h"
#include "query/help.h"
#include "query/json/print_json.h"
#include "query/list.h"
#include "query/news.h"
#include "query/options.h"
#include "query/print.h"
#include "query/serve/serve.h"
#include "query/showing/last.h"
#include "query/showing/opening.h"
#include "query/showing/pager.h"
#include "query/terminal.h"
#include "sandbox/aside.h"
#include "sandbox/confine.h"
#include "sandbox/limits.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#ifndef TRACUU_VERSION
#error "the build system gives the version"
#endif

enum { EXIT_FOUND = 0, EXIT_NOTHING = 1, EXIT_USAGE = 2, EXIT_FAILED = 3 };

/* Enough to say how long a query is that is too long. */
enum { MAX_STDIN = 1 << 20 };

struct program {
	struct options options;
	struct search search;
	struct buf out;
	struct error err;
	size_t at;        /* place of the error in the query */
	bool is_unopened; /* the archive can't be opened: the error is of that */
	FILE *in;         /* queries of a batch */
	struct text_look look;
	struct last_hit last; /* that the task is about, if BY_RANK */
	bool by_rank;
	struct news_task news; /* of TASK_SAVE and TASK_NEW */
	bool aside;            /* another process waits for what this one prints */
	int last_answer;       /* the file for it, or -1 */
	char *path;            /* of the archive, without links, if LAST_ANSWER or NULL */
};

static int exit_status(const struct error *err)
{
	switch (err->code) {
	case ERROR_USAGE:
	case ERROR_INPUT:
	case ERROR_LIMIT:
		return EXIT_USAGE;
	default:
		return EXIT_FAILED;
	}
}

/* Says on standard error, and in JSON on standard output, what went wrong. */
static int fail(struct program *p)
{
	print_err("tracuu: %s\n", p->err.message);
	if (p->options.format == FORMAT_JSON) {
		buf_reset(&p->out);
		struct json_failure f = {.err = &p->err,
			.at = p->at,
			.option = p->options.bad,
			.of_archive = p->is_unopened};
		print_json_error(&p->out, &f, &(struct json_frame){0});
		print_json(buf_str(&p->out));
	}
	return exit_status(&p->err);
}

/* Writes what was printed; STATUS if that works. */
static int finish(struct program *p, int status)
{
	if (p->out.failed) {
		error_set_memory(&p->err);
		return fail(p);
	}
	struct str s = buf_str(&p->out);
	if ((p->options.format == FORMAT_JSON ? print_json(s) : print_text(s)) && print_flush())
		return status;
	error_set_system(
		&p->err, errno, "%s", SAY("không ghi được kết quả", "can't write the answer"));
	p->options.format = FORMAT_TEXT;
	return fail(p);
}

/* The archive that is meant: where a hit of the last answer is, that which gave it. Owned. */
static char *archive_path(struct program *p)
{
	const char *named = p->options.archive;
	struct str last = p->by_rank && !named ? p->last.path : STR("");
	if (!named && last.len == 0)
		return archive_default_path(&p->err);
	char *path = named ? strdup(named) : strndup(last.ptr, last.len);
	if (!path)
		error_set_memory(&p->err);
	return path;
}

static bool open_archive(struct program *p)
{
	char *path = archive_path(p);
	bool ok = path && search_open(path, &p->search, &p->err);
	p->is_unopened = path && !ok;
	if (ok)
		config_add_dictionary(&p->search);
	if (ok && p->last_answer >= 0)
		p->path = realpath(path, NULL);
	free(path);
	return ok && (!p->by_rank || last_check_archive(&p->last, &p->search.archive, &p->err));
}

/* Prints ANSWER, which is freed. */
static int print_answer(struct program *p, struct answer *answer)
{
	struct options *o = &p->options;
	if (p->last_answer >= 0 && p->path)
		last_write(p->last_answer, p->path, (int)o->settings.diacritics, answer);
	switch (o->format) {
	case FORMAT_TEXT:
		if (o->settings.counts)
			print_text_count(&p->out, answer, &p->look);
		else
			print_text_answer(&p->out, answer, o->settings.limit, &p->look);
		break;
	case FORMAT_JSON:
		print_json_answer(&p->out, answer,
			&(struct json_frame){.settings = &o->settings, .paths = &o->paths});
		break;
	case FORMAT_IDS:
		print_ids(&p->out, answer);
		break;
	default:
		break;
	}
	bool found = o->settings.counts ? answer->full.value > 0 : answer->hit_count > 0;
	int status = found ? EXIT_FOUND : EXIT_NOTHING;
	answer_free(answer);
	return finish(p, status);
}

/* All of them. What failed before anything was written is told in JSON, too. */
static int export(struct program *p, struct str query)
{
	struct options *o = &p->options;
	struct writer w = {.format = o->format, .paths = &o->paths};
	bool ok = export_run(&p->search, query, &o->settings, &w, &p->err, &p->at);
	bool json = o->format == FORMAT_JSONL || o->format == FORMAT_NINJS;
	writer_free(&w);
	if (ok)
		return w.written > 0 ? EXIT_FOUND : EXIT_NOTHING;
	o->format = json && !w.begun ? FORMAT_JSON : FORMAT_TEXT;
	return fail(p);
}

static int search(struct program *p, struct str query)
{
	struct options *o = &p->options;
	struct answer answer;
	if (o->all)
		return export(p, query);
	o->settings.only_ids = o->format == FORMAT_IDS;
	if (!search_run(&p->search, query, &o->settings, &answer, &p->err, &p->at))
		return fail(p);
	return print_answer(p, &answer);
}

static int similar(struct program *p)
{
	struct options *o = &p->options;
	struct answer answer;
	struct str id = p->by_rank ? p->last.id : str_from_c(o->subject);
	o->settings.only_ids = o->format == FORMAT_IDS;
	if (!search_similar(&p->search, id, &o->settings, &answer, &p->err))
		return p->err.code == ERROR_NOT_FOUND ? (fail(p), EXIT_NOTHING) : fail(p);
	return print_answer(p, &answer);
}

/* The query on standard input, without the end of its last line. */
static int search_stdin(struct program *p)
{
	struct buf query = {.ceiling = MAX_STDIN};
	char chunk[4096];
	size_t got;
	while ((got = fread(chunk, 1, sizeof chunk, stdin)) > 0 &&
		buf_append(&query, str_make(chunk, got)))
		;
	int status;
	if (ferror(stdin)) {
		error_set_system(&p->err, errno, "%s",
			SAY("không đọc được đầu vào chuẩn", "can't read standard input"));
		status = fail(p);
	} else {
		status = search(p, buf_str(&query));
	}
	buf_free(&query);
	return status;
}

static bool open_batch(struct program *p)
{
	const char *path = p->options.subject;
	p->in = strcmp(path, "-") == 0 ? stdin : fopen(path, "re");
	return p->in ||
	       error_set_system(&p->err, errno, SAY("không mở được “%s”", "can't open %s"), path);
}

static void log_error(void *context, const char *message)
{
	(void)context;
	print_err("tracuu: %s\n", message);
}

static int run_batch(struct program *p)
{
	struct batch_result result;
	struct responder r = {.search = &p->search,
		.usual = p->options.settings,
		.paths = &p->options.paths,
		.version = TRACUU_VERSION,
		.log = log_error};
	bool ok = batch_run(&r, p->in, &result, &p->err);
	if (p->in != stdin)
		fclose(p->in);
	if (!ok)
		return fail(p);
	int status = result.found > 0 ? EXIT_FOUND : EXIT_NOTHING;
	status = result.unread > 0 ? EXIT_USAGE : status;
	return finish(p, result.failed > 0 ? EXIT_FAILED : status);
}

/* One article, by its id or as a hit of the last answer. */
static int one_article(struct program *p)
{
	struct options *o = &p->options;
	const struct article_task task = {
		.task = o->task,
		.asked = p->by_rank ? p->last.id : str_from_c(o->subject),
		.hit = p->by_rank ? &p->last : NULL,
		.number = o->subject,
		.json = o->format == FORMAT_JSON,
		.paths = &o->paths,
		.numbered = p->aside,
		.look = &p->look,
	};
	if (!article_run(&p->search, &task, &p->out, &p->err))
		return p->err.code == ERROR_NOT_FOUND ? (fail(p), EXIT_NOTHING) : fail(p);
	return finish(p, EXIT_FOUND);
}

static int analyse(struct program *p)
{
	struct options *o = &p->options;
	struct analysis analysis;
	if (!analysis_make(str_from_c(o->subject), o->settings.diacritics, &analysis, &p->err))
		return fail(p);
	if (o->format == FORMAT_JSON)
		print_json_analysis(&p->out, &analysis, &(struct json_frame){0});
	else
		print_text_analysis(&p->out, &analysis);
	analysis_free(&analysis);
	return finish(p, EXIT_FOUND);
}

static int run_list(struct program *p)
{
	struct list_result result;
	bool ok = list_run(&p->search, &p->options, p->in, &result, &p->err);
	if (p->in != stdin)
		fclose(p->in);
	if (!ok)
		return fail(p);
	if (result.failed > 0)
		return EXIT_USAGE;
	return result.found > 0 ? EXIT_FOUND : EXIT_NOTHING;
}

static int run_on_archive(struct program *p)
{
	bool reads = p->options.task == TASK_BATCH || p->options.task == TASK_LIST;
	if (!open_archive(p) || (reads && !open_batch(p)))
		return fail(p);
	/* All is open that is read from now on. */
	confine(CONFINE_QUERY);
	int status = EXIT_FAILED;
	switch (p->options.task) {
	case TASK_BATCH:
		status = run_batch(p);
		break;
	case TASK_LIST:
		status = run_list(p);
		break;
	case TASK_SHOW:
	case TASK_OPEN:
	case TASK_CITE:
		status = one_article(p);
		break;
	case TASK_SIMILAR:
		status = similar(p);
		break;
	case TASK_READ:
		status = search_stdin(p);
		break;
	default:
		status = search(p, buf_str(&p->options.words));
		break;
	}
	/* The search stays open: to unmap its files page by page, only for the process to end,
	   takes a fortieth of the time of a query. */
	return status;
}

static int answer_aside(void *context, int notes)
{
	struct program *p = context;
	p->aside = true;
	if (dup2(notes, STDOUT_FILENO) < 0)
		return EXIT_FAILED;
	return run_on_archive(p);
}

/* What needs more than a confined process may: it answers, and this one does something with it. */
static int run_in_front(struct program *p)
{
	enum { MOST = 256 << 20 };
	struct buf out = {.ceiling = MOST};
	int status = EXIT_FAILED;
	bool ok = aside_run(answer_aside, p, &out, &status, &p->err);
	if (ok && status == EXIT_FOUND && p->options.task == TASK_OPEN)
		ok = opening_open(buf_str(&out), &p->err);
	else if (ok && status == EXIT_FOUND)
		article_page(buf_str(&out));
	else if (ok)
		aside_write(STDOUT_FILENO, buf_str(&out));
	buf_free(&out);
	if (!ok)
		return p->err.code == ERROR_NOT_FOUND ? (fail(p), EXIT_NOTHING) : fail(p);
	return status;
}

static int news_aside(void *context, int notes)
{
	struct program *p = context;
	if (!open_archive(p))
		return fail(p);
	confine(CONFINE_QUERY);
	if (!news_run(&p->news, &p->search, notes, &p->err, &p->at))
		return fail(p);
	return p->news.first || p->news.found > 0 ? EXIT_FOUND : EXIT_NOTHING;
}

/* What is new, by a process that answers; what was seen is kept by this one. */
static int run_news(struct program *p)
{
	struct buf notes = {.ceiling = SEEN_BYTES_MAX};
	struct options *o = &p->options;
	int status = EXIT_FAILED;
	char *archive = o->archive ? realpath(o->archive, NULL) : NULL;
	bool ok = news_prepare(&p->news, o, archive, &p->err);
	o->archive = o->archive ? o->archive : p->news.saved.archive;
	ok = ok && aside_run(news_aside, p, &notes, &status, &p->err);
	if (ok && (status == EXIT_FOUND || status == EXIT_NOTHING))
		ok = news_keep(&p->news, buf_str(&notes), &p->err);
	if (ok && status == EXIT_FOUND && p->news.first)
		ok = news_append_kept(&p->out, &p->news) || error_set_memory(&p->err);
	status = ok ? finish(p, status) : fail(p);
	news_free(&p->news);
	buf_free(&notes);
	free(archive);
	return status;
}

static int list_saved(struct program *p)
{
	return news_list(&p->out, &p->err) ? finish(p, p->out.len > 0 ? EXIT_FOUND : EXIT_NOTHING)
					   : fail(p);
}

static int forget(struct program *p)
{
	return saved_remove(p->options.subject, &p->err) ? EXIT_FOUND : fail(p);
}

static bool needs_front(const struct program *p)
{
	const struct options *o = &p->options;
	bool pages = o->task == TASK_SHOW && o->format == FORMAT_TEXT && !o->no_pager;
	return o->task == TASK_OPEN || (pages && isatty(STDOUT_FILENO));
}

/* The hit that a number means, where there may be a last answer; another text is an id. */
static bool find_subject(struct program *p)
{
	size_t rank;
	bool one = p->options.task == TASK_SHOW || p->options.task == TASK_OPEN ||
		   p->options.task == TASK_CITE || p->options.task == TASK_SIMILAR;
	p->by_rank = one && last_is_possible() && last_is_rank(p->options.subject, &rank);
	return !p->by_rank || last_find(rank, &p->last, &p->err);
}

static int run_task(struct program *p)
{
	if (!find_subject(p))
		return p->err.code == ERROR_NOT_FOUND ? (fail(p), EXIT_NOTHING) : fail(p);
	if (needs_front(p))
		return run_in_front(p);
	p->last_answer = options_list_hits(&p->options) ? last_open() : -1;
	return run_on_archive(p);
}

/* What can be told without an archive is. */
static int complete(struct program *p)
{
	struct completion c;
	bool done = false;
	bool ok = completion_start(&c, &p->options, &p->out, &done, &p->err);
	if (ok && !done) {
		ok = open_archive(p);
		confine(CONFINE_QUERY);
		ok = ok && completion_words(&c, &p->search, &p->out, &p->err) &&
		     mapping_check(&p->err);
	}
	completion_free(&c);
	p->options.format = ok ? FORMAT_JSON : FORMAT_TEXT; /* tabs stay */
	return ok ? finish(p, p->out.len > 0 ? EXIT_FOUND : EXIT_NOTHING) : fail(p);
}

/* Not confined: the processes that it starts are, which answer. */
static int serve(struct program *p)
{
	struct serve_options *o = &p->options.serving;
	char *path = archive_path(p);
	o->archive = path;
	o->usual = p->options.settings;
	o->paths = &p->options.paths;
	o->version = TRACUU_VERSION;
	bool ok = path && serve_run(o, &p->err);
	free(path);
	return ok ? EXIT_FOUND : fail(p);
}

static int run(struct program *p)
{
	switch (p->options.task) {
	case TASK_HELP:
		return help_append(&p->out, p->options.subject, terminal_columns(STDOUT_FILENO),
			       &p->err)
			       ? finish(p, EXIT_FOUND)
			       : fail(p);
	case TASK_VERSION:
		help_append_version(&p->out, TRACUU_VERSION);
		return finish(p, EXIT_FOUND);
	case TASK_SERVE:
		return serve(p);
	case TASK_ANALYSE:
		confine(CONFINE_QUERY);
		return analyse(p);
	case TASK_SAVED:
		return list_saved(p);
	case TASK_FORGET:
		return forget(p);
	case TASK_SAVE:
	case TASK_NEW:
		return run_news(p);
	case TASK_COMPLETE:
		return complete(p);
	default:
		return run_task(p);
	}
}

int main(int argc, char **argv)
{
	static struct program p = {.at = QUERY_NO_PLACE, .last_answer = -1};
	lang_init();
	fatal_install("tracuu", EXIT_FAILED);
	mapping_survive();
	limits_set("tracuu", EXIT_FAILED);
	bool ok = options_read(argc, argv, &p.options, &p.err);
	p.look = look_of(p.options.color);
	int status = ok ? run(&p) : fail(&p);
	options_free(&p.options);
	buf_free(&p.out);
	return status;
}
