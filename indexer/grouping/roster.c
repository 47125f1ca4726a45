#include "indexer/grouping/roster.h"

#include "archive/schema.h"
#include "base/bytes.h"
#include "xapianc/set.h"

#include <stdlib.h>

struct reader {
	struct roster *roster;
	const struct manifest *manifest;
	const struct lost *lost;
	unsigned slot;
	uint32_t at; /* of the article that was met last: they come in their order */
	struct error *err;
};

static uint32_t shard_of(const struct reader *r, uint32_t docid)
{
	return (docid - 1) % (uint32_t)r->manifest->shard_count;
}

static uint32_t document_of(const struct reader *r, uint32_t docid)
{
	return (docid - 1) / (uint32_t)r->manifest->shard_count + 1;
}

static bool enter(void *context, uint32_t docid)
{
	struct reader *r = context;
	uint32_t shard = shard_of(r, docid);
	uint32_t document = document_of(r, docid);
	if (lost_has(r->lost, r->manifest->shards[shard].number, document))
		return true;
	struct roster_article *a = spool_extend(&r->roster->spool, sizeof *a, r->err);
	if (!a)
		return false;
	*a = (struct roster_article){
		.date = UINT64_MAX, .order = UINT64_MAX, .shard = shard, .document = document};
	r->roster->count++;
	return true;
}

static int compare_place(const struct roster_article *a, uint32_t shard, uint32_t document)
{
	if (a->shard != shard)
		return a->shard < shard ? -1 : 1;
	return (a->document > document) - (a->document < document);
}

static struct roster_article *find(struct reader *r, uint32_t docid)
{
	struct roster *roster = r->roster;
	uint32_t shard = shard_of(r, docid);
	uint32_t document = document_of(r, docid);
	while (r->at < roster->count &&
		compare_place(&roster->articles[r->at], shard, document) < 0)
		r->at++;
	struct roster_article *a = r->at < roster->count ? &roster->articles[r->at] : NULL;
	return a && compare_place(a, shard, document) == 0 ? a : NULL;
}

/* Such numbers compare as their bytes do. */
static uint64_t big_endian(struct str bytes)
{
	uint64_t out = 0;
	for (size_t i = 0; i < 8; i++)
		out = out << 8 | (i < bytes.len ? (unsigned char)bytes.ptr[i] : 0);
	return out;
}

static bool take_value(void *context, uint32_t docid, struct str value)
{
	struct reader *r = context;
	struct roster_article *a = find(r, docid);
	if (!a)
		return true;
	if (r->slot == SLOT_DATE_FIRST)
		a->date = big_endian(value);
	else if (r->slot == SLOT_ORDER)
		a->order = big_endian(value);
	else
		signature_take(value.ptr, value.len, &a->signature);
	return true;
}

static bool read_values(struct reader *r, struct xc_set *all, struct xc_db *db, struct error *err)
{
	static const unsigned slots[] = {SLOT_DATE_FIRST, SLOT_ORDER, SLOT_SIGNATURE};
	bool ok = true;
	for (size_t i = 0; ok && i < sizeof slots / sizeof *slots; i++) {
		r->slot = slots[i];
		r->at = 0;
		ok = xc_set_each_value(all, db, r->slot, take_value, r, err);
	}
	return ok;
}

static bool read_all(struct reader *r, struct xc_db *db, struct error *err)
{
	struct roster *roster = r->roster;
	struct xc_query *everything = xc_query_everything(err);
	struct xc_set *all = everything ? xc_select(db, everything, err) : NULL;
	bool ok = all && xc_set_each(all, enter, r);
	roster->articles = (struct roster_article *)(void *)roster->spool.bytes;
	ok = ok && read_values(r, all, db, err);
	xc_set_free(all);
	xc_query_free(everything);
	return ok;
}

struct entry {
	uint64_t date, order;
	uint32_t index;
};

static int compare_entries(const void *a, const void *b)
{
	const struct entry *x = a;
	const struct entry *y = b;
	if (x->date != y->date)
		return x->date < y->date ? -1 : 1;
	if (x->order != y->order)
		return x->order < y->order ? -1 : 1;
	return (x->index > y->index) - (x->index < y->index);
}

static bool put_in_order(struct roster *r)
{
	struct entry *entries = calloc((size_t)r->count + 1, sizeof *entries);
	r->order = calloc((size_t)r->count + 1, sizeof *r->order);
	r->rank = calloc((size_t)r->count + 1, sizeof *r->rank);
	bool ok = entries && r->order && r->rank;
	for (uint32_t i = 0; ok && i < r->count; i++)
		entries[i] = (struct entry){r->articles[i].date, r->articles[i].order, i};
	if (ok)
		qsort(entries, r->count, sizeof *entries, compare_entries);
	for (uint32_t i = 0; ok && i < r->count; i++) {
		r->order[i] = entries[i].index;
		r->rank[entries[i].index] = i;
	}
	free(entries);
	return ok;
}

bool roster_read(struct roster *r, struct xc_db *db, const struct manifest *m,
	const struct lost *lost, const char *folder, struct error *err)
{
	*r = ROSTER_EMPTY;
	struct reader reader = {.roster = r, .manifest = m, .lost = lost, .err = err};
	return spool_open(&r->spool, folder, err) && read_all(&reader, db, err) &&
	       (put_in_order(r) || error_set_memory(err));
}

void roster_free(struct roster *r)
{
	spool_close(&r->spool);
	free(r->order);
	free(r->rank);
	*r = ROSTER_EMPTY;
}

uint32_t roster_find(const struct roster *r, uint32_t shard, uint32_t document)
{
	uint32_t low = 0;
	uint32_t high = r->count;
	while (low < high) {
		uint32_t half = low + (high - low) / 2;
		int order = compare_place(&r->articles[half], shard, document);
		if (order == 0)
			return r->rank[half];
		if (order < 0)
			low = half + 1;
		else
			high = half;
	}
	return r->count;
}
