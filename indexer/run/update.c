#include "indexer/run/update.h"
#include "archive/folder.h"
#include "base/lang.h"
#include "base/moment.h"
#include "indexer/keeping/prune.h"
#include "indexer/keeping/scans.h"
#include "indexer/keeping/sharing.h"
#include "indexer/repair/stored.h"
#include "indexer/run/identity.h"
#include "indexer/run/mend.h"
#include "indexer/run/steps.h"
#include "indexer/scan/access.h"
#include "indexer/work/lock.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

/* The report of the last run, published or not, has one place where to look for it. */
static char *keep_report(const struct run *run, bool published)
{
	const char *name = run->options->trial ? "trial-report.jsonl" : "last-report.jsonl";
	char *last = folder_path(run->options->archive, name);
	char *fresh = folder_path(run->options->archive, "last-report.new");
	char *home = generation_path(run->options->archive, run->manifest.generation);
	char *from = published && home ? folder_path(home, "report.jsonl")
				       : strdup(run->report.path ? run->report.path : "");
	bool ok = last && fresh && from && *from;
	if (ok) {
		unlink(fresh);
		ok = link(from, fresh) == 0 && rename(fresh, last) == 0;
	}
	free(fresh);
	free(home);
	free(from);
	if (!ok) {
		free(last);
		last = NULL;
	}
	return last;
}

static void fill_outcome(struct run *run, struct update_outcome *out)
{
	const struct manifest *m = out->published ? &run->manifest : &run->past.manifest;
	generation_name(m->generation, out->generation);
	memcpy(out->counts, run->report.counts, sizeof out->counts);
	out->mended = run_mends(run);
	out->names_lost = run->repair.names_lost;
	out->history_lost = run->history.is_lost || run->repair.history_lost;
	out->base = run->repair.number;
	out->lexicon_damaged = run->lexicon_damaged;
	out->lacks = run->lacks;
	out->least = run->least;
	out->unchanged = run->unchanged;
	out->skipped = run->skipped;
	out->places = out->published ? run->ledger.place_count : run->past.catalogue.place_count;
	out->articles = m->articles;
	out->text_bytes = m->text_bytes;
	out->size = manifest_total_size(m);
	unread_sort(&run->unread);
	if (access_by_all(run->options->archive)) {
		out->closed = run->closed;
		out->closed_read = run->closed_read;
	}
	out->unread = run->unread;
	run->unread = (struct unread_list){0};
}

static void end(struct run *run)
{
	progress_close(&run->progress);
	pool_free(run->pool);
	shards_free(run->shards);
	spool_close(&run->todo);
	ledger_close(&run->ledger);
	history_close(&run->history);
	stored_close(run->stored);
	identities_close(&run->identities);
	past_close(&run->past);
	mend_close(run);
	report_close(&run->report);
	unread_free(&run->unread);
	times_free(&run->times);
	times_free(&run->touched);
	generation_abandon(&run->draft);
	sources_free(run);
	path_set_free(&run->known);
	purged_free(&run->purged);
	manifest_free(&run->manifest);
	lost_free(&run->lost);
}

/* What stays the published generation where the run publishes none. */
static struct report_summary as_before(const struct run *run)
{
	const struct manifest *past = &run->past.manifest;
	return (struct report_summary){.trial = run->options->trial,
		.generation = past->generation,
		.articles = past->articles,
		.unchanged = run->unchanged};
}

/* A run may fail after the rename that counts. */
static bool is_published(const struct run *run)
{
	uint32_t current;
	struct error ignored;
	return run->draft.number > 0 &&
	       generation_current(run->options->archive, &current, &ignored) &&
	       current == run->draft.number;
}

/* A run that failed before it had a folder to report in: what ended it is told all the same. */
static void begin_late(struct run *run)
{
	struct error ignored;
	struct manifest head = run->past.manifest;
	char *left = folder_path(run->options->archive, "report.jsonl");
	if (left)
		unlink(left);
	free(left);
	head.started_ns = run->manifest.started_ns;
	report_open(&run->report, run->options->archive, &head, &ignored);
}

/* The report tells how the run ended. */
static bool end_report(struct run *run, bool ok, struct update_outcome *outcome, struct error *err)
{
	const struct report_summary before = as_before(run);
	/* A slip at the keyboard is no run. */
	bool slip = err->code == ERROR_USAGE || run->options->purge_count > 0;
	bool late = !ok && !slip && !run->report.path && run->past.there && !run->options->trial;
	if (late)
		begin_late(run);
	if (ok && !outcome->published)
		ok = report_finish(&run->report, &before, err);
	if (!ok && !outcome->published)
		report_fail(&run->report, &before, err);
	outcome->report = keep_report(run, outcome->published);
	if (late && run->report.path) {
		unlink(run->report.path);
		free(outcome->report); /* it says no more than the message */
		outcome->report = NULL;
	}
	return ok;
}

/* What was purged is in every generation before. DAMAGED, of which a repair was made, is the first
   to go; 0: none was. */
static void prune(const struct update_options *options, struct keeping *keeping, uint32_t damaged,
	struct error *warning)
{
	uint32_t keep = keeping->keep;
	if (damaged > 0 && !keeping_add(&keeping->abandoned, damaged))
		error_set_memory(warning);
	if (options->purge_count > 0)
		keeping->keep = 1;
	keeping_prune(keeping, options->archive, warning);
	scans_prune(options->archive, warning);
	keeping->keep = keep;
	keeping_write(keeping, options->archive, warning);
}

static bool fail_pinned(uint32_t number, struct error *err)
{
	return error_set(err, ERROR_USAGE,
		SAY("phiên bản chỉ mục %06u được ghim nên vẫn giữ bài cần gỡ; hãy bỏ ghim trước: "
		    "tracuu-index unpin %u",
			"generation %06u is pinned, and would keep what is to go; unpin it first: "
			"tracuu-index unpin %u"),
		(unsigned)number, (unsigned)number);
}

/* A pinned generation would keep what is purged; one that is gone keeps nothing. */
static bool check_pins(const char *archive, const struct keeping *keeping, struct error *err)
{
	for (size_t i = 0; i < keeping->pinned.count; i++) {
		char *path = generation_path(archive, keeping->pinned.numbers[i]);
		bool there = path && access(path, F_OK) == 0;
		free(path);
		if (there)
			return fail_pinned(keeping->pinned.numbers[i], err);
	}
	return true;
}

static bool fail_held(const char *archive, struct error *err)
{
	return error_set(err, ERROR_HELD,
		SAY("kho “%s” đang được giữ ở phiên bản đã chọn (rollback --hold); chưa thay đổi "
		    "gì. Khi muốn cập nhật lại: tracuu-index resume",
			"the archive %s is held at the generation that was chosen (rollback "
			"--hold); nothing was changed. To go on: tracuu-index resume"),
		archive);
}

/* What the archivist decided before, and what this run is told to keep from now on. */
static bool read_keeping(
	const struct update_options *options, struct keeping *keeping, struct error *err)
{
	if (!keeping_read(keeping, options->archive, err))
		return false;
	if (options->keep > 0)
		keeping->keep = options->keep;
	if (options->purge_count > 0 && !check_pins(options->archive, keeping, err))
		return false;
	/* To mend what it is held at changes nothing. */
	return !keeping->held || options->repair || fail_held(options->archive, err);
}

/* What the lock says of it. */
static const char *command_of(const struct update_options *options)
{
	return options->purge_count > 0 ? "purge"
	       : options->repair        ? "repair"
	       : options->reread        ? "rebuild"
					: "update";
}

/* A run of a held archive is one all the same: who watches runs sees that there was one. */
static void report_held(const struct update_options *options, const struct error *why)
{
	struct run run = {.options = options, .past = PAST_NONE, .manifest = MANIFEST_INIT};
	struct update_outcome outcome = {0};
	struct error held = *why;
	struct timespec now;
	clock_gettime(CLOCK_REALTIME, &now);
	run.manifest.started_ns = moment_ns(&now);
	run.past.there = true;
	if (why->code == ERROR_HELD && !options->trial)
		end_report(&run, false, &outcome, &held);
	free(outcome.report);
	report_close(&run.report);
}

/* Takes the lock of the archive, which is there; who may read it is settled before anything is
   written, and again where that is to change. */
static bool take_lock(
	const struct update_options *options, struct archive_lock *lock, struct error *err)
{
	const char *archive = options->archive;
	if (!sharing_settle(archive, err) ||
		!archive_lock_take(lock, archive, command_of(options), err))
		return false;
	if (!options->group || options->trial ||
		(sharing_give(archive, options->group, err) && sharing_settle(archive, err)))
		return true;
	archive_lock_release(lock);
	return false;
}

/* The catalogue of a new generation has all times. */
static void keep_times(struct run *run, bool ok, bool published, struct error *warning)
{
	struct times none = {0};
	const char *archive = run->options->archive;
	if (published)
		times_write(&none, archive, warning);
	else if (ok && run->times_changed && !run->options->trial &&
		 times_add_missing(&run->touched, &run->times))
		times_write(&run->touched, archive, warning);
}

static bool run_locked(const struct update_options *options, struct keeping *keeping,
	struct update_outcome *outcome, struct error *err)
{
	double began = progress_now();
	struct run run = {.chosen = *options,
		.repair = REPAIR_BASE_NONE,
		.past = PAST_NONE,
		.manifest = MANIFEST_INIT,
		.todo = SPOOL_CLOSED,
		.identities = IDENTITIES_CLOSED,
		.history = HISTORY_CLOSED,
		.ledger = LEDGER_CLOSED};
	run.options = &run.chosen;
	run.held = keeping->held;
	run.memory = memory_divide(options->memory, options->jobs);
	progress_open(&run.progress, options->quiet);
	bool ok = run_work(&run, err);
	outcome->published = is_published(&run);
	outcome->warning = run.leftover;
	ok = end_report(&run, ok, outcome, err);
	if (outcome->published || (ok && options->keep > 0 && !options->trial))
		prune(options, keeping, run.repair.published, &outcome->warning);
	keep_times(&run, ok, outcome->published, &outcome->warning);
	if (ok)
		fill_outcome(&run, outcome);
	end(&run);
	outcome->seconds = progress_now() - began;
	return ok;
}

/* An archive in which nothing was ever published, and nothing reported, is none: of a folder that
   was MADE for it nothing stays. */
static void undo_archive(const char *archive, bool made)
{
	uint32_t current;
	struct error err;
	static const char *const names[] = {"generations", "lock"};
	if (generation_current(archive, &current, &err) || err.code != ERROR_NOT_FOUND)
		return;
	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		char *path = folder_path(archive, names[i]);
		if (path)
			folder_remove(path, &err);
		free(path);
	}
	if (made)
		rmdir(archive);
}

bool update_archive(
	const struct update_options *options, struct update_outcome *outcome, struct error *err)
{
	struct archive_lock lock;
	*outcome = (struct update_outcome){0};
	char *generations = folder_path(options->archive, "generations");
	bool fresh = generations && access(generations, F_OK) != 0;
	bool made = access(options->archive, F_OK) != 0;
	free(generations);
	if (!folder_make(options->archive, err) || !take_lock(options, &lock, err))
		return false;
	struct keeping keeping = {0};
	bool ok =
		read_keeping(options, &keeping, err) && run_locked(options, &keeping, outcome, err);
	keeping_free(&keeping);
	if (!ok)
		report_held(options, err);
	if (fresh && (options->trial || (!ok && !outcome->report)))
		undo_archive(options->archive, made);
	archive_lock_release(&lock);
	return ok;
}

void update_outcome_free(struct update_outcome *outcome)
{
	unread_free(&outcome->unread);
	free(outcome->report);
	outcome->report = NULL;
}
