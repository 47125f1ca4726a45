#include "query/answering.h"

#include "archive/record.h"
#include "base/lang.h"
#include "printing/print.h"
#include "query/article.h"
#include "query/batch.h"
#include "query/export.h"
#include "query/list.h"
#include "query/request/request.h"
#include "query/respond/last_run.h"
#include "query/terminal/print.h"
#include "sandbox/confine.h"

#include <errno.h>
#include <stdlib.h>

/* Enough to say how long a query is that is too long. */
enum { MAX_STDIN = 1 << 20 };

/* Prints ANSWER, which is freed. */
static int print_answer(struct program *p, struct answer *answer)
{
	struct options *o = &p->options;
	if (p->last_answer >= 0)
		last_write(
			p->last_answer, &p->search.archives, (int)o->settings.diacritics, answer);
	if (o->format == FORMAT_IDS)
		print_ids(&p->out, answer);
	else if (o->settings.counts)
		print_text_count(&p->out, answer, &p->look);
	else
		print_text_answer(&p->out, answer, o->settings.limit, &p->look);
	bool found = o->settings.counts ? answer->full.value > 0 : answer->hit_count > 0;
	int status = found ? EXIT_FOUND : EXIT_NOTHING;
	answer_free(answer);
	return program_finish(p, status);
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
	return program_fail(p);
}

static int search(struct program *p, struct str query)
{
	struct options *o = &p->options;
	struct answer answer;
	if (o->all)
		return export(p, query);
	if (o->format == FORMAT_JSON)
		return program_respond(p, &(struct request){.q = query, .settings = o->settings});
	o->settings.only_ids = o->format == FORMAT_IDS;
	if (!search_run(&p->search, query, &o->settings, &answer, &p->err, &p->at))
		return program_fail(p);
	return print_answer(p, &answer);
}

static int similar(struct program *p)
{
	struct options *o = &p->options;
	struct answer answer;
	const struct article_asked asked =
		p->by_rank ? p->last.hit : (struct article_asked){str_from_c(o->subject), STR("")};
	if (o->format == FORMAT_JSON)
		return program_respond(p, &(struct request){.op = REQUEST_SIMILAR,
						  .article = asked.id,
						  .archive = asked.archive,
						  .settings = o->settings});
	o->settings.only_ids = o->format == FORMAT_IDS;
	if (!search_similar(&p->search, asked, &o->settings, &answer, &p->err))
		return program_fail_to_find(p);
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
		status = program_fail(p);
	} else {
		status = search(p, buf_str(&query));
	}
	buf_free(&query);
	return status;
}

static bool open_batch(struct program *p)
{
	const char *path = p->options.subject;
	struct archive_paths archives;
	if (p->options.task == TASK_BATCH && program_archives(p, &archives) &&
		archives.count == 1 && !archives.as)
		p->last_run = last_run_read(archives.list[0]);
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
		.version = p->version,
		.last_run = p->last_run,
		.log = log_error};
	bool ok = batch_run(&r, p->in, &result, &p->err);
	if (p->in != stdin)
		fclose(p->in);
	if (!ok)
		return program_fail(p);
	int status = result.found > 0 ? EXIT_FOUND : EXIT_NOTHING;
	status = result.unread > 0 ? EXIT_USAGE : status;
	return program_finish(p, result.failed > 0 ? EXIT_FAILED : status);
}

/* One article, by its id or as a hit of the last answer. */
static int one_article(struct program *p)
{
	struct options *o = &p->options;
	const struct article_task task = {
		.task = o->task,
		.asked = p->by_rank ? p->last.hit.id : str_from_c(o->subject),
		.hit = p->by_rank ? &p->last : NULL,
		.number = o->subject,
		.numbered = p->aside,
		.look = &p->look,
	};
	struct article_asked asked;
	struct record record;
	if (!article_find(&p->search, &task, &asked, &record, &p->err))
		return program_fail_to_find(p);
	if (o->format == FORMAT_JSON && o->task != TASK_OPEN)
		return program_respond(
			p, &(struct request){
				   .op = o->task == TASK_HISTORY ? REQUEST_HISTORY : REQUEST_SHOW,
				   .article = asked.id,
				   .archive = asked.archive,
				   .settings = o->settings});
	if (!article_tell(&p->search, &task, asked, &record, &p->out, &p->err))
		return program_fail_to_find(p);
	return program_finish(p, EXIT_FOUND);
}

static int run_list(struct program *p)
{
	struct list_result result;
	bool ok = list_run(&p->search, &p->options, p->in, &result, &p->err);
	if (p->in != stdin)
		fclose(p->in);
	if (!ok)
		return program_fail(p);
	if (result.failed > 0)
		return EXIT_USAGE;
	return result.found > 0 ? EXIT_FOUND : EXIT_NOTHING;
}

int answering_run(struct program *p)
{
	bool reads = p->options.task == TASK_BATCH || p->options.task == TASK_LIST;
	if (!program_open_archive(p) || (reads && !open_batch(p)))
		return program_fail(p);
	/* All is open that is read from now on. */
	confine(p->search.cluster ? CONFINE_REMOTE : CONFINE_QUERY);
	int status = EXIT_FAILED;
	switch (p->options.task) {
	case TASK_BATCH:
		status = run_batch(p);
		break;
	case TASK_LIST:
		status = run_list(p);
		break;
	case TASK_SHOW:
	case TASK_HISTORY:
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
