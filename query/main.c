/* tracuu: searches an archive of Vietnamese press releases. */
#include "base/fatal.h"
#include "base/lang.h"
#include "base/mapping.h"
#include "query/answering.h"
#include "query/completion.h"
#include "query/front.h"
#include "query/interact.h"
#include "query/news.h"
#include "query/options/help.h"
#include "query/options/options.h"
#include "query/program.h"
#include "query/request/request.h"
#include "query/showing/last.h"
#include "query/terminal/print.h"
#include "query/terminal/terminal.h"
#include "sandbox/aside.h"
#include "sandbox/confine.h"
#include "sandbox/limits.h"

#include <stdlib.h>
#include <unistd.h>

#ifndef TRACUU_VERSION
#error "the build system gives the version"
#endif

static int analyse(struct program *p)
{
	struct options *o = &p->options;
	struct analysis analysis;
	if (o->format == FORMAT_JSON)
		return program_respond(p, &(struct request){.op = REQUEST_ANALYSE,
						  .q = str_from_c(o->subject),
						  .settings = o->settings});
	if (!analysis_make(str_from_c(o->subject), o->settings.diacritics, &analysis, &p->err))
		return program_fail(p);
	print_text_analysis(&p->out, &analysis);
	analysis_free(&analysis);
	return program_finish(p, EXIT_FOUND);
}

static int news_aside(void *context, int notes)
{
	struct program *p = context;
	if (!program_open_archive(p))
		return program_fail(p);
	confine(p->search.cluster ? CONFINE_REMOTE : CONFINE_QUERY);
	if (!news_run(&p->news, &p->search, notes, &p->err, &p->at))
		return program_fail(p);
	return p->news.first || p->news.found > 0 ? EXIT_FOUND : EXIT_NOTHING;
}

/* What is new, by a process that answers; what was seen is kept by this one. */
static int run_news(struct program *p)
{
	struct buf notes = {.ceiling = SEEN_BYTES_MAX};
	struct options *o = &p->options;
	int status = EXIT_FAILED;
	bool ok = news_prepare(&p->news, o, &p->err);
	const char *as = o->archives.as ? o->archives.as : p->news.saved.archives.as;
	if (o->archives.count == 0)
		o->archives = p->news.saved.archives;
	o->archives.as = as;
	ok = ok && aside_run(news_aside, p, &notes, &status, &p->err);
	if (ok && (status == EXIT_FOUND || status == EXIT_NOTHING))
		ok = news_keep(&p->news, buf_str(&notes), &p->err);
	if (ok && status == EXIT_FOUND && p->news.first)
		ok = news_append_kept(&p->out, &p->news) || error_set_memory(&p->err);
	status = ok ? program_finish(p, status) : program_fail(p);
	news_free(&p->news);
	buf_free(&notes);
	return status;
}

static int list_saved(struct program *p)
{
	return news_list(&p->out, &p->err)
		       ? program_finish(p, p->out.len > 0 ? EXIT_FOUND : EXIT_NOTHING)
		       : program_fail(p);
}

static int forget(struct program *p)
{
	return saved_remove(p->options.subject, &p->err) ? EXIT_FOUND : program_fail(p);
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
		   p->options.task == TASK_HISTORY || p->options.task == TASK_CITE ||
		   p->options.task == TASK_SIMILAR;
	p->by_rank = one && last_is_possible() && last_is_rank(p->options.subject, &rank);
	return !p->by_rank || last_find(rank, &p->last, &p->err);
}

static int run_task(struct program *p)
{
	if (!find_subject(p))
		return program_fail_to_find(p);
	if (needs_front(p))
		return front_run(p);
	p->last_answer = options_list_hits(&p->options) ? last_open() : -1;
	return answering_run(p);
}

/* What can be told without an archive is. */
static int complete(struct program *p)
{
	struct completion c;
	bool done = false;
	bool ok = completion_start(&c, &p->options, &p->out, &done, &p->err);
	if (ok && !done) {
		ok = program_open_archive(p);
		confine(p->search.cluster ? CONFINE_REMOTE : CONFINE_QUERY);
		ok = ok && completion_words(&c, &p->search, &p->out, &p->err) &&
		     mapping_check(&p->err);
	}
	completion_free(&c);
	p->options.format = ok ? FORMAT_JSON : FORMAT_TEXT; /* tabs stay */
	return ok ? program_finish(p, p->out.len > 0 ? EXIT_FOUND : EXIT_NOTHING) : program_fail(p);
}

static int run(struct program *p)
{
	switch (p->options.task) {
	case TASK_HELP:
		return help_append(&p->out, p->options.subject, terminal_columns(STDOUT_FILENO),
			       &p->err)
			       ? program_finish(p, EXIT_FOUND)
			       : program_fail(p);
	case TASK_VERSION:
		help_append_version(&p->out, p->version);
		return program_finish(p, EXIT_FOUND);
	case TASK_SERVE:
		return front_serve(p);
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
	case TASK_INTERACTIVE:
		return interact(p);
	default:
		return run_task(p);
	}
}

int main(int argc, char **argv)
{
	static struct program p = {
		.version = TRACUU_VERSION, .at = QUERY_NO_PLACE, .last_answer = -1};
	lang_init();
	fatal_install("tracuu", EXIT_FAILED);
	mapping_survive();
	limits_set("tracuu", EXIT_FAILED);
	p.argv = argv;
	bool ok = options_read(argc, argv, &p.options, &p.err);
	p.look = look_of(p.options.color);
	int status = ok ? run(&p) : program_fail(&p);
	options_free(&p.options);
	buf_free(&p.out);
	return status;
}
