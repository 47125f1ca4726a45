#include "cluster/texts.h"

#include "archive/record.h"
#include "base/varint.h"
#include "indexer/inversion/document.h"
#include "xapianc/served.h"

#include <stdlib.h>
#include <string.h>

/* Documents that are kept, and that are fetched together where more are expected. */
enum { TEXTS_KEPT = 2048, TEXTS_AT_ONCE = 128, TEXTS_SLOTS = 2 * TEXTS_KEPT };

struct text_term {
	struct str term;
	struct str positions; /* as a segment has them */
	uint32_t count;
};

struct text {
	uint32_t docid;
	uint32_t length;
	struct text_term *terms; /* ascending */
	size_t count, capacity;
};

struct texts {
	struct xc_db *db;
	struct analyst *analyst;
	struct xc_texts told;
	struct arena memory; /* of what is kept */
	struct arena scratch;
	struct buf bytes;
	struct text *slots[TEXTS_SLOTS]; /* by docid */
	size_t count;
	uint32_t *expected; /* owned */
	size_t expected_count, expected_room, next;
	uint32_t *positions; /* owned; of the last term asked for */
	size_t room;
};

/* ---- What is kept ---- */

static struct text **slot_of(struct texts *t, uint32_t docid)
{
	size_t at = docid * UINT32_C(2654435761) % TEXTS_SLOTS;
	while (t->slots[at] && t->slots[at]->docid != docid)
		at = (at + 1) % TEXTS_SLOTS;
	return &t->slots[at];
}

static void forget(struct texts *t)
{
	memset(t->slots, 0, sizeof t->slots);
	arena_free(&t->memory);
	t->count = 0;
}

/* ---- Reading ---- */

struct keeping {
	struct texts *texts;
	struct text *text;
	bool failed;
};

static bool grow(struct texts *t, struct text *text)
{
	size_t capacity = 2 * text->capacity + 512;
	struct text_term *terms = arena_array(&t->memory, capacity, sizeof *terms);
	if (!terms)
		return false;
	if (text->count > 0)
		memcpy(terms, text->terms, text->count * sizeof *terms);
	text->terms = terms;
	text->capacity = capacity;
	return true;
}

static bool keep_term(void *context, const struct segment_term *term)
{
	struct keeping *k = context;
	struct text *text = k->text;
	if (text->count == text->capacity && !grow(k->texts, text))
		k->failed = true;
	struct arena *memory = &k->texts->memory;
	struct text_term kept = {.term = arena_str(memory, term->term),
		.positions = arena_str(memory, term->positions),
		.count = (uint32_t)term->occurrences};
	k->failed |= !kept.term.ptr || !kept.positions.ptr;
	if (!k->failed)
		text->terms[text->count++] = kept;
	return !k->failed;
}

/* Analyses DOCID, whose record is at hand. */
static bool analyse(struct texts *t, uint32_t docid, struct error *err)
{
	struct record record;
	struct text *text = arena_alloc(&t->memory, sizeof *text);
	struct keeping k = {t, text, !text};
	buf_reset(&t->bytes);
	arena_reset(&t->scratch);
	if (!text)
		return error_set_memory(err);
	text->docid = docid;
	if (!xc_db_data(t->db, docid, &t->bytes, err) ||
		!record_decode(buf_str(&t->bytes), &t->scratch, &record, err))
		return false;
	if (!analyst_each_term(t->analyst, &record, keep_term, &k, &text->length, err))
		return k.failed ? error_set_memory(err) : false;
	*slot_of(t, docid) = text;
	t->count++;
	return true;
}

/* DOCID, and some of those that are expected behind it. */
static bool read_some(struct texts *t, uint32_t docid, struct error *err)
{
	uint32_t list[TEXTS_AT_ONCE] = {docid};
	size_t n = 1;
	while (t->next < t->expected_count && n < TEXTS_AT_ONCE) {
		uint32_t other = t->expected[t->next++];
		if (other != docid && !*slot_of(t, other))
			list[n++] = other;
	}
	if (t->count + n > TEXTS_KEPT)
		forget(t);
	bool ok = xc_db_fetch(t->db, list, n, err);
	for (size_t i = 0; ok && i < n; i++)
		ok = *slot_of(t, list[i]) || analyse(t, list[i], err);
	return ok;
}

/* NULL on failure. */
static const struct text *text_of(struct texts *t, uint32_t docid, struct error *err)
{
	struct text *known = *slot_of(t, docid);
	if (known)
		return known;
	return read_some(t, docid, err) ? *slot_of(t, docid) : NULL;
}

static int compare_term(const void *key, const void *item)
{
	const struct str *term = key;
	const struct text_term *t = item;
	return str_compare(*term, t->term);
}

static const struct text_term *find_term(const struct text *text, struct str term)
{
	return text->count > 0
		       ? bsearch(&term, text->terms, text->count, sizeof *text->terms, compare_term)
		       : NULL;
}

/* ---- What is told ---- */

static bool expect(void *context, const uint32_t *docids, size_t n, struct error *err)
{
	struct texts *t = context;
	if (n > t->expected_room) {
		uint32_t *grown = reallocarray(t->expected, n, sizeof *grown);
		if (!grown)
			return error_set_memory(err);
		t->expected = grown;
		t->expected_room = n;
	}
	if (n > 0)
		memcpy(t->expected, docids, n * sizeof *docids);
	t->expected_count = n;
	t->next = 0;
	return true;
}

static bool take_positions(struct texts *t, struct str packed, size_t *count, struct error *err)
{
	const char *p = packed.ptr;
	const char *end = p + packed.len;
	uint64_t n = 0, gap;
	uint32_t position = 0;
	*count = 0;
	if (packed.len == 0 || !varint_take(&p, end, &n))
		return true;
	if (n > t->room) {
		uint32_t *grown = reallocarray(t->positions, n, sizeof *grown);
		if (!grown)
			return error_set_memory(err);
		t->positions = grown;
		t->room = n;
	}
	for (; *count < n && varint_take(&p, end, &gap); (*count)++)
		t->positions[*count] = position += (uint32_t)gap;
	return true;
}

static bool positions(void *context, uint32_t docid, struct str term, const uint32_t **out,
	size_t *count, struct error *err)
{
	struct texts *t = context;
	const struct text *text = text_of(t, docid, err);
	const struct text_term *found = text ? find_term(text, term) : NULL;
	*count = 0;
	if (!text || (found && !take_positions(t, found->positions, count, err)))
		return false;
	*out = t->positions;
	return true;
}

static bool wdf(void *context, struct str term, const uint32_t *docids, size_t n, uint32_t *out,
	struct error *err)
{
	if (!expect(context, docids, n, err))
		return false;
	for (size_t i = 0; i < n; i++) {
		const struct text *text = text_of(context, docids[i], err);
		if (!text)
			return false;
		const struct text_term *found = find_term(text, term);
		out[i] = found ? found->count : 0;
	}
	return true;
}

static bool length(void *context, uint32_t docid, uint32_t *out, struct error *err)
{
	const struct text *text = text_of(context, docid, err);
	if (text)
		*out = text->length;
	return text != NULL;
}

static void close_texts(void *context)
{
	struct texts *t = context;
	analyst_free(t->analyst);
	arena_free(&t->memory);
	arena_free(&t->scratch);
	buf_free(&t->bytes);
	free(t->expected);
	free(t->positions);
	free(t);
}

struct places *texts_open(struct xc_db *db, struct error *err)
{
	struct texts *t = calloc(1, sizeof *t);
	if (!t) {
		error_set_memory(err);
		return NULL;
	}
	t->db = db;
	t->told = (struct xc_texts){t, wdf, length};
	t->analyst = analyst_new(err);
	if (!t->analyst) {
		close_texts(t);
		return NULL;
	}
	const struct places_texts told = {t, expect, positions, close_texts};
	struct places *p = places_of_texts(&told, err);
	if (p)
		xc_db_set_texts(db, &t->told);
	return p;
}
