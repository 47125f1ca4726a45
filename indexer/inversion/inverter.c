#include "indexer/inversion/inverter.h"
#include "base/hash.h"
#include "base/varint.h"

#include <stdlib.h>

enum { FIRST_SLOTS = 1 << 14, FIRST_STREAM = 12 };

bool inverter_open(struct inverter *v)
{
	*v = (struct inverter){.slot_count = FIRST_SLOTS, .seed = hash_seed()};
	v->slots = calloc(v->slot_count, sizeof *v->slots);
	return v->slots != NULL;
}

void inverter_close(struct inverter *v)
{
	arena_free(&v->memory);
	buf_free(&v->packed);
	free(v->terms);
	free(v->slots);
	*v = (struct inverter){0};
}

void inverter_reset(struct inverter *v)
{
	arena_free(&v->memory);
	memset(v->slots, 0, v->slot_count * sizeof *v->slots);
	v->count = 0;
	v->document = 0;
	v->failed = false;
}

void inverter_begin(struct inverter *v)
{
	v->document++;
	v->length = 0;
}

/* ---- Terms ---- */

static struct inverter_slot *slot_of(const struct inverter *v, uint32_t hash, struct str term)
{
	for (size_t at = hash & (v->slot_count - 1);; at = (at + 1) & (v->slot_count - 1)) {
		struct inverter_slot *slot = &v->slots[at];
		if (slot->term == 0 ||
			(slot->hash == hash && str_eq(v->terms[slot->term - 1].term, term)))
			return slot;
	}
}

static bool grow_slots(struct inverter *v)
{
	struct inverter_slot *old = v->slots;
	size_t old_count = v->slot_count;
	struct inverter_slot *slots = calloc(2 * old_count, sizeof *slots);
	if (!slots)
		return false;
	v->slots = slots;
	v->slot_count = 2 * old_count;
	for (size_t i = 0; i < old_count; i++) {
		if (old[i].term != 0)
			*slot_of(v, old[i].hash, v->terms[old[i].term - 1].term) = old[i];
	}
	free(old);
	return true;
}

static bool grow_terms(struct inverter *v)
{
	size_t capacity = v->capacity ? 2 * v->capacity : FIRST_SLOTS / 2;
	struct inverted_term *terms = reallocarray(v->terms, capacity, sizeof *terms);
	if (!terms)
		return false;
	v->terms = terms;
	v->capacity = capacity;
	return true;
}

static struct inverted_term *new_term(struct inverter *v, struct str term, uint32_t hash)
{
	if (2 * v->count >= v->slot_count && !grow_slots(v))
		return NULL;
	if (v->count == v->capacity && !grow_terms(v))
		return NULL;
	struct str copy = arena_str(&v->memory, term);
	if (!copy.ptr)
		return NULL;
	*slot_of(v, hash, term) = (struct inverter_slot){hash, (uint32_t)v->count + 1};
	struct inverted_term *t = &v->terms[v->count++];
	*t = (struct inverted_term){.term = copy};
	return t;
}

/* ---- Streams ---- */

static void append(struct inverter *v, struct stream *s, struct str bytes)
{
	size_t needed = (size_t)s->len + bytes.len;
	if (needed > s->capacity) {
		size_t capacity = 2 * needed > FIRST_STREAM ? 2 * needed : FIRST_STREAM;
		char *ptr = capacity <= UINT32_MAX ? arena_alloc(&v->memory, capacity) : NULL;
		if (!ptr) {
			v->failed = true;
			return;
		}
		if (s->len > 0)
			memcpy(ptr, s->ptr, s->len);
		s->ptr = ptr;
		s->capacity = (uint32_t)capacity;
	}
	memcpy(s->ptr + s->len, bytes.ptr, bytes.len);
	s->len += (uint32_t)bytes.len;
}

static void close_count(struct inverter *v, struct inverted_term *t)
{
	buf_reset(&v->packed);
	varint_append(&v->packed, t->document - t->before);
	varint_append(&v->packed, t->count);
	append(v, &t->postings, buf_str(&v->packed));
	t->before = t->document;
	t->documents++;
	t->occurrences += t->count;
	t->document = 0;
	t->count = 0;
}

static void count_more(struct inverter *v, struct inverted_term *t, uint32_t count)
{
	if (t->document != v->document && t->document != 0)
		close_count(v, t);
	t->document = v->document;
	t->count += count;
	v->length += count;
}

static struct inverted_term *count_term(struct inverter *v, struct str term, uint32_t count)
{
	uint32_t hash = hash_str(v->seed, term);
	uint32_t number = slot_of(v, hash, term)->term;
	struct inverted_term *t = number ? &v->terms[number - 1] : new_term(v, term, hash);
	if (t)
		count_more(v, t, count);
	else
		v->failed = true;
	return t;
}

static uint32_t number_of(const struct inverter *v, const struct inverted_term *t)
{
	return t ? (uint32_t)(t - v->terms) : INVERTER_NONE;
}

uint32_t inverter_add(struct inverter *v, struct str term, uint32_t count)
{
	return number_of(v, count_term(v, term, count));
}

void inverter_add_number(struct inverter *v, uint32_t number, uint32_t count)
{
	count_more(v, &v->terms[number], count);
}

uint32_t inverter_add_at(
	struct inverter *v, struct str term, uint32_t count, const uint32_t *positions, size_t n)
{
	struct inverted_term *t = count_term(v, term, count);
	if (!t)
		return INVERTER_NONE;
	uint32_t before = 0;
	buf_reset(&v->packed);
	varint_append(&v->packed, n);
	for (size_t i = 0; i < n; before = positions[i++])
		varint_append(&v->packed, positions[i] - before);
	append(v, &t->positions, buf_str(&v->packed));
	v->failed |= v->packed.failed;
	return number_of(v, t);
}

/* ---- Writing ---- */

static int compare_terms(const void *a, const void *b)
{
	const struct inverted_term *x = a;
	const struct inverted_term *y = b;
	return str_compare(x->term, y->term);
}

bool inverter_each(struct inverter *v, inverter_visit *visit, void *context, bool *failed)
{
	for (size_t i = 0; i < v->count; i++) {
		if (v->terms[i].document != 0)
			close_count(v, &v->terms[i]);
	}
	*failed = v->failed;
	if (v->count > 0 && !v->failed)
		qsort(v->terms, v->count, sizeof *v->terms, compare_terms);
	for (size_t i = 0; i < v->count && !v->failed; i++) {
		const struct inverted_term *t = &v->terms[i];
		const struct segment_term term = {.term = t->term,
			.documents = t->documents,
			.occurrences = t->occurrences,
			.postings = str_make(t->postings.ptr, t->postings.len),
			.positions = str_make(t->positions.ptr, t->positions.len)};
		if (!visit(context, &term))
			return false;
	}
	return !v->failed;
}

struct writing {
	struct segment_writer *out;
	struct error *err;
};

static bool put_term(void *context, const struct segment_term *term)
{
	struct writing *w = context;
	return segment_put_term(w->out, term, w->err);
}

bool inverter_write(struct inverter *v, struct segment_writer *out, struct error *err)
{
	struct writing w = {out, err};
	bool failed;
	bool ok = inverter_each(v, put_term, &w, &failed);
	return ok || (failed ? error_set_memory(err) : false);
}
