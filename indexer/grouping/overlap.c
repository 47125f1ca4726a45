#include "indexer/grouping/overlap.h"

#include <stdlib.h>

/* Which hashes were met, and met again, as far as a table without them can tell: one that is said
   to be met again may be alone, none is passed over. Most are alone, and need no entry. */
struct sieve {
	uint64_t *once, *again;
	uint32_t mask;
};

enum { SIEVE_BITS_OF_A_HASH = 8, SIEVE_LEAST = 1 << 16, WORD = 64 };

static bool sieve_open(struct sieve *s, const struct roster *r)
{
	uint64_t wanted = (uint64_t)r->count * SIGNATURE_HASHES * SIEVE_BITS_OF_A_HASH;
	uint64_t bits = SIEVE_LEAST;
	while (bits < wanted && bits < UINT64_C(1) << 31)
		bits *= 2;
	s->mask = (uint32_t)(bits - 1);
	s->once = calloc(bits / WORD, sizeof *s->once);
	s->again = calloc(bits / WORD, sizeof *s->again);
	return s->once && s->again;
}

static void sieve_close(struct sieve *s)
{
	free(s->once);
	free(s->again);
}

static void sieve_meet(struct sieve *s, uint32_t hash)
{
	uint32_t at = hash & s->mask;
	uint64_t bit = UINT64_C(1) << at % WORD;
	s->again[at / WORD] |= s->once[at / WORD] & bit;
	s->once[at / WORD] |= bit;
}

static bool sieve_has(const struct sieve *s, uint32_t hash)
{
	uint32_t at = hash & s->mask;
	return s->again[at / WORD] >> at % WORD & 1;
}

static bool enter_all(
	struct overlap *o, const struct sieve *s, const struct roster *r, struct error *err)
{
	for (uint32_t rank = 0; rank < r->count; rank++) {
		const struct signature *own = &roster_at(r, rank)->signature;
		for (size_t i = 0; i < own->count; i++) {
			if (!sieve_has(s, own->hashes[i]))
				continue;
			struct overlap_entry *e = spool_extend(&o->spool, sizeof *e, err);
			if (!e)
				return false;
			*e = (struct overlap_entry){own->hashes[i], rank};
			o->count++;
		}
	}
	o->entries = (struct overlap_entry *)(void *)o->spool.bytes;
	return true;
}

static bool collect(struct overlap *o, const struct roster *r, const uint32_t *gone, size_t n,
	struct error *err)
{
	struct sieve s = {0};
	if (!sieve_open(&s, r)) {
		sieve_close(&s);
		return error_set_memory(err);
	}
	for (size_t i = 0; i < n; i++)
		sieve_meet(&s, gone[i]);
	for (uint32_t rank = 0; rank < r->count; rank++) {
		const struct signature *own = &roster_at(r, rank)->signature;
		for (size_t i = 0; i < own->count; i++)
			sieve_meet(&s, own->hashes[i]);
	}
	bool ok = enter_all(o, &s, r, err);
	sieve_close(&s);
	return ok;
}

enum { DIGIT_BITS = 16, DIGITS = 1 << DIGIT_BITS };

/* Sorts FROM by 16 bits of the hashes into TO, keeping the order of equals. STARTS has room for
   DIGITS + 1, and says then where each begins. */
static void sort_by(const struct overlap_entry *from, struct overlap_entry *to, size_t count,
	unsigned shift, uint32_t *starts)
{
	memset(starts, 0, (DIGITS + 1) * sizeof *starts);
	for (size_t i = 0; i < count; i++)
		starts[(from[i].hash >> shift & (DIGITS - 1)) + 1]++;
	for (size_t i = 0; i < DIGITS; i++)
		starts[i + 1] += starts[i];
	for (size_t i = 0; i < count; i++)
		to[starts[from[i].hash >> shift & (DIGITS - 1)]++] = from[i];
	memmove(starts + 1, starts, DIGITS * sizeof *starts);
	starts[0] = 0;
}

static bool sort(struct overlap *o, const char *folder, struct error *err)
{
	struct spool other;
	o->starts = calloc(DIGITS + 1, sizeof *o->starts);
	if (!o->starts || o->count > UINT32_MAX)
		return error_set_memory(err);
	if (!spool_open(&other, folder, err))
		return false;
	struct overlap_entry *to = spool_extend(&other, (o->count + 1) * sizeof *to, err);
	if (to) {
		sort_by(o->entries, to, o->count, 0, o->starts);
		sort_by(to, o->entries, o->count, DIGIT_BITS, o->starts);
	}
	spool_close(&other);
	return to != NULL;
}

bool overlap_make(struct overlap *o, const struct roster *roster, const uint32_t *gone, size_t n,
	const char *folder, struct error *err)
{
	*o = OVERLAP_EMPTY;
	o->roster = roster;
	return spool_open(&o->spool, folder, err) && collect(o, roster, gone, n, err) &&
	       sort(o, folder, err);
}

void overlap_free(struct overlap *o)
{
	spool_close(&o->spool);
	free(o->starts);
	*o = OVERLAP_EMPTY;
}

/* The first entry from AT on, before END, with HASH or more. */
static size_t seek(const struct overlap *o, size_t at, size_t end, uint32_t hash)
{
	while (at < end) {
		size_t half = at + (end - at) / 2;
		if (o->entries[half].hash < hash)
			at = half + 1;
		else
			end = half;
	}
	return at;
}

const struct overlap_entry *overlap_of(const struct overlap *o, uint32_t hash, size_t *count)
{
	size_t end = o->starts[(hash >> DIGIT_BITS) + 1];
	size_t first = seek(o, o->starts[hash >> DIGIT_BITS], end, hash);
	*count = (hash < UINT32_MAX ? seek(o, first, end, hash + 1) : end) - first;
	return *count > 0 ? &o->entries[first] : NULL;
}

/* ---- Meeting ---- */

bool overlap_met_open(struct overlap_met *m, uint32_t count)
{
	*m = (struct overlap_met){.shared = calloc((size_t)count + 1, sizeof *m->shared)};
	return m->shared != NULL;
}

void overlap_met_close(struct overlap_met *m)
{
	free(m->shared);
	buf_free(&m->ranks);
	*m = (struct overlap_met){0};
}

static int ascending(const void *a, const void *b)
{
	uint32_t x = *(const uint32_t *)a;
	uint32_t y = *(const uint32_t *)b;
	return (x > y) - (x < y);
}

static size_t least_shared(const struct signature *a, const struct signature *b)
{
	size_t hashes = a->count < b->count ? a->count : b->count;
	return (hashes * OVERLAP_LEAST + SIGNATURE_HASHES - 1) / SIGNATURE_HASHES;
}

/* Leaves of the COUNT in RANKS, which share some hash with S, those that share enough. */
static size_t sift(const struct overlap *o, const struct signature *s, uint8_t *shared,
	uint32_t *ranks, size_t count)
{
	size_t kept = 0;
	for (size_t i = 0; i < count; i++) {
		uint32_t rank = ranks[i];
		if (shared[rank] >= least_shared(s, &roster_at(o->roster, rank)->signature))
			ranks[kept++] = rank;
		shared[rank] = 0;
	}
	return kept;
}

const uint32_t *overlap_meet(const struct overlap *o, const struct signature *s, uint32_t self,
	struct overlap_met *m, size_t *count)
{
	buf_reset(&m->ranks);
	buf_reserve(&m->ranks, sizeof(uint32_t));
	for (size_t i = 0; i < s->count; i++) {
		size_t n;
		const struct overlap_entry *list = overlap_of(o, s->hashes[i], &n);
		for (size_t k = 0; n <= OVERLAP_COMMON && k < n; k++) {
			uint32_t rank = list[k].rank;
			if (rank != self && m->shared[rank]++ == 0)
				buf_append(&m->ranks, str_make((const char *)&rank, sizeof rank));
		}
	}
	if (m->ranks.failed)
		return NULL;
	uint32_t *ranks = (uint32_t *)(void *)m->ranks.ptr;
	*count = sift(o, s, m->shared, ranks, m->ranks.len / sizeof *ranks);
	qsort(ranks, *count, sizeof *ranks, ascending);
	return ranks;
}
