#include "indexer/grouping/component.h"

#include "indexer/work/stop.h"

#include <stdlib.h>

bool component_finder_open(struct component_finder *f, const struct roster *r,
	const struct overlap *o, struct likeness_reader *l)
{
	*f = (struct component_finder){.roster = r,
		.overlap = o,
		.likeness = l,
		.place = calloc((size_t)r->count + 1, sizeof *f->place)};
	return overlap_met_open(&f->met, r->count) && f->place;
}

void component_finder_close(struct component_finder *f)
{
	overlap_met_close(&f->met);
	free(f->place);
	buf_free(&f->ranks);
	buf_free(&f->pairs);
	*f = (struct component_finder){.roster = NULL};
}

static uint32_t count_ranks(const struct component_finder *f)
{
	return (uint32_t)(f->ranks.len / sizeof(uint32_t));
}

static uint32_t rank_at(const struct component_finder *f, uint32_t place)
{
	return ((const uint32_t *)(const void *)f->ranks.ptr)[place];
}

static void add_article(struct component_finder *f, uint32_t rank)
{
	buf_append(&f->ranks, str_make((const char *)&rank, sizeof rank));
	f->place[rank] = count_ranks(f);
}

/* ---- Which articles ---- */

/* Meets those that the article at PLACE is like. What was expanded before has told already whether
   it is like it. */
static bool expand(struct component_finder *f, uint32_t place, struct error *err)
{
	size_t count;
	uint32_t rank = rank_at(f, place);
	const uint32_t *met = overlap_meet(
		f->overlap, &roster_at(f->roster, rank)->signature, rank, &f->met, &count);
	if (!met)
		return error_set_memory(err);
	for (size_t i = 0; i < count; i++) {
		bool alike;
		uint32_t known = f->place[met[i]];
		if (known > 0 && known - 1 < place)
			continue;
		if (!likeness_of(f->likeness, rank, met[i], &alike, err))
			return false;
		if (alike && known == 0)
			add_article(f, met[i]);
		struct component_pair pair = {place, f->place[met[i]] - 1};
		if (alike)
			buf_append(&f->pairs, str_make((const char *)&pair, sizeof pair));
	}
	return true;
}

static bool find(struct component_finder *f, uint32_t rank, struct error *err)
{
	buf_reset(&f->ranks);
	buf_reset(&f->pairs);
	add_article(f, rank);
	for (uint32_t place = 0; place < count_ranks(f); place++) {
		if (!stop_check(err) || !expand(f, place, err))
			return false;
	}
	return (!f->ranks.failed && !f->pairs.failed) || error_set_memory(err);
}

/* ---- Which groups ---- */

struct member {
	uint32_t rank;
	uint32_t degree; /* others that it is like */
	uint32_t first;  /* in the others of all, of its own */
	bool grouped;
};

struct stars {
	struct member *members; /* by place */
	uint32_t *others;       /* places, member by member */
	uint32_t *order;        /* places: who is like the most first, of these the earliest */
	uint32_t count;
};

static bool stars_open(struct stars *s, const struct component_finder *f)
{
	const struct component_pair *pairs = (const void *)f->pairs.ptr;
	size_t n = f->pairs.len / sizeof *pairs;
	s->count = count_ranks(f);
	s->members = calloc((size_t)s->count + 1, sizeof *s->members);
	s->others = calloc(2 * n + 1, sizeof *s->others);
	s->order = calloc((size_t)s->count + 1, sizeof *s->order);
	if (!s->members || !s->others || !s->order)
		return false;
	for (size_t i = 0; i < n; i++) {
		s->members[pairs[i].a].degree++;
		s->members[pairs[i].b].degree++;
	}
	for (uint32_t i = 0, first = 0; i < s->count; i++) {
		struct member *m = &s->members[i];
		m->rank = rank_at(f, i);
		m->first = first;
		first += m->degree;
		m->degree = 0;
		s->order[i] = i;
	}
	for (size_t i = 0; i < n; i++) {
		struct member *a = &s->members[pairs[i].a];
		struct member *b = &s->members[pairs[i].b];
		s->others[a->first + a->degree++] = pairs[i].b;
		s->others[b->first + b->degree++] = pairs[i].a;
	}
	return true;
}

static void stars_close(struct stars *s)
{
	free(s->members);
	free(s->others);
	free(s->order);
}

static int most_first(const void *a, const void *b, void *members)
{
	const struct member *x = &((const struct member *)members)[*(const uint32_t *)a];
	const struct member *y = &((const struct member *)members)[*(const uint32_t *)b];
	if (x->degree != y->degree)
		return x->degree > y->degree ? -1 : 1;
	return (x->rank > y->rank) - (x->rank < y->rank);
}

static bool enter(const struct component_finder *f, struct standing *s, uint32_t rank,
	uint32_t first, struct error *err)
{
	s->first[rank] = first;
	s->identical[rank] = false;
	return rank == first || likeness_same(f->likeness, rank, first, &s->identical[rank], err);
}

/* The group of CENTRE and of those that are like it and in no group yet. */
static bool group_around(struct stars *s, struct member *centre, struct component_finder *f,
	struct standing *out, struct error *err)
{
	uint32_t first = centre->rank;
	for (uint32_t i = 0; i < centre->degree; i++) {
		const struct member *m = &s->members[s->others[centre->first + i]];
		if (!m->grouped && m->rank < first)
			first = m->rank;
	}
	centre->grouped = true;
	bool ok = enter(f, out, centre->rank, first, err);
	for (uint32_t i = 0; ok && i < centre->degree; i++) {
		struct member *m = &s->members[s->others[centre->first + i]];
		if (!m->grouped)
			ok = enter(f, out, m->rank, first, err);
		m->grouped = true;
	}
	return ok;
}

static bool group_all(struct component_finder *f, struct standing *out, struct error *err)
{
	struct stars s = {.members = NULL};
	bool ok = stars_open(&s, f) || error_set_memory(err);
	if (ok)
		qsort_r(s.order, s.count, sizeof *s.order, most_first, s.members);
	for (uint32_t i = 0; ok && i < s.count; i++) {
		struct member *m = &s.members[s.order[i]];
		ok = m->grouped || group_around(&s, m, f, out, err);
	}
	stars_close(&s);
	return ok;
}

bool component_decide(struct component_finder *f, uint32_t rank, struct standing *s,
	uint32_t *count, struct error *err)
{
	bool ok = find(f, rank, err) && group_all(f, s, err);
	*count = count_ranks(f);
	return ok;
}
