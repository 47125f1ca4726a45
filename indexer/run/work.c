#include "archive/manifest_file.h"
#include "archive/schema.h"
#include "base/lang.h"
#include "base/moment.h"
#include "indexer/inversion/document.h"
#include "indexer/report/known.h"
#include "indexer/run/identity.h"
#include "indexer/run/mend.h"
#include "indexer/run/origin.h"
#include "indexer/run/removals.h"
#include "indexer/run/steps.h"

#include <time.h>

static void *new_worker(struct error *err)
{
	return analyst_new(err);
}

static void free_worker(void *worker)
{
	analyst_free(worker);
}

/* Keeps no more of a generation that can't be believed than its list of sources. */
static void forget_past(struct past *past)
{
	catalogue_close(&past->catalogue);
	lost_free(&past->lost);
	names_close(past->names);
	past->names = NULL;
	if (past->manifest.source_count == 0)
		manifest_read_sources(past->folder, &past->manifest);
}

static bool check_age(const struct manifest *m, struct error *err)
{
	if (m->analysis > ANALYSIS_VERSION)
		return error_set(err, ERROR_VERSION,
			SAY("kho được lập theo cách phân tích mới hơn của chương trình này; hãy "
			    "cài phiên bản mới của Tra Cứu",
				"the archive was indexed by a newer analysis than this program's; "
				"install a newer Tra Cứu"));
	return !manifest_is_former(m) ||
	       error_set(err, ERROR_VERSION,
		       SAY("kho do phiên bản trước lập; vẫn tìm được như cũ cho đến khi lập lại "
			   "xong: hãy chạy \"tracuu-index rebuild\"",
			       "the archive was made by an older version; it is searched as before "
			       "until its rebuild is done: run \"tracuu-index rebuild\""));
}

static bool open_past(struct run *run, struct error *err)
{
	struct past *past = &run->past;
	bool ok = run->options->repair ? mend_open(run, err)
				       : past_open(past, run->options->archive, err);
	if (!ok) {
		/* A rebuild needs no more of a damaged generation than its list of sources. */
		bool damaged = err->code == ERROR_CORRUPT || err->code == ERROR_NOT_FOUND ||
			       err->code == ERROR_VERSION;
		if (!run->options->reread || !damaged)
			return false;
		forget_past(past);
		return true;
	}
	return !past->there || run->options->reread || check_age(&past->manifest, err);
}

/* All shards of an archive can be served, with Xapian's own positions, or none can. Former archives
   may have these without. */
static bool settle_form(struct run *run, struct error *err)
{
	const struct update_options *o = run->options;
	const struct manifest *before = &run->past.manifest;
	struct manifest *m = &run->manifest;
	m->servable = o->servable_told ? o->servable : before->servable;
	m->xapian_positions = o->servable_told ? m->servable : before->xapian_positions;
	if (!run->past.there || o->reread ||
		(m->servable == before->servable &&
			m->xapian_positions == before->xapian_positions))
		return true;
	return error_set(err, ERROR_USAGE,
		SAY("các phân mảnh đã có của kho được ghi theo cách khác; hãy chạy "
		    "\"tracuu-index rebuild %s\"",
			"the archive's shards were written the other way; run "
			"\"tracuu-index rebuild %s\""),
		m->servable ? "--servable" : "--no-servable");
}

static bool settle_past(struct run *run, struct error *err)
{
	const struct update_options *options = run->options;
	run->scans = (struct scans){.archive = options->archive, .trial = options->trial};
	run->scan_store = scans_store(&run->scans);
	run->manifest.ocr = options->ocr_told ? options->ocr : run->past.manifest.ocr;
	run->manifest.history_days =
		options->history_told ? options->history_days : run->past.manifest.history_days;
	run->sources_changed |=
		run->past.there && run->manifest.history_days != run->past.manifest.history_days;
	return settle_form(run, err);
}

static bool open_shards(struct run *run, struct error *err)
{
	struct pool_options pool = {.threads = run->memory.workers,
		.queue = run->memory.workers + 1,
		.memory = run->memory.jobs,
		.new_worker = new_worker,
		.free_worker = free_worker,
		.tick = progress_tick,
		.context = &run->progress};
	run->pool = pool_new(&pool, err);
	if (!run->pool)
		return false;
	struct shards_options shards = {.folder = run->draft.path,
		.pool = run->pool,
		.progress = &run->progress,
		.next_shard = run->past.manifest.next_shard,
		.shard_articles = run->options->shard_articles,
		.batch_articles = run->options->batch_articles,
		.memory = run->memory.jobs,
		.batch_memory = run->memory.batch,
		.xapian_positions = run->manifest.xapian_positions,
		.servable = run->manifest.servable,
		.now = run_now(run)};
	run->shards = shards_new(&shards, err);
	return run->shards != NULL;
}

/* An archive is the same one as long as its generations follow each other. */
static bool name_archive(struct run *run, struct error *err)
{
	memcpy(run->manifest.archive, run->past.manifest.archive, sizeof run->manifest.archive);
	return *run->manifest.archive || manifest_draw_archive(&run->manifest, err);
}

/* Searches go on without it, and nobody may have noticed. The next generation has another. */
static void look_at_lexicon(struct run *run)
{
	struct error ignored;
	const struct manifest_file *file = manifest_find_file(&run->past.manifest, "lexicon");
	run->lexicon_damaged = file && run->past.there && !run->options->repair &&
			       !manifest_check_digest(file, run->past.folder, &ignored);
}

static bool begin(struct run *run, struct error *err)
{
	struct timespec now;
	clock_gettime(CLOCK_REALTIME, &now);
	run->manifest.started_ns = moment_ns(&now);
	const char *archive = run->options->archive;
	const char *known = run->options->known;
	if ((known && !known_read(known, &run->known, err)) ||
		!generation_prepare(archive, &run->leftover, err) || !open_past(run, err) ||
		!settle_past(run, err) || !name_archive(run, err) ||
		!generation_begin(archive, &run->draft, err) || !origin_note(run, err) ||
		!sources_resolve(run, err) ||
		(run->options->purge_count == 0 && !run_mends(run) && !origin_check(run, err)) ||
		!purge_resolve(run, err))
		return false;
	times_read(&run->times, archive);
	look_at_lexicon(run);
	const char *folder = run->draft.path;
	return report_open(&run->report, folder, &run->manifest, err) &&
	       past_prepare(&run->past, folder, err) &&
	       history_open(&run->history, folder, run->past.folder, &run->past.manifest,
		       run->options->reread || run->options->repair, err) &&
	       ledger_open(&run->ledger, folder, err) && spool_open(&run->todo, folder, err) &&
	       open_shards(run, err);
}

static bool changes_something(const struct run *run)
{
	const uint64_t *counts = run->report.counts;
	bool damaged = (run->repair.number > 0 && !run->repair.whole) || run->lexicon_damaged;
	return !run->past.there || run->options->reread || damaged || run->sources_changed ||
	       run->places_changed || run->ceilings_changed ||
	       counts[REPORT_ADDED] + counts[REPORT_CHANGED] + counts[REPORT_REMOVED] +
			       counts[REPORT_MOVED] >
		       0;
}

bool run_work(struct run *run, struct error *err)
{
	if (!begin(run, err) || !survey(run, err) || !mend(run, err) || !intake(run, err) ||
		!settle(run, err))
		return false;
	return run->options->trial || !changes_something(run) ||
	       (renew(run, err) && publish(run, err));
}
