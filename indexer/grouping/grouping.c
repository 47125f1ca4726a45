#include "indexer/grouping/grouping.h"

#include "archive/archive.h"
#include "archive/schema.h"
#include "indexer/grouping/component.h"
#include "xapianc/xapianc.h"

#include <stdlib.h>

struct grouping {
	const struct grouping_generation *now, *before;
	struct groups *former;
	struct xc_db *db; /* the shards of NOW, with what they have lost */
	struct roster roster;
	struct overlap overlap;
	struct standing standing;
	struct likeness_reader *likeness;
	struct component_finder finder;
	struct buf gone;   /* signatures of articles that are there no more; struct signature */
	struct buf hashes; /* theirs, uint32_t, ascending */
	uint32_t decided;
};

/* ---- What is gone ---- */

static void add_gone(struct grouping *g, const struct signature *s)
{
	buf_append(&g->gone, str_make((const char *)s, sizeof *s));
	buf_append(&g->hashes, str_make((const char *)s->hashes, s->count * sizeof *s->hashes));
}

/* Documents that shards of both have lost since. */
static bool gather_lost(struct grouping *g, struct error *err)
{
	const struct manifest *m = g->now->manifest;
	struct buf bytes = BUF_INIT;
	bool ok = true;
	for (uint32_t i = 0; ok && i < m->shard_count; i++) {
		size_t at;
		size_t end = lost_of_shard(g->now->lost, m->shards[i].number, &at);
		for (end += at; ok && at < end; at++) {
			const struct lost_document *d = &g->now->lost->list[at];
			struct signature s;
			if (lost_has(g->before->lost, d->shard, d->document))
				continue;
			buf_reset(&bytes);
			ok = xc_db_value(g->db,
				(d->document - 1) * (uint32_t)m->shard_count + i + 1,
				SLOT_SIGNATURE, &bytes, err);
			signature_take(bytes.ptr, bytes.len, &s);
			add_gone(g, &s);
		}
	}
	buf_free(&bytes);
	return ok;
}

/* The articles of shards that are no more; GONE is BEFORE with just these. */
static bool gather_shards(struct grouping *g, const struct manifest *gone, struct error *err)
{
	struct roster r = ROSTER_EMPTY;
	struct xc_db *db = archive_open_shards(g->before->folder, gone, err);
	bool ok = db && roster_read(&r, db, gone, g->before->lost, g->now->folder, err);
	for (uint32_t i = 0; ok && i < r.count; i++)
		add_gone(g, &r.articles[i].signature);
	roster_free(&r);
	xc_db_close(db);
	return ok;
}

static int ascending(const void *a, const void *b)
{
	uint32_t x = *(const uint32_t *)a;
	uint32_t y = *(const uint32_t *)b;
	return (x > y) - (x < y);
}

static const uint32_t *hashes_of(const struct grouping *g)
{
	return (const uint32_t *)(const void *)g->hashes.ptr;
}

static size_t count_hashes(const struct grouping *g)
{
	return g->hashes.len / sizeof(uint32_t);
}

static bool gather_gone(struct grouping *g, struct error *err)
{
	const struct manifest *old = g->before->manifest;
	struct manifest gone = MANIFEST_INIT;
	bool ok = true;
	for (size_t i = 0; ok && i < old->shard_count; i++) {
		if (!standing_has_shard(g->now->manifest, old->shards[i].number))
			ok = manifest_add_shard(&gone, &old->shards[i]) || error_set_memory(err);
	}
	ok = ok && gather_lost(g, err) && (gone.shard_count == 0 || gather_shards(g, &gone, err));
	manifest_free(&gone);
	if (ok && (g->gone.failed || g->hashes.failed))
		ok = error_set_memory(err);
	if (ok && g->hashes.len > 0)
		qsort(g->hashes.ptr, count_hashes(g), sizeof(uint32_t), ascending);
	return ok;
}

static size_t count_gone(const struct grouping *g, uint32_t hash)
{
	const uint32_t *hashes = hashes_of(g);
	size_t all = count_hashes(g);
	size_t low = 0;
	size_t high = all;
	while (low < high) {
		size_t half = low + (high - low) / 2;
		if (hashes[half] < hash)
			low = half + 1;
		else
			high = half;
	}
	size_t end = low;
	while (end < all && hashes[end] == hash)
		end++;
	return end - low;
}

/* ---- Who has to be decided ---- */

/* Whom a hash told something, and tells nothing now, or the reverse, is decided again. */
static void mark_turned(struct grouping *g, const struct overlap_entry *list, size_t count)
{
	size_t fresh = 0;
	for (size_t i = 0; i < count; i++)
		fresh += g->standing.fresh[list[i].rank];
	size_t before = count - fresh + count_gone(g, list[0].hash);
	if ((before > OVERLAP_COMMON) == (count > OVERLAP_COMMON))
		return;
	for (size_t i = 0; i < count; i++)
		g->standing.pending[list[i].rank] = true;
}

static void mark_all_turned(struct grouping *g)
{
	const struct overlap *o = &g->overlap;
	for (size_t i = 0, n; i < o->count; i += n) {
		for (n = 1; i + n < o->count && o->entries[i + n].hash == o->entries[i].hash; n++)
			;
		mark_turned(g, &o->entries[i], n);
	}
}

/* What was like one that is gone may be held together by nothing now. */
static bool mark_left(struct grouping *g, struct error *err)
{
	const struct signature *gone = (const struct signature *)(const void *)g->gone.ptr;
	for (size_t i = 0; i < g->gone.len / sizeof *gone; i++) {
		size_t count;
		const uint32_t *met =
			overlap_meet(&g->overlap, &gone[i], STANDING_NONE, &g->finder.met, &count);
		if (!met)
			return error_set_memory(err);
		for (size_t k = 0; k < count; k++)
			g->standing.pending[met[k]] = true;
	}
	return true;
}

static bool decide_all(struct grouping *g, struct error *err)
{
	for (uint32_t rank = 0; rank < g->roster.count; rank++) {
		uint32_t count;
		if (!g->standing.pending[rank] || component_has_met(&g->finder, rank))
			continue;
		if (!component_decide(&g->finder, rank, &g->standing, &count, err))
			return false;
		g->decided += count;
	}
	return true;
}

/* ---- All of it ---- */

/* What was not told before, told by another rule, or is damaged, can't be gone on from: all is
   decided. */
static bool recall_former(struct grouping *g, struct error *err)
{
	struct error why = {0};
	if (g->before && g->before->manifest->grouping != GROUPING_RULE)
		g->before = NULL;
	if (g->before && !groups_open(g->before->folder, g->before->manifest, &g->former, &why) &&
		why.code == ERROR_MEMORY)
		return error_set_memory(err);
	if (!g->former)
		g->before = NULL;
	return true;
}

static bool read_all(struct grouping *g, struct error *err)
{
	const char *folder = g->now->folder;
	const struct manifest *m = g->now->manifest;
	g->db = archive_open_shards(folder, m, err);
	return g->db && recall_former(g, err) &&
	       roster_read(&g->roster, g->db, m, g->now->lost, folder, err) &&
	       (!g->before || gather_gone(g, err)) &&
	       overlap_make(&g->overlap, &g->roster, hashes_of(g), count_hashes(g), folder, err);
}

static bool prepare(struct grouping *g, struct error *err)
{
	if (!read_all(g, err))
		return false;
	g->likeness =
		likeness_open(&g->roster, g->db, (uint32_t)g->now->manifest->shard_count, err);
	if (!g->likeness)
		return false;
	if (!component_finder_open(&g->finder, &g->roster, &g->overlap, g->likeness) ||
		!standing_open(&g->standing, &g->roster, g->now, g->before, g->former))
		return error_set_memory(err);
	if (!g->before)
		return true;
	mark_all_turned(g);
	return mark_left(g, err);
}

bool grouping_write(const struct grouping_generation *now, const struct grouping_generation *before,
	struct grouping_result *out, struct error *err)
{
	struct grouping g = {
		.now = now, .before = before, .roster = ROSTER_EMPTY, .overlap = OVERLAP_EMPTY};
	struct grouping_result result = {0};
	bool ok = prepare(&g, err) && decide_all(&g, err) &&
		  standing_write(&g.standing, &g.roster, now, &result, err);
	result.decided = g.decided;
	if (out)
		*out = result;
	groups_close(g.former);
	likeness_close(g.likeness);
	standing_close(&g.standing);
	overlap_free(&g.overlap);
	roster_free(&g.roster);
	xc_db_close(g.db);
	component_finder_close(&g.finder);
	buf_free(&g.gone);
	buf_free(&g.hashes);
	return ok;
}
