#include "article/readers/droppings.h"
#include "article/readers/kinds.h"
#include "article/readers/reader.h"
#include "article/readers/sniff.h"
#include "article/worker/client.h"
#include "base/checksum.h"
#include "base/lang.h"
#include "base/moment.h"
#include "indexer/run/steps.h"
#include "indexer/run/visit.h"
#include "indexer/scan/beside.h"
#include "indexer/scan/opened.h"
#include "indexer/work/stop.h"

#include <stdio.h>
#include <unistd.h>

static void skip_file(struct visit *v, const char *why)
{
	v->broken = true;
	visit_skip(v, str_make("", 0), 0, why);
}

static void tick(struct visit *v)
{
	off_t at = lseek(v->file.fd, 0, SEEK_CUR);
	if (at > 0)
		v->run->progress.bytes = v->bytes_before + (uint64_t)at;
	progress_tick(&v->run->progress);
}

enum outcome {
	DONE,  /* read, as far as it could be */
	AGAIN, /* it changed before any of its articles was taken */
	FATAL  /* the run is over */
};

/* No more of the file is read, now or until it changes. */
static void end_by(struct visit *v, enum ceiling ceiling)
{
	v->ceiling = ceiling;
	skip_file(v, ceiling_why(ceiling));
}

/* Tells what of FOLDER, or of a pack, is not read. */
static bool tell_unread(struct run *run, struct str folder, struct unread_list *l)
{
	unread_sort(l);
	for (size_t i = 0; i < l->count; i++)
		report_unread(&run->report, folder, &l->list[i]);
	bool ok = unread_add_all(&run->unread, l);
	unread_free(l);
	return ok;
}

/* What it is that NAME holds in the place of articles. */
static enum unread_kind no_article(const char *name)
{
	enum article_kind kind = article_format_of(name).kind;
	return kind == ARTICLE_CSV || kind == ARTICLE_TSV ? UNREAD_TABLE : UNREAD_PAGE;
}

/* Told each run, so looked at each run; but pages, of which there may be as many as articles. */
static bool pass_over(struct visit *v, enum unread_kind kind, struct error *err)
{
	struct str name = str_after_last(buf_str(&v->place), '/'), folder = buf_str(&v->shown);
	struct unread_list one = {0};
	const char *slash = memrchr(folder.ptr, '/', folder.len);
	folder.len = slash ? (size_t)(slash - folder.ptr) : 0;
	v->foreign = kind != UNREAD_PAGE;
	return (unread_add(&one, kind, name.ptr) && tell_unread(v->run, folder, &one)) ||
	       error_set_memory(err);
}

/* What of a pack is not read is told when the rest of it is. */
static bool pass_over_member(
	struct visit *v, const struct article_problem *problem, struct error *err)
{
	struct str path = str_from_c(problem->member);
	const char *name = str_after_last(path, '/').ptr;
	bool missing = problem->error.code == ERROR_NOT_FOUND;
	enum unread_kind kind = dropping_is_in(path)                ? UNREAD_DROPPING
				: missing                           ? UNREAD_READER
				: problem->error.code == ERROR_NONE ? UNREAD_TYPE
								    : no_article(name);
	v->broken |= missing; /* the archive keeps what it has of it */
	return unread_add(&v->unread, kind, name) || error_set_memory(err);
}

/* Something of the file can't be read. */
static enum outcome take_problem(
	struct visit *v, const struct article_problem *problem, struct error *err)
{
	if (problem->error.code == ERROR_MEMORY) {
		*err = problem->error;
		return FATAL;
	}
	v->broken = true;
	v->member = str_from_c(problem->member);
	visit_skip(v, str_from_c(problem->id), problem->line, problem->error.message);
	v->member = STR("");
	if (++v->lost > CEILING_BROKEN_MAX + v->taken)
		end_by(v, CEILING_BROKEN);
	return DONE;
}

static enum outcome take_article(
	struct visit *v, struct article_format format, struct article *a, struct error *err)
{
	/* A text file is one article: none of it is taken unless all of it is good. */
	bool spoilt = article_kind_is_whole(format.kind) && opened_has_changed(&v->file);
	bool ok = spoilt || visit_take(v, a, err);
	v->taken++;
	article_free(a);
	return spoilt ? AGAIN : ok ? DONE : FATAL;
}

static enum outcome take_step(struct visit *v, enum article_step step, struct article_format format,
	struct article *a, const struct article_problem *problem, struct error *err)
{
	switch (step) {
	case ARTICLE_READ:
		return take_article(v, format, a, err);
	case ARTICLE_FOREIGN:
		return pass_over(v, no_article(buf_str(&v->place).ptr), err) ? DONE : FATAL;
	case ARTICLE_UNREAD:
		return pass_over_member(v, problem, err) ? DONE : FATAL;
	case ARTICLE_SKIPPED:
	case ARTICLE_BROKEN:
		return take_problem(v, problem, err);
	case ARTICLE_MEMBER:
	case ARTICLE_WORKING:
	case ARTICLE_END:
		break;
	}
	return DONE;
}

/* All is read: that the record has a checksum is for the next run. */
static bool note_alone(void *context, const struct checksum128 *raw, uint64_t line)
{
	(void)context;
	(void)raw;
	(void)line;
	return false;
}

/* The open file FD at PLACE below SOURCE, as its reader is told of it. */
static struct article_file file_of(const struct run *run, uint32_t source, int fd,
	struct article_format format, const struct buf *place)
{
	return (struct article_file){.fd = fd,
		.format = format,
		.path = buf_str(place).ptr,
		.encoding = run->manifest.sources[source].encoding,
		.map = run->sources[source].map,
		.unused = run->sources[source].unused,
		.article_bytes = run->memory.article,
		.unpack_bytes = run->memory.unpack,
		.ocr = run->manifest.ocr,
		.scans = &run->scan_store};
}

static enum outcome read_articles(struct visit *v, struct article_format format, struct error *err)
{
	uint32_t source = ledger_file(&v->run->ledger, v->number)->source;
	struct article_file file = file_of(v->run, source, v->file.fd, format, &v->place);
	file.is_known = run_reads_anew(v->run, source) ? note_alone : visit_is_known;
	file.context = v;
	file.raw_seed = visit_seed(v);
	file.beside = buf_str(&v->file.said);
	struct article_reader *reader = article_reader_open(&file, err);
	if (!reader)
		return FATAL;
	enum outcome outcome = DONE;
	bool on = true;
	while (outcome == DONE && on && v->ceiling == CEILING_NONE) {
		struct article a = {0};
		struct article_problem problem = {0};
		enum article_step step = article_reader_next(reader, &a, &problem);
		outcome = stop_check(err) ? take_step(v, step, format, &a, &problem, err) : FATAL;
		on = step != ARTICLE_END && step != ARTICLE_FOREIGN && step != ARTICLE_BROKEN;
		tick(v);
	}
	if (v->ceiling == CEILING_NONE && !v->foreign)
		v->ceiling = article_reader_ceiling(reader);
	article_reader_close(reader);
	if (outcome == DONE && v->failed.code != ERROR_NONE) {
		*err = v->failed;
		outcome = FATAL;
	}
	if (!tell_unread(v->run, buf_str(&v->shown), &v->unread) && outcome == DONE)
		outcome = error_set_memory(err) ? DONE : FATAL;
	return outcome;
}

/* What has articles in the archive and is empty now has lost them: its reader says so. */
static bool is_nothing(const struct visit *v)
{
	const struct past_file *past =
		v->home.known ? past_file(&v->run->past, v->home.former.number) : NULL;
	return opened_is_empty(&v->file) && !(past && past->has_articles);
}

/* A file whose name promised what its bytes are not is of no kind that is read. */
static enum outcome read_as(struct visit *v, struct article_format format, struct error *err)
{
	if (is_nothing(v))
		return pass_over(v, UNREAD_EMPTY, err) ? DONE : FATAL;
	bool read = article_kind_is_read(format.kind), installed = worker_is_installed(format.kind);
	if (read && installed)
		return read_articles(v, format, err);
	v->broken |= read; /* the archive keeps what it has of it */
	return pass_over(v, read ? UNREAD_READER : UNREAD_TYPE, err) ? DONE : FATAL;
}

static const char *changed_while_read(void)
{
	return SAY("tệp bị thay đổi trong lúc đọc; lần chạy sau sẽ đọc lại",
		"the file changed while it was read; the next run will read it again");
}

/* The file has the bytes that the past knows: nothing to read. */
static bool is_untouched(const struct visit *v, const struct key *content)
{
	const struct ledger_file *file = ledger_file(&v->run->ledger, v->number);
	if (run_reads_anew(v->run, file->source) || !v->home.known || !v->home.former.clean)
		return false;
	const struct past_file *past = past_file(&v->run->past, v->home.former.number);
	return past && !past->anew && key_eq(&v->home.former.content, content);
}

static void set_past(const struct visit *v, enum past_state state)
{
	const struct home *home = &v->home;
	struct past_file *file = home->known ? past_file(&v->run->past, home->former.number) : NULL;
	if (file) {
		file->state = state;
		file->now = v->number;
	}
}

/* The next run shall know it, though there be no generation. */
static bool note_times(struct visit *v, const struct ledger_file *file)
{
	const struct file_times entry = {.file = file->key,
		.content = v->home.former.content,
		.size = file->size,
		.mtime_ns = file->mtime_ns,
		.ctime_ns = file->ctime_ns,
		.seen_ns = v->run->manifest.started_ns};
	v->run->times_changed = true;
	return times_add(&v->run->touched, &entry);
}

/* What is known of the file once it has been read. False when out of memory. */
static bool conclude(struct visit *v, const struct key *content, bool untouched)
{
	struct ledger_file *file = ledger_file(&v->run->ledger, v->number);
	file->content = *content;
	struct stat both = opened_stat(&v->file);
	file->ceiling = v->ceiling;
	file->ctime_ns = moment_ns(&both.st_ctim);
	/* That it need not be read again is known to the next run only by a new generation. */
	v->run->ceilings_changed |= v->ceiling != CEILING_NONE ||
				    (v->home.known && v->home.former.ceiling != CEILING_NONE);
	file->size = (uint64_t)both.st_size;
	file->mtime_ns = moment_ns(&both.st_mtim);
	file->clean = !v->broken && !v->foreign && v->file.unheard.code == ERROR_NONE &&
		      v->file.guard.unread.code == ERROR_NONE;
	bool kept = v->broken || v->foreign;
	set_past(v, untouched ? PAST_SAME : kept ? PAST_KEPT : PAST_READ);
	if (untouched)
		v->run->closed_read -= past_file(&v->run->past, v->home.former.number)->closed;
	return !untouched || !file->clean || note_times(v, file);
}

/* Of a file that is not read, its bytes are not known. */
static enum outcome refuse(struct visit *v, enum ceiling ceiling)
{
	const struct key unknown = {0};
	v->home = identity_home(v->run, v->number, &unknown);
	end_by(v, ceiling);
	conclude(v, &unknown, false);
	return DONE;
}

static enum outcome read_open(struct visit *v, struct article_format format, struct error *err)
{
	struct digest digest;
	uint64_t size;
	struct error problem = {0};
	enum ceiling ceiling = opened_ceiling(&v->file, format);
	if (ceiling != CEILING_NONE)
		return refuse(v, ceiling);
	if (!digest_file(v->file.fd, buf_str(&v->shown).ptr, &digest, &size, &problem)) {
		skip_file(v, problem.message);
		return DONE;
	}
	/* A JSON Lines file that grows all the time is read as it grows: its whole lines are
	   good articles, and the rest waits for the next run. */
	if (opened_has_changed(&v->file) && (v->attempt == 1 || article_kind_is_whole(format.kind)))
		return AGAIN;
	struct key content = visit_content(v, &digest);
	v->run->scans.content = content;
	v->home = identity_home(v->run, v->number, &content);
	bool untouched = is_untouched(v, &content);
	enum outcome outcome = untouched ? DONE : read_as(v, format, err);
	if (outcome == DONE && !untouched && opened_has_changed(&v->file))
		skip_file(v, changed_while_read());
	if (outcome == DONE && !conclude(v, &content, untouched)) {
		error_set_memory(err);
		outcome = FATAL;
	}
	return outcome;
}

/* Likewise a tracuu.json of its folders: nobody may see what is there. */
static void report_guard(struct visit *v)
{
	run_skip(v->run, ledger_file(&v->run->ledger, v->number)->source, visit_path(v), STR(""), 0,
		v->file.guard.unread.message);
}

/* Its NAME.meta.json says nothing, and each run tells why. */
static void report_unheard(struct visit *v)
{
	struct str path = visit_path(v);
	buf_reset(&v->scratch);
	buf_append(&v->scratch, path);
	buf_append_c(&v->scratch, path.len > 0 ? BESIDE_ENDING : ""); /* else: the source itself */
	run_skip(v->run, ledger_file(&v->run->ledger, v->number)->source, buf_str(&v->scratch),
		STR(""), 0, v->file.unheard.message);
}

static enum outcome read_once(struct visit *v, struct error *err)
{
	struct error problem = {0};
	const struct ledger_file *file = ledger_file(&v->run->ledger, v->number);
	struct article_format format = article_format_of(buf_str(&v->place).ptr);
	enum outcome outcome = DONE;
	if (opened_open(&v->file, &v->run->sources[file->source].source, visit_path(v),
		    article_kind_is_whole(format.kind), &problem))
		outcome = read_open(v, article_format_at(v->file.fd, buf_str(&v->place).ptr), err);
	else
		skip_file(v, problem.message);
	if (outcome == DONE && v->file.unheard.code != ERROR_NONE)
		report_unheard(v);
	if (outcome == DONE && v->file.guard.unread.code != ERROR_NONE)
		report_guard(v);
	opened_close(&v->file);
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

static bool visit_file(struct run *run, struct visit *v, uint32_t number, struct error *err)
{
	const struct ledger_file *file = ledger_file(&run->ledger, number);
	uint64_t end = run->progress.bytes + file->size;
	v->run = run;
	v->number = number;
	v->bytes_before = run->progress.bytes;
	v->broken = v->foreign = false;
	v->taken = v->lost = 0;
	v->ceiling = CEILING_NONE;
	if (!run_display_path(run, file->source, visit_path(v), &v->shown))
		return error_set_memory(err);
	buf_reset(&v->place);
	if (!buf_append(&v->place, run_place(&run->manifest.sources[file->source], visit_path(v))))
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

static bool is_known(const struct run *run, uint32_t number)
{
	struct catalogue_file old;
	return catalogue_find_file(
		&run->past.catalogue, &ledger_file(&run->ledger, number)->key, &old);
}

static uint32_t todo_at(const struct run *run, size_t i)
{
	void *numbers = run->todo.bytes;
	return ((uint32_t *)numbers)[i];
}

/* Whether the file NUMBER is read by a process, and that has begun. I is its place. */
static bool begin_ahead(const struct run *run, uint32_t number, size_t i)
{
	struct stat st;
	const struct ledger_file *file = ledger_file(&run->ledger, number);
	struct str path = ledger_path(&run->ledger, number);
	struct str below = run_place(&run->manifest.sources[file->source], path);
	struct buf place = BUF_INIT;
	int fd =
		buf_append(&place, below) && article_kind_program(article_format_of(place.ptr).kind)
			? source_open_file(&run->sources[file->source].source, path, &st)
			: -1;
	bool begun = false;
	if (fd >= 0) {
		struct article_format format = article_format_at(fd, place.ptr);
		const struct article_file ahead = file_of(run, file->source, fd, format, &place);
		begun = format.packing == PACKING_NONE && worker_is_installed(format.kind) &&
			worker_read_ahead(&ahead, i);
		close(fd);
	}
	buf_free(&place);
	return begun;
}

/* Files that are looked at ahead, so that one that is slow does not keep all readers waiting. */
enum { AHEAD = 16 };

/* Reads the files that the past knows, or those that it does not; the next of them are read by
   other processes meanwhile, as many as there may be. */
static bool visit_files(struct run *run, struct visit *v, bool known, struct error *err)
{
	bool ok = true;
	unsigned begun[AHEAD] = {0}, running = 0; /* by place, modulo */
	size_t next = 0;
	for (size_t i = 0; ok && i < run->todo_count; i++) {
		next = next > i ? next : i + 1;
		for (; next < run->todo_count && next <= i + AHEAD - 1 &&
			running < run->options->jobs - 1;
			next++) {
			uint32_t number = todo_at(run, next);
			begun[next % AHEAD] =
				is_known(run, number) == known && begin_ahead(run, number, next);
			running += begun[next % AHEAD];
		}
		uint32_t number = todo_at(run, i);
		ok = is_known(run, number) != known || visit_file(run, v, number, err);
		running -= begun[i % AHEAD];
		begun[i % AHEAD] = 0;
		worker_drop_ahead(i);
	}
	worker_drop_ahead(UINT64_MAX);
	return ok;
}

bool intake(struct run *run, struct error *err)
{
	struct visit v = {.file.fd = -1};
	bool ok = run->todo_count == 0 ||
		  identities_open(&run->identities, run, run->draft.path, err);
	progress_stage(&run->progress, SAY("Đang lập chỉ mục", "Indexing"), run->todo_bytes);
	/* Whose ids are known goes first: what is new takes what they leave. */
	ok = ok && visit_files(run, &v, true, err) && visit_files(run, &v, false, err);
	report_unused_keys(run);
	buf_free(&v.shown);
	buf_free(&v.place);
	buf_free(&v.identity.id);
	buf_free(&v.scratch);
	buf_free(&v.room);
	opened_free(&v.file);
	arena_free(&v.lists);
	return ok;
}
