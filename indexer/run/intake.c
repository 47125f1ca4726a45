#include "article/readers/reader.h"
#include "base/lang.h"
#include "indexer/inversion/batch.h"
#include "indexer/run/arrival.h"
#include "indexer/run/arrival_report.h"
#include "indexer/run/plain.h"
#include "indexer/run/steps.h"
#include "indexer/work/stop.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

/* Articles after which the ledger's memory is given back, so that it does not grow with
   the archive. */
enum { RELAX_EVERY = 2000 };

/* One file that is being read. */
struct visit {
	struct run *run;
	uint32_t number;  /* in the ledger */
	struct buf real;  /* path to open it by */
	struct buf shown; /* path to name it by */
	struct buf place; /* path below the source */
	struct buf id;    /* of the article that is read */
	struct buf scratch;
	struct arena lists;
	int fd;
	struct stat before;    /* as it was when opened */
	unsigned attempt;      /* 1 or 2 */
	uint64_t bytes_before; /* of progress, when it was begun */
	bool broken;           /* not all of it could be read */
	bool repeats;          /* it repeats an id: to be told again next time */
};

static struct str path_in_source(const struct visit *v)
{
	return ledger_path(&v->run->ledger, v->number);
}

static void skip(struct visit *v, struct str id, uint64_t line, const char *why)
{
	run_skip(v->run, ledger_file(&v->run->ledger, v->number)->source, path_in_source(v), id,
		line, why);
}

static void skip_file(struct visit *v, const char *why)
{
	v->broken = true;
	skip(v, str_make("", 0), 0, why);
}

/* ---- One article ---- */

static bool report_repeat(struct visit *v, const struct record *r, uint64_t line, struct str path,
	uint64_t first_line)
{
	char why[512];
	if (first_line > 0)
		snprintf(why, sizeof why,
			SAY("mã này đã có ở %.*s, dòng %llu; bài sau bị bỏ qua",
				"this id was seen before, in %.*s, line %llu; the later article is "
				"skipped"),
			STR_ARG(path), (unsigned long long)first_line);
	else
		snprintf(why, sizeof why,
			SAY("mã này đã có ở %.*s; bài sau bị bỏ qua",
				"this id was seen before, in %.*s; the later article is skipped"),
			STR_ARG(path));
	v->repeats = true;
	skip(v, r->id, line, why);
	return true;
}

/* Where an article with this id was met first: in this run, or in a file that did
   not change. */
static bool is_repeat(const struct visit *v, const struct key *key,
	const struct catalogue_article *old, uint32_t *file, uint64_t *line)
{
	const struct ledger_article *met = ledger_find(&v->run->ledger, key);
	if (met) {
		*file = met->file;
		*line = met->line;
		return true;
	}
	const struct past_file *home = old ? past_file(&v->run->past, old->file) : NULL;
	if (!home || home->state != PAST_SAME)
		return false;
	*file = home->now;
	*line = old->line;
	return true;
}

static void count_lacks(struct report_lacks *lacks, const struct record *r)
{
	bool body = false;
	for (size_t i = 0; i < r->block_count && !body; i++)
		body = r->blocks[i].zone == ZONE_LEAD || r->blocks[i].zone == ZONE_BODY;
	lacks->date += r->date.len == 0;
	lacks->author += r->author_count == 0;
	lacks->body += !body;
}

static bool place(struct visit *v, const struct article *a, const struct record *r,
	const struct catalogue_article *old, struct catalogue_article *entry, struct error *err)
{
	struct run *run = v->run;
	bool equal = old && key_eq(&old->content, &entry->content);
	uint32_t where = old ? old->shard : 0;
	bool stays = equal && !run->options->reread;
	if (!stays && !shards_add(run->shards, r, &where, err))
		return false;
	if (!ledger_add_article(&run->ledger, entry, stays ? PLACED_OLD : PLACED_NEW, where, err))
		return false;
	if (equal) {
		run->unchanged++;
		return true;
	}
	count_lacks(&run->lacks, r);
	arrival_report(&run->report, old ? REPORT_CHANGED : REPORT_ADDED, a, r);
	return true;
}

/* A file that is one article is known by its path; of others each article by what it is
   given, or where it stands. */
static bool name_article(struct visit *v, struct article *a)
{
	struct str given = a->id.value.len > 0 ? a->id.value : a->url.value;
	buf_reset(&v->id);
	if (a->whole)
		buf_append(&v->id, buf_str(&v->place));
	else if (given.len > 0)
		plain_text(&v->id, given);
	else
		buf_printf(&v->id, "%.*s#%llu", STR_ARG(buf_str(&v->place)),
			(unsigned long long)a->line);
	a->id.value = buf_str(&v->id);
	return !v->id.failed;
}

static bool take_article(struct visit *v, struct article *a, struct error *err)
{
	struct run *run = v->run;
	struct record r;
	arena_reset(&v->lists);
	if (!name_article(v, a) || !arrival_record(a, buf_str(&v->shown), &v->lists, &r))
		return error_set_memory(err);
	struct catalogue_article entry = {.key = key_of(r.id),
		.id = r.id,
		.line = a->line,
		.file = v->number,
		.text_bytes = (uint32_t)record_text_bytes(&r)};
	struct catalogue_article past;
	bool known = catalogue_find_article(&run->past.catalogue, &entry.key, &past);
	uint32_t file;
	uint64_t line;
	if (is_repeat(v, &entry.key, known ? &past : NULL, &file, &line)) {
		struct buf first = BUF_INIT;
		run_display_path(run, ledger_file(&run->ledger, file)->source,
			ledger_path(&run->ledger, file), &first);
		report_repeat(v, &r, a->line, buf_str(&first), line);
		buf_free(&first);
		return true;
	}
	if (!arrival_content(&r, &v->scratch, &entry.content))
		return error_set_memory(err);
	if (++run->progress.articles % RELAX_EVERY == 0)
		ledger_relax(&run->ledger);
	return place(v, a, &r, known ? &past : NULL, &entry, err);
}

/* ---- One file ---- */

static bool differs(const struct stat *a, const struct stat *b)
{
	return a->st_size != b->st_size || a->st_ino != b->st_ino ||
	       a->st_mtim.tv_sec != b->st_mtim.tv_sec || a->st_mtim.tv_nsec != b->st_mtim.tv_nsec ||
	       a->st_ctim.tv_sec != b->st_ctim.tv_sec || a->st_ctim.tv_nsec != b->st_ctim.tv_nsec;
}

static bool has_changed(const struct visit *v)
{
	struct stat now;
	return fstat(v->fd, &now) != 0 || differs(&v->before, &now);
}

static void tick(struct visit *v)
{
	off_t at = lseek(v->fd, 0, SEEK_CUR);
	if (at > 0)
		v->run->progress.bytes = v->bytes_before + (uint64_t)at;
	progress_tick(&v->run->progress);
}

enum outcome {
	DONE,  /* read, as far as it could be */
	AGAIN, /* it changed before any of its articles was taken */
	FATAL  /* the run is over */
};

static enum outcome take_step(struct visit *v, enum article_step step, struct article_format format,
	struct article *a, const struct article_problem *problem, struct error *err)
{
	if (step == ARTICLE_READ) {
		/* A text file is one article: none of it is taken unless all of it is good. */
		bool spoilt = article_kind_is_whole(format.kind) && has_changed(v);
		bool ok = spoilt || take_article(v, a, err);
		article_free(a);
		return spoilt ? AGAIN : ok ? DONE : FATAL;
	}
	if (problem->error.code == ERROR_MEMORY) {
		*err = problem->error;
		return FATAL;
	}
	v->broken = true;
	skip(v, str_from_c(problem->id), problem->line, problem->error.message);
	return DONE;
}

/* Told each run, so read each run, as far as its header. */
static bool pass_over(struct visit *v, struct error *err)
{
	struct run *run = v->run;
	struct str name = buf_str(&v->place), folder = buf_str(&v->shown);
	struct unread_list one = {0};
	const char *slash = memrchr(name.ptr, '/', name.len);
	if (slash)
		name = str_slice(name, (size_t)(slash + 1 - name.ptr), name.len);
	slash = memrchr(folder.ptr, '/', folder.len);
	folder.len = slash ? (size_t)(slash - folder.ptr) : 0;
	v->repeats = true;
	bool ok = unread_add(&one, UNREAD_TABLE, name.ptr) && unread_add_all(&run->unread, &one);
	if (ok)
		report_unread(&run->report, folder, &one.list[0]);
	unread_free(&one);
	return ok || error_set_memory(err);
}

static enum outcome read_articles(struct visit *v, struct article_format format, struct error *err)
{
	uint32_t source = ledger_file(&v->run->ledger, v->number)->source;
	const struct article_file file = {.fd = v->fd,
		.format = format,
		.path = buf_str(&v->place).ptr,
		.encoding = v->run->manifest.sources[source].encoding,
		.map = v->run->sources[source].map,
		.unused = v->run->sources[source].unused};
	struct article_reader *reader = article_reader_open(&file, err);
	if (!reader)
		return FATAL;
	enum outcome outcome = DONE;
	while (outcome == DONE) {
		struct article a = {0};
		struct article_problem problem = {0};
		enum article_step step = article_reader_next(reader, &a, &problem);
		if (step == ARTICLE_END)
			break;
		if (step == ARTICLE_FOREIGN) {
			outcome = pass_over(v, err) ? DONE : FATAL;
			break;
		}
		outcome = stop_check(err) ? take_step(v, step, format, &a, &problem, err) : FATAL;
		tick(v);
		if (step == ARTICLE_BROKEN)
			break;
	}
	article_reader_close(reader);
	return outcome;
}

static const char *changed_while_read(void)
{
	return SAY("tệp bị thay đổi trong lúc đọc; lần chạy sau sẽ đọc lại",
		"the file changed while it was read; the next run will read it again");
}

/* The file has the bytes that the past knows: nothing to read. */
static bool is_untouched(const struct visit *v, const struct key *content)
{
	const struct run *run = v->run;
	const struct ledger_file *file = ledger_file(&run->ledger, v->number);
	struct catalogue_file old;
	return !run_reads_anew(run, file->source) &&
	       catalogue_find_file(&run->past.catalogue, &file->key, &old) && old.clean &&
	       key_eq(&old.content, content);
}

static void set_past(const struct visit *v, enum past_state state)
{
	struct catalogue_file old;
	const struct key *key = &ledger_file(&v->run->ledger, v->number)->key;
	if (!catalogue_find_file(&v->run->past.catalogue, key, &old))
		return;
	struct past_file *file = past_file(&v->run->past, old.number);
	if (file)
		*file = (struct past_file){state, v->number};
}

/* What is known of the file once it has been read. */
static void conclude(struct visit *v, const struct key *content, bool untouched)
{
	struct ledger_file *file = ledger_file(&v->run->ledger, v->number);
	file->content = *content;
	file->size = (uint64_t)v->before.st_size;
	file->mtime_ns = (int64_t)v->before.st_mtim.tv_sec * 1000000000 + v->before.st_mtim.tv_nsec;
	file->clean = !v->broken && !v->repeats;
	set_past(v, untouched ? PAST_SAME : v->broken ? PAST_KEPT : PAST_READ);
}

static enum outcome read_open(struct visit *v, struct article_format format, struct error *err)
{
	struct digest digest;
	uint64_t size;
	struct error problem = {0};
	if (!digest_file(v->fd, buf_str(&v->shown).ptr, &digest, &size, &problem)) {
		skip_file(v, problem.message);
		return DONE;
	}
	/* A JSON Lines file that grows all the time is read as it grows: its whole lines are
	   good articles, and the rest waits for the next run. */
	if (has_changed(v) && (v->attempt == 1 || article_kind_is_whole(format.kind)))
		return AGAIN;
	struct key content = key_of_digest(&digest);
	bool untouched = is_untouched(v, &content);
	enum outcome outcome = untouched ? DONE : read_articles(v, format, err);
	if (outcome == DONE && !untouched && has_changed(v))
		skip_file(v, changed_while_read());
	if (outcome == DONE)
		conclude(v, &content, untouched);
	return outcome;
}

/* Never hangs: O_NONBLOCK is for a FIFO that took the file's place. */
static enum outcome open_and_read(struct visit *v, struct error *err)
{
	char reason[128];
	const char *real = buf_str(&v->real).ptr;
	v->fd = open(real, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
	if (v->fd < 0 || fstat(v->fd, &v->before) != 0) {
		skip_file(v, lang_errno(errno, reason, sizeof reason));
		return DONE;
	}
	if (!S_ISREG(v->before.st_mode)) {
		skip_file(v, SAY("không còn là tệp thường", "not a regular file any more"));
		return DONE;
	}
	posix_fadvise(v->fd, 0, 0, POSIX_FADV_SEQUENTIAL);
	return read_open(v, article_format_of(real), err);
}

static enum outcome read_once(struct visit *v, struct error *err)
{
	v->fd = -1;
	enum outcome outcome = open_and_read(v, err);
	if (v->fd >= 0)
		close(v->fd);
	return outcome;
}

static bool read_file(struct visit *v, struct error *err)
{
	v->attempt = 1;
	enum outcome outcome = read_once(v, err);
	if (outcome == AGAIN) {
		v->attempt = 2;
		outcome = read_once(v, err);
	}
	if (outcome == AGAIN)
		skip_file(v, changed_while_read());
	return outcome != FATAL;
}

/* The path below the source; of a source that is itself a file, its name. */
static bool name_file(struct visit *v)
{
	struct str path = path_in_source(v);
	if (path.len == 0) {
		path = buf_str(&v->real);
		const char *slash = memrchr(path.ptr, '/', path.len);
		if (slash)
			path = str_slice(path, (size_t)(slash + 1 - path.ptr), path.len);
	}
	buf_reset(&v->place);
	plain_text(&v->place, path);
	return !v->place.failed;
}

static bool visit_file(struct run *run, struct visit *v, uint32_t number, struct error *err)
{
	const struct ledger_file *file = ledger_file(&run->ledger, number);
	uint64_t end = run->progress.bytes + file->size;
	v->run = run;
	v->number = number;
	v->bytes_before = run->progress.bytes;
	v->broken = v->repeats = false;
	if (!run_real_path(run, file->source, path_in_source(v), &v->real) ||
		!run_display_path(run, file->source, path_in_source(v), &v->shown) || !name_file(v))
		return error_set_memory(err);
	bool ok = stop_check(err) && read_file(v, err);
	run->progress.bytes = end;
	progress_tick(&run->progress);
	return ok;
}

static void report_unused_keys(struct run *run)
{
	for (size_t i = 0; i < run->manifest.source_count; i++) {
		const struct unused_keys *u = run->sources[i].unused;
		for (size_t k = 0; k < u->count; k++)
			report_unused(&run->report, str_from_c(run->manifest.sources[i].name),
				str_from_c(u->keys[k].name), u->keys[k].count);
	}
}

bool intake(struct run *run, struct error *err)
{
	struct visit v = {0};
	bool ok = true;
	progress_stage(&run->progress, SAY("Đang lập chỉ mục", "Indexing"), run->todo_bytes);
	for (size_t i = 0; ok && i < run->todo_count; i++) {
		void *numbers = run->todo.bytes;
		ok = visit_file(run, &v, ((uint32_t *)numbers)[i], err);
	}
	report_unused_keys(run);
	buf_free(&v.real);
	buf_free(&v.shown);
	buf_free(&v.place);
	buf_free(&v.id);
	buf_free(&v.scratch);
	arena_free(&v.lists);
	return ok;
}
