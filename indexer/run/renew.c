#include "indexer/inversion/loss.h"
#include "indexer/repair/stored.h"
#include "indexer/run/steps.h"
#include "indexer/work/stop.h"

#include <stdlib.h>

struct wear {
	uint64_t documents; /* of the shard */
	uint64_t left;      /* articles of them that stay */
	bool purged;        /* it may hold what is to be taken out for good */
	bool worn;          /* it gives way to a new one in this run */
	bool waits;         /* it does not, but will */
};

static struct wear *wear_of(const struct run *run, struct wear *wear, uint32_t shard)
{
	const struct manifest *m = &run->past.manifest;
	for (size_t i = 0; i < m->shard_count; i++) {
		if (m->shards[i].number == shard)
			return &wear[i];
	}
	return NULL;
}

/* What an article said before it changed may be among what its shard lost. */
static void mark_purged(const struct run *run, struct wear *wear)
{
	const struct manifest *m = &run->past.manifest;
	for (uint64_t i = 0; i < run->past.catalogue.article_count; i++) {
		struct catalogue_article old;
		catalogue_article_at(&run->past.catalogue, i, &old);
		struct wear *w =
			purged_has(&run->purged, &old.text) ? wear_of(run, wear, old.shard) : NULL;
		if (w)
			w->purged = true;
	}
	for (size_t i = 0; i < m->shard_count; i++) {
		size_t first;
		wear[i].purged |= lost_of_shard(&run->past.lost, m->shards[i].number, &first) > 0;
	}
}

static void count_left(const struct run *run, struct wear *wear)
{
	const struct manifest *m = &run->past.manifest;
	const struct ledger_article *article;
	size_t place = 0;
	while ((article = keytable_next(&run->ledger.articles, &place)) != NULL) {
		struct wear *w = article->placement == PLACED_OLD
					 ? wear_of(run, wear, article->where)
					 : NULL;
		if (w)
			w->left++;
	}
	for (size_t i = 0; i < m->shard_count; i++) {
		size_t first;
		wear[i].documents = m->shards[i].articles +
				    lost_of_shard(&run->past.lost, m->shards[i].number, &first);
	}
}

/* Of those that are not judged yet, the one that has lost most of what it had, which is more than
   LOSS_TELLS; NULL: none has. */
static struct wear *most_lost(const struct run *run, struct wear *wear)
{
	struct wear *most = NULL;
	double share = LOSS_TELLS;
	for (size_t i = 0; i < run->past.manifest.shard_count; i++) {
		struct wear *w = &wear[i];
		double lost = loss_share(w->documents, w->left);
		if (!w->worn && !w->waits && w->left > 0 && lost > share) {
			most = w;
			share = lost;
		}
	}
	return most;
}

/* Articles that a run may index anew for no other reason than that their shards have lost others:
   a part of the archive, so that no night takes much longer than those before and after it; and as
   many as it reads anyway. */
static uint64_t renewal(const struct run *run)
{
	enum { PART = 32 };
	const uint64_t *counts = run->report.counts;
	uint64_t changed = counts[REPORT_ADDED] + counts[REPORT_CHANGED] + counts[REPORT_REMOVED];
	uint64_t part = run->past.manifest.articles / PART;
	return changed > part ? changed : part;
}

/* The most worn shards are renewed first, as many as a run may renew. Of a small archive none may
   be as small as that, so one shard a run is renewed in any case once it has lost much. */
static bool choose_worn(const struct run *run, struct wear *wear)
{
	uint64_t most = renewal(run), renewed = 0;
	bool in_any_case = true;
	struct wear *w;
	while ((w = most_lost(run, wear)) != NULL) {
		bool fits = renewed + w->left <= most;
		bool much = loss_share(w->documents, w->left) > LOSS_IS_MUCH;
		w->worn = fits || (much && in_any_case);
		w->waits = !w->worn;
		in_any_case = in_any_case && (fits || !much);
		renewed += w->worn ? w->left : 0;
	}
	return renewed > 0;
}

/* Returns whether any shard is worn, or has to be written anew for what is purged. */
static bool judge(const struct run *run, struct wear *wear)
{
	bool any = false;
	count_left(run, wear);
	if (run->options->purge_count > 0)
		mark_purged(run, wear);
	for (size_t i = 0; i < run->past.manifest.shard_count; i++) {
		struct wear *w = &wear[i];
		bool small = loss_joins(w->documents, w->left, run->options->shard_articles);
		w->worn = w->left > 0 && (w->purged || small);
		any |= w->worn;
	}
	return choose_worn(run, wear) || any;
}

static bool index_again(struct run *run, struct stored *stored, const struct catalogue_article *old,
	struct error *err)
{
	struct ledger_article *article = ledger_heir(&run->ledger, old);
	const struct visibility seen = run_seen_in(run, old->shard);
	struct record r;
	if (!article)
		return true;
	if (!stop_check(err) || !stored_find(stored, old->document, &r, err) ||
		!run_index(run, &r, &seen, &article->where, err))
		return false;
	article->placement = PLACED_NEW;
	return true;
}

static bool renew_worn(struct run *run, struct wear *wear, struct error *err)
{
	struct stored *stored = stored_open(run->past.folder, &run->past.manifest, err);
	bool ok = stored != NULL;
	for (uint64_t i = 0; ok && i < run->past.catalogue.article_count; i++) {
		struct catalogue_article old;
		catalogue_article_at(&run->past.catalogue, i, &old);
		const struct wear *w = wear_of(run, wear, old.shard);
		if (w && w->worn)
			ok = index_again(run, stored, &old, err);
	}
	stored_close(stored);
	return ok;
}

bool renew(struct run *run, struct error *err)
{
	if (!run->past.there || run->options->reread)
		return true;
	struct wear *wear = calloc(run->past.manifest.shard_count + 1, sizeof *wear);
	if (!wear)
		return error_set_memory(err);
	bool ok = !judge(run, wear) || renew_worn(run, wear, err);
	free(wear);
	return ok;
}
