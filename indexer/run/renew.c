#include "indexer/inversion/loss.h"
#include "indexer/repair/stored.h"
#include "indexer/run/steps.h"
#include "indexer/work/stop.h"

#include <stdlib.h>

struct wear {
	uint64_t left; /* articles of the shard that stay */
	bool purged;   /* it may hold what is to be taken out for good */
	bool worn;
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

/* Returns whether any shard is worn, or has to be written anew for what is purged. */
static bool judge(const struct run *run, struct wear *wear)
{
	const struct manifest *m = &run->past.manifest;
	const struct ledger_article *article;
	size_t place = 0;
	bool any = false;
	if (run->options->purge_count > 0)
		mark_purged(run, wear);
	while ((article = keytable_next(&run->ledger.articles, &place)) != NULL) {
		struct wear *w = article->placement == PLACED_OLD
					 ? wear_of(run, wear, article->where)
					 : NULL;
		if (w)
			w->left++;
	}
	for (size_t i = 0; i < m->shard_count; i++) {
		size_t first;
		uint64_t documents = m->shards[i].articles +
				     lost_of_shard(&run->past.lost, m->shards[i].number, &first);
		wear[i].worn = wear[i].left > 0 &&
			       (wear[i].purged || loss_wears_out(documents, wear[i].left,
							  run->options->shard_articles));
		any |= wear[i].worn;
	}
	return any;
}

static bool index_again(struct run *run, struct stored *stored, const struct catalogue_article *old,
	struct error *err)
{
	struct ledger_article *article = ledger_heir(&run->ledger, old);
	struct record r;
	if (!article)
		return true;
	if (!stop_check(err) || !stored_find(stored, old->document, &r, err) ||
		!run_index(run, &r, &article->where, err))
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
