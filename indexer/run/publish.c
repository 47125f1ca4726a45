#include "archive/contents.h"
#include "archive/folder.h"
#include "archive/manifest_file.h"
#include "archive/schema.h"
#include "base/lang.h"
#include "base/mapping.h"
#include "indexer/grouping/grouping.h"
#include "indexer/inversion/learn.h"
#include "indexer/inversion/seal.h"
#include "indexer/keeping/scans.h"
#include "indexer/run/arrival.h"
#include "indexer/run/check.h"
#include "indexer/run/steps.h"
#include "indexer/views/views.h"
#include "indexer/work/stop.h"

#include <malloc.h>
#include <stdlib.h>
#include <time.h>

/* Articles tried before a generation is published. */
enum { CANARIES = 20 };

static bool finish_shards(struct run *run, struct error *err)
{
	struct shards_old old = {.folder = run->past.folder,
		.manifest = &run->past.manifest,
		.catalogue = &run->past.catalogue,
		.lost = &run->past.lost,
		.ledger = &run->ledger};
	bool keeps = run->past.there && !run->options->reread;
	return shards_finish(run->shards, keeps ? &old : NULL, &run->manifest, &run->lost, err) &&
	       lost_write(&run->lost, run->draft.path, err);
}

/* From those of the past, where there are any that can be gone on from. */
static bool write_groups(struct run *run, struct error *err)
{
	const struct grouping_generation now = {run->draft.path, &run->manifest, &run->lost};
	const struct grouping_generation before = {
		run->past.folder, &run->past.manifest, &run->past.lost};
	/* Of what a repair starts from, shards may be missing: who shared hashes is not known. */
	bool goes_on = run->past.there && !run->options->reread && run->repair.number == 0;
	run->manifest.grouping = GROUPING_RULE;
	return grouping_write(&now, goes_on ? &before : NULL, NULL, err);
}

/* ---- What articles said before ---- */

static const struct key *called_now(void *context, const struct key *article)
{
	const struct run *run = context;
	const struct key *to = ledger_moved_to(&run->ledger, article);
	const struct ledger_article *now = ledger_find(&run->ledger, to ? to : article);
	return now ? &now->head.key : NULL;
}

/* What is purged goes, also where another article said it once. */
static bool is_purged(void *context, const struct record *r, bool *purged, struct error *err)
{
	const struct run *run = context;
	struct buf scratch = BUF_INIT, room = BUF_INIT;
	struct key text, content, wording;
	bool any = false;
	bool ok = (arrival_content(r, &scratch, &text, &content) &&
			  arrival_wording(r, &scratch, &room, &wording, &any)) ||
		  error_set_memory(err);
	*purged = ok &&
		  (purged_has(&run->purged, &text) || (any && purged_has(&run->purged, &wording)));
	buf_free(&scratch);
	buf_free(&room);
	return ok;
}

static bool write_history(struct run *run, struct error *err)
{
	struct manifest *m = &run->manifest;
	const int64_t day_ns = INT64_C(24) * 3600 * 1000000000;
	const struct history_rule rule = {
		.oldest_ns =
			m->history_days > 0 ? m->started_ns - m->history_days * day_ns : INT64_MAX,
		.now = called_now,
		.refuses = run->options->purge_count > 0 ? is_purged : NULL,
		.context = run};
	return history_finish(&run->history, &rule, m, err);
}

/* ---- What is sealed ---- */

static bool write_catalogue(struct run *run, struct error *err)
{
	char *path = folder_path(run->draft.path, CATALOGUE_NAME);
	bool ok = path ? ledger_write(&run->ledger, path, shards_of_article, run->shards, err)
		       : error_set_memory(err);
	free(path);
	return ok;
}

static bool seal_all(struct run *run, struct error *err)
{
	static const char *const files[] = {CATALOGUE_NAME, GROUPS_FILE, "lexicon", "report.jsonl"};
	bool ok = true;
	for (size_t i = 0; ok && i < sizeof files / sizeof *files; i++)
		ok = seal_file(&run->manifest, run->draft.path, files[i], err);
	ok = ok && write_names(run, run->draft.path, &run->manifest, err);
	if (ok && run->lost.count > 0)
		ok = seal_file(&run->manifest, run->draft.path, LOST_FILE, err);
	return ok;
}

static bool write_names_of(void *context, const char *folder, struct manifest *m, struct error *err)
{
	return write_names(context, folder, m, err);
}

/* What each audience sees of it, when its shards are there. */
static bool write_views(struct run *run, struct error *err)
{
	struct manifest *m = &run->manifest;
	bool goes_on = run->past.there && !run->options->reread && run->repair.number == 0;
	m->generation = run->draft.number;
	m->analysis = ANALYSIS_VERSION;
	m->created = time(NULL);
	const struct views_request request = {.folder = run->draft.path,
		.manifest = m,
		.lost = &run->lost,
		.past_folder = goes_on ? run->past.folder : NULL,
		.past = &run->past.manifest,
		.memory = run->memory.words,
		.names = write_names_of,
		.context = run};
	return views_write(&request, err);
}

static bool write_manifest(struct run *run, struct error *err)
{
	struct manifest *m = &run->manifest;
	m->source_files = run->ledger.file_count;
	if (m->articles != run->ledger.articles.count)
		return error_set(err, ERROR_INTERNAL,
			SAY("lỗi chương trình: chỉ mục có %llu bài, danh mục có %zu",
				"a bug: the index has %llu articles, the catalogue %zu"),
			(unsigned long long)m->articles, run->ledger.articles.count);
	return manifest_write(run->draft.path, m, err);
}

/* Generations that follow each other look at one of so many shards each: all within a week of
   nights. */
enum { SLICES = 7 };

static bool check_shard(const struct run *run, uint32_t number, struct error *err)
{
	const struct manifest *m = &run->past.manifest;
	for (size_t i = 0; i < m->file_count; i++) {
		if (!stop_check(err))
			return false;
		if (manifest_is_of_shard(m->files[i].path, number) &&
			!manifest_check_digest(&m->files[i], run->past.folder, err))
			return error_add_context(err, "%s",
				SAY("chưa thay đổi gì, vì một phần của phiên bản trước bị hỏng",
					"nothing was published, since a shard of the generation "
					"before is damaged"));
	}
	return true;
}

static bool check_segments(const struct run *run, struct error *err)
{
	const struct manifest *m = &run->past.manifest;
	bool ok = true;
	for (size_t i = 0; ok && i < m->file_count; i++) {
		uint32_t number = schema_segment_of(m->files[i].path);
		if (number > 0 && (number + run->draft.number) % SLICES == 0)
			ok = stop_check(err) &&
			     manifest_check_digest(&m->files[i], run->past.folder, err);
	}
	return ok;
}

/* What is linked once more is looked at, a slice a run, so that no damage is carried on for ever.
 */
static bool check_slice(const struct run *run, struct error *err)
{
	const struct manifest *m = &run->past.manifest;
	if (run->past.there && !run->options->reread && !check_segments(run, err))
		return false;
	for (size_t i = 0; run->past.there && !run->options->reread && i < m->shard_count; i++) {
		if ((m->shards[i].number + run->draft.number) % SLICES == 0 &&
			!check_shard(run, m->shards[i].number, err))
			return false;
	}
	return true;
}

/* No sooner: what is not taken out yet must not be taken for gone. Should the run end between this
   and its publication, the article is still there, and purge can be repeated. */
static bool write_purged(const struct run *run, struct error *err)
{
	return run->options->purge_count == 0 ||
	       (purged_write(&run->purged, run->options->archive, err) &&
		       scans_forget(run->options->archive, err));
}

static void keep_finding(void *context, const struct error *finding)
{
	struct error *first = context;
	if (first->code == ERROR_NONE)
		*first = *finding;
}

/* Nothing but what is listed is published: what could not be removed would be there for ever. */
static bool check_contents(const struct run *run, struct error *err)
{
	struct error found = {0};
	if (!contents_check_folder(&run->manifest, run->draft.path, keep_finding, &found, err))
		return false;
	if (found.code != ERROR_NONE)
		*err = found;
	return found.code == ERROR_NONE;
}

bool publish(struct run *run, struct error *err)
{
	if (!check_slice(run, err) || !finish_shards(run, err) || !write_groups(run, err) ||
		!write_catalogue(run, err))
		return false;
	/* What the workers had is free, but still ours: it would lie beneath what comes now. */
	malloc_trim(0);
	progress_stage(&run->progress, SAY("Đang học từ vựng…", "Learning the vocabulary…"), 0);
	if (!learn_lexicon(run->draft.path, &run->manifest, run->memory.words, &run->least, err))
		return false;
	if (!write_history(run, err) || !write_views(run, err))
		return false;
	progress_stage(&run->progress, SAY("Đang kiểm tra…", "Checking…"), 0);
	const struct report_summary summary = {.published = true,
		.generation = run->draft.number,
		.articles = run->manifest.articles,
		.unchanged = run->unchanged,
		.versions = run->history.count,
		.least = run->least};
	return report_finish(&run->report, &summary, err) && seal_all(run, err) &&
	       write_manifest(run, err) && check_contents(run, err) &&
	       check_canaries(run->draft.path, CANARIES, err) && mapping_check(err) &&
	       stop_check(err) && write_purged(run, err) && generation_publish(&run->draft, err);
}
