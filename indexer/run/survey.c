#include "article/input/ceiling.h"
#include "base/lang.h"
#include "base/moment.h"
#include "indexer/run/steps.h"
#include "indexer/scan/scan.h"

#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>

/* A file changed twice within the grain of its clock, before and after it was read,
   has one mtime for two contents. So an mtime counts only when it is older than the
   run that read the file by more than the coarsest grain, the 2 s of FAT. */
static const int64_t GRAIN_NS = INT64_C(2000000000);

struct surveyor {
	struct run *run;
	uint32_t source;
	struct digest path; /* of the source */
};

static bool has_times(const struct stat *st, int64_t mtime_ns, int64_t ctime_ns, int64_t seen_ns)
{
	return mtime_ns == moment_ns(&st->st_mtim) && ctime_ns == moment_ns(&st->st_ctim) &&
	       mtime_ns < seen_ns - GRAIN_NS && ctime_ns < seen_ns - GRAIN_NS;
}

/* OLD was touched since the catalogue was written; what was in it then was in it later, too. It
   learns the times of then. */
static bool was_touched(struct run *run, struct catalogue_file *old, const struct stat *st)
{
	const struct file_times *then = times_find(&run->times, &old->key, &old->content);
	if (!then || then->size != old->size ||
		!has_times(st, then->mtime_ns, then->ctime_ns, then->seen_ns))
		return false;
	old->mtime_ns = then->mtime_ns;
	old->ctime_ns = then->ctime_ns;
	return times_add(&run->touched, then);
}

/* A ctime can't be set: what has another one may have been written, and its mtime set back. */
static bool is_same(
	struct run *run, uint32_t source, struct catalogue_file *old, const struct stat *st)
{
	return !run_reads_anew(run, source) && old->clean && old->size == (uint64_t)st->st_size &&
	       (has_times(st, old->mtime_ns, old->ctime_ns, run->past.manifest.started_ns) ||
		       was_touched(run, old, st));
}

/* Its reading was ended by a limit, and would be again. Its times may be set by anybody who can
   write it, but not its ctime. */
static bool is_ended(const struct run *run, uint32_t source, const struct catalogue_file *old,
	const struct stat *st)
{
	return ceiling_holds(old->ceiling) && !run_reads_anew(run, source) &&
	       old->size == (uint64_t)st->st_size && old->mtime_ns == moment_ns(&st->st_mtim) &&
	       old->ctime_ns == moment_ns(&st->st_ctim) &&
	       old->ctime_ns < run->past.manifest.started_ns - GRAIN_NS;
}

static void mark(const struct run *run, const struct catalogue_file *old, enum past_state state,
	uint32_t now)
{
	struct past_file *file = past_file(&run->past, old->number);
	if (file) {
		file->state = state;
		file->now = now;
		file->source = -1;
	}
}

/* A file that the archive does not have, and that this run is to leave. */
static bool leave_older(struct surveyor *s, const struct scan_item *item, struct error *err)
{
	struct run *run = s->run;
	struct unread_list one = {0};
	struct buf folder = BUF_INIT;
	struct str name = str_after_last(item->path, '/');
	size_t end = item->path.len - name.len;
	char copy[UNREAD_NAME + 1];
	snprintf(copy, sizeof copy, "%.*s", STR_ARG(name));
	bool ok = run_display_path(
			  run, s->source, str_slice(item->path, 0, end ? end - 1 : 0), &folder) &&
		  unread_add(&one, UNREAD_OLDER, copy) && unread_add_all(&run->unread, &one);
	if (ok)
		report_unread(&run->report, buf_str(&folder), &one.list[0]);
	unread_free(&one);
	buf_free(&folder);
	return ok || error_set_memory(err);
}

static bool found_file(struct surveyor *s, const struct scan_item *item, struct error *err)
{
	struct run *run = s->run;
	uint32_t number;
	struct catalogue_file old;
	struct catalogue_file file = {.key = catalogue_file_key(&s->path, item->path),
		.size = (uint64_t)item->st.st_size,
		.mtime_ns = moment_ns(&item->st.st_mtim),
		.ctime_ns = moment_ns(&item->st.st_ctim),
		.path = item->path,
		.source = s->source};
	bool known = catalogue_find_file(&run->past.catalogue, &file.key, &old);
	run->closed += item->closed;
	if (known && is_ended(run, s->source, &old, &item->st)) {
		run_skip(run, s->source, item->path, STR(""), 0, ceiling_why(old.ceiling));
		mark(run, &old, PAST_SAME, 0);
		return true;
	}
	if (known && is_same(run, s->source, &old, &item->st)) {
		mark(run, &old, PAST_SAME, 0);
		return true;
	}
	if (!known && file.mtime_ns < run->options->since_ns)
		return leave_older(s, item, err);
	if (!ledger_add_file(&run->ledger, &file, &number, err))
		return false;
	struct past_file *past = known ? past_file(&run->past, old.number) : NULL;
	if (past) {
		mark(run, &old, PAST_KEPT, number);
		past->closed = item->closed;
	}
	run->closed_read += item->closed;
	return run_add_todo(run, number, file.size, err);
}

static bool found_unread(struct surveyor *s, const struct scan_item *item, struct error *err)
{
	struct buf shown = BUF_INIT;
	run_display_path(s->run, s->source, item->path, &shown);
	unread_sort(item->unread);
	for (size_t i = 0; i < item->unread->count; i++)
		report_unread(&s->run->report, buf_str(&shown), &item->unread->list[i]);
	buf_free(&shown);
	return unread_add_all(&s->run->unread, item->unread) || error_set_memory(err);
}

/* The source is a number of the new generation's manifest, OLD one of the past. */
static bool keep_file(struct run *run, struct catalogue_file old, uint32_t source,
	enum past_state state, struct error *err)
{
	uint32_t number;
	old.source = source;
	if (!ledger_add_file(&run->ledger, &old, &number, err))
		return false;
	mark(run, &old, state, number);
	return true;
}

static bool found_problem(struct surveyor *s, const struct scan_item *item, struct error *err)
{
	struct run *run = s->run;
	run_skip(run, s->source, item->path, str_make("", 0), 0, item->why);
	struct catalogue_file old;
	struct key key = catalogue_file_key(&s->path, item->path);
	if (!path_set_add(&run->sources[s->source].unseen, item->path))
		return error_set_memory(err);
	if (!catalogue_find_file(&run->past.catalogue, &key, &old))
		return true;
	return keep_file(run, old, s->source, PAST_KEPT, err);
}

/* Of the scans of this run alone: files of the past are marked by them. */
static bool was_met(void *context, struct str path)
{
	const struct surveyor *s = context;
	struct catalogue_file old;
	struct key key = catalogue_file_key(&s->path, path);
	if (ledger_has_file(&s->run->ledger, &key))
		return true;
	return catalogue_find_file(&s->run->past.catalogue, &key, &old) &&
	       past_file(&s->run->past, old.number)->state == PAST_SAME;
}

static bool found(void *context, const struct scan_item *item, struct error *err)
{
	struct surveyor *s = context;
	progress_tick(&s->run->progress);
	switch (item->finding) {
	case SCAN_FILE:
		return found_file(s, item, err);
	case SCAN_UNREAD:
		return found_unread(s, item, err);
	case SCAN_HOLLOW:
		return path_set_add(&s->run->sources[s->source].hollow, item->path) ||
		       error_set_memory(err);
	case SCAN_PROBLEM:
		break;
	}
	return found_problem(s, item, err);
}

/* OLD, with the times at which it still held what it holds. */
static struct catalogue_file as_touched(const struct run *run, const struct catalogue_file *old)
{
	const struct file_times *then = times_find(&run->times, &old->key, &old->content);
	struct catalogue_file out = *old;
	if (then && then->size == old->size) {
		out.mtime_ns = then->mtime_ns;
		out.ctime_ns = then->ctime_ns;
	}
	return out;
}

/* What the scans met and know, and what they did not meet: gone, or out of their sight. */
static bool judge_file(
	struct run *run, const struct catalogue_file *old, enum past_state state, struct error *err)
{
	int source = run_source_now(run, old->source);
	if (source < 0) {
		mark(run, old, PAST_FORGOTTEN, 0);
		return true;
	}
	if (state == PAST_SAME || !run->sources[source].scan)
		return keep_file(run, as_touched(run, old), (uint32_t)source, PAST_SAME, err);
	if (path_set_cover(&run->sources[source].unseen, old->path))
		return keep_file(run, *old, (uint32_t)source, PAST_KEPT, err);
	return true;
}

/* Every file of the past was seen as it was, and there is no other; nor is there another reason
   for a new generation, which needs the articles. */
static bool is_all_same(const struct run *run)
{
	bool same = run->past.there && run->options->purge_count == 0 &&
		    run->ledger.file_count == 0 && !run->sources_changed && !run->lexicon_damaged;
	for (uint64_t i = 0; same && i < run->past.catalogue.file_count; i++)
		same = past_file(&run->past, (uint32_t)i)->state == PAST_SAME;
	return same;
}

/* Files that are the same are entered here, all of them: where nothing else is, none. */
static bool judge_past(struct run *run, struct error *err)
{
	bool ok = true;
	run->all_same = is_all_same(run);
	if (run->all_same)
		return true;
	for (uint64_t i = 0; ok && i < run->past.catalogue.file_count; i++) {
		struct catalogue_file old;
		catalogue_file_at(&run->past.catalogue, i, &old);
		struct past_file *file = past_file(&run->past, old.number);
		if (file)
			file->row = (uint32_t)i;
		if (file && (file->state == PAST_GONE || file->state == PAST_SAME))
			ok = judge_file(run, &old, file->state, err);
	}
	return ok;
}

/* The path of a source was without links when it was named. One that leads elsewhere now is
   another folder, which nobody named. */
static bool check_where(const struct run *run, const char *path, struct error *err)
{
	char real[PATH_MAX];
	if (run->options->allow_removals || !realpath(path, real) || strcmp(path, real) == 0)
		return true;
	return error_set(err, ERROR_LIMIT,
		SAY("nguồn “%s” nay là liên kết, dẫn tới “%s”; chưa thay đổi gì. Nếu đó vẫn là "
		    "nguồn ấy: tracuu-index update --forget %s --label NHÃN %s; nếu đường cũ vẫn "
		    "đúng, chạy lại với --allow-removals",
			"the source %s leads to %s by a link now; nothing was changed. If that is "
			"the source: tracuu-index update --forget %s --label LABEL %s; if the old "
			"path still is right, run again with --allow-removals"),
		path, real, path, real);
}

static bool scan_all(struct run *run, const struct stat *archive, struct error *err)
{
	for (size_t i = 0; i < run->manifest.source_count; i++) {
		const char *path = run->manifest.sources[i].path;
		struct surveyor s = {run, (uint32_t)i, digest_of(str_from_c(path))};
		struct scan scan = {
			.visit = found, .was_met = was_met, .context = &s, .except = *archive};
		struct source *source = &run->sources[i].source;
		if (!run->sources[i].scan)
			continue;
		if (!check_where(run, path, err) || !source_open(source, path, err) ||
			!scan_source(&scan, source, err))
			return false;
		path_set_sort(&run->sources[i].unseen);
		path_set_sort(&run->sources[i].hollow);
	}
	return true;
}

bool survey(struct run *run, struct error *err)
{
	struct stat archive;
	const char *path = run->options->archive;
	if (stat(path, &archive) != 0)
		return error_set_system(
			err, errno, SAY("không đọc được “%s”", "cannot read %s"), path);
	progress_stage(&run->progress, SAY("Đang tìm tệp…", "Looking for files…"), 0);
	return scan_all(run, &archive, err) && judge_past(run, err);
}
