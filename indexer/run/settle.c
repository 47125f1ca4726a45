#include "base/lang.h"
#include "indexer/run/steps.h"
#include "indexer/run/stored.h"
#include "indexer/work/stop.h"

#include <stdio.h>

/* A run that would remove more than this many articles, and more than half of the
   archive, has more likely met an empty mount point than a decision. */
enum { FEW_REMOVALS = 10 };

static struct past_file home_of(const struct run *run, const struct catalogue_article *old)
{
	const struct past_file *file = past_file(&run->past, old->file);
	return file ? *file : (struct past_file){0};
}

/* Analysis begins anew, but the article can't be read: what is stored of it is all
   that is left to analyse. */
static bool carry_stored(struct run *run, struct stored **stored,
	const struct catalogue_article *old, uint32_t *batch, struct error *err)
{
	struct record r;
	if (!*stored)
		*stored = stored_open(run->past.folder, &run->past.manifest, err);
	return *stored && stored_find(*stored, old->id, &r, err) &&
	       shards_add(run->shards, &r, batch, err);
}

static bool carry(struct run *run, struct stored **stored, struct catalogue_article old,
	uint32_t file, struct error *err)
{
	uint32_t where = old.shard;
	bool again = run->options->reread;
	old.file = file;
	run->unchanged++;
	if (again && !carry_stored(run, stored, &old, &where, err))
		return false;
	return ledger_add_article(&run->ledger, &old, again ? PLACED_NEW : PLACED_OLD, where, err);
}

static void report_removal(struct run *run, const struct catalogue_article *old, bool forgotten)
{
	struct report_line line = {.action = REPORT_REMOVED,
		.id = old->id,
		.why = forgotten ? SAY("nguồn đã bị bỏ", "its source was dropped")
				 : SAY("không còn trong nguồn", "no longer in its source")};
	report_add(&run->report, &line);
}

static bool settle_one(struct run *run, struct stored **stored, const struct catalogue_article *old,
	struct error *err)
{
	if (ledger_find(&run->ledger, &old->key))
		return true;
	struct past_file home = home_of(run, old);
	if (home.state == PAST_SAME || home.state == PAST_KEPT)
		return carry(run, stored, *old, home.now, err);
	run->forgotten += home.state == PAST_FORGOTTEN;
	report_removal(run, old, home.state == PAST_FORGOTTEN);
	return true;
}

static bool guard_removals(const struct run *run, struct error *err)
{
	uint64_t before = run->past.catalogue.article_count;
	uint64_t removed = run->report.counts[REPORT_REMOVED] - run->forgotten;
	if (run->options->allow_removals || removed <= FEW_REMOVALS || removed <= before / 2)
		return true;
	return error_set(err, ERROR_LIMIT,
		SAY("lần chạy này sẽ xóa %llu trong %llu bài; chưa thay đổi gì. Hãy kiểm tra nguồn "
		    "còn đủ tệp không (đĩa đã gắn chưa?); nếu đúng là muốn xóa, chạy lại với "
		    "--allow-removals",
			"this run would remove %llu of %llu articles; nothing was changed. Check "
			"that the sources are complete (is the disk mounted?); if the removal is "
			"meant, run again with --allow-removals"),
		(unsigned long long)removed, (unsigned long long)before);
}

static bool guard_empty(const struct run *run, struct error *err)
{
	if (run->ledger.articles.count > 0)
		return true;
	if (!run->past.there)
		return error_set(err, ERROR_NOT_FOUND,
			SAY("không đọc được bài nào ở %s; các loại tệp đọc được: .txt, .json, "
			    ".csv …",
				"no article could be read in %s; the types of file that are read: "
				".txt, .json, .csv …"),
			run->manifest.sources[0].name);
	return error_set(err, ERROR_LIMIT,
		SAY("lần chạy này sẽ không để lại bài nào trong kho; chưa thay đổi gì. Nếu không "
		    "cần kho nữa, hãy xóa thư mục %s",
			"this run would leave no article in the archive; nothing was changed. If "
			"the archive is not needed any more, delete the folder %s"),
		run->options->archive);
}

bool settle(struct run *run, struct error *err)
{
	/* Most nights, of most archives: no article need be looked at. */
	if (run->all_same) {
		run->unchanged = run->past.catalogue.article_count;
		return true;
	}
	struct stored *stored = NULL;
	uint64_t count = run->past.catalogue.article_count;
	bool ok = ledger_reserve(&run->ledger, 0, count, err);
	for (uint64_t i = 0; ok && i < run->past.catalogue.article_count; i++) {
		struct catalogue_article old;
		catalogue_article_at(&run->past.catalogue, i, &old);
		ok = stop_check(err) && settle_one(run, &stored, &old, err);
	}
	stored_close(stored);
	return ok && guard_removals(run, err) && guard_empty(run, err);
}
