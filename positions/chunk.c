#include "positions/chunk.h"

enum { BITS_OF_K = 5, BITS_OF_DOCUMENTS = 5, BITS_OF_LENGTH = 12 };

/* The bits of the documents fit BITS_OF_LENGTH: a Rice code has 56 at most, a gamma code 63. */
_Static_assert(CHUNK_DOCUMENTS *(RICE_ESCAPE + 32 + 63) < 1 << BITS_OF_LENGTH, "too many");

/* ---- Writing ---- */

bool chunk_is_full(const struct chunk_writer *w)
{
	return w->documents == CHUNK_DOCUMENTS ||
	       w->positions.len / sizeof(uint32_t) >= CHUNK_POSITIONS;
}

void chunk_add(struct chunk_writer *w, uint32_t gap, const uint32_t *positions, size_t n)
{
	uint32_t before = 0;
	w->gaps[w->documents] = gap - 1;
	w->counts[w->documents++] = (uint32_t)n;
	if (!buf_reserve(&w->positions, n * sizeof *positions))
		return;
	for (size_t i = 0; i < n; i++) {
		uint32_t less = positions[i] - before - 1;
		memcpy(w->positions.ptr + w->positions.len, &less, sizeof less);
		w->positions.len += sizeof less;
		before = positions[i];
	}
}

static unsigned k_of_document(unsigned k, uint32_t count)
{
	unsigned log = bits_log2(count);
	return k > log ? k - log : 0;
}

/* Bits that the gaps between the positions take. */
static uint64_t cost_of_positions(const struct chunk_writer *w, unsigned k)
{
	const uint32_t *gap = (const uint32_t *)(const void *)w->positions.ptr;
	uint64_t bits = 0;
	for (uint32_t i = 0; i < w->documents; i++) {
		unsigned own = k_of_document(k, w->counts[i]);
		for (uint32_t j = 0; j < w->counts[i]; j++)
			bits += bits_of_rice(*gap++, own);
	}
	return bits;
}

static uint64_t cost_of_gaps(const struct chunk_writer *w, unsigned k)
{
	uint64_t bits = 0;
	for (uint32_t i = 0; i < w->documents; i++)
		bits += bits_of_rice(w->gaps[i], k);
	return bits;
}

/* Bits that the documents take, with the gaps' parameter K. */
static uint64_t cost_of_documents(const struct chunk_writer *w, unsigned k)
{
	uint64_t bits = cost_of_gaps(w, k);
	for (uint32_t i = 0; i < w->documents; i++)
		bits += 2 * bits_log2(w->counts[i]) + 1;
	return bits;
}

/* The best parameter by COST, sought downhill from K. */
static unsigned best_k(const struct chunk_writer *w, unsigned k,
	uint64_t (*cost)(const struct chunk_writer *w, unsigned k))
{
	uint64_t least = cost(w, k);
	int step = -1;
	if (k == 0 || cost(w, k - 1) > least)
		step = 1;
	for (;;) {
		unsigned other = k + (unsigned)step;
		uint64_t bits = other > RICE_K_MAX ? UINT64_MAX : cost(w, other);
		if (bits >= least)
			return k;
		least = bits;
		k = other;
	}
}

/* Near the best parameter for N numbers of that SUM. */
static unsigned guess_k(uint64_t sum, uint64_t n)
{
	uint64_t mean = n > 0 ? sum / n : 0;
	return mean > 1 ? bits_log2((uint32_t)mean) : 0;
}

static unsigned k_of_gaps(const struct chunk_writer *w)
{
	uint64_t sum = 0;
	for (uint32_t i = 0; i < w->documents; i++)
		sum += w->gaps[i];
	return best_k(w, guess_k(sum, w->documents), cost_of_gaps);
}

/* As if each document had one position: what k_of_document makes of the counts is left. */
static unsigned k_of_positions(const struct chunk_writer *w)
{
	const uint32_t *gap = (const uint32_t *)(const void *)w->positions.ptr;
	uint64_t sum = 0;
	for (uint32_t i = 0; i < w->documents; i++) {
		for (uint32_t j = 0; j < w->counts[i]; j++)
			sum += *gap++;
	}
	return best_k(w, guess_k(sum, w->documents), cost_of_positions);
}

void chunk_end(struct chunk_writer *w, struct buf *out)
{
	struct bit_writer b = {.out = out};
	const uint32_t *gap = (const uint32_t *)(const void *)w->positions.ptr;
	out->failed |= w->positions.failed;
	if (out->failed)
		return;
	unsigned k = k_of_gaps(w);
	unsigned positions_k = k_of_positions(w);
	bits_put(&b, k, BITS_OF_K);
	bits_put(&b, positions_k, BITS_OF_K);
	bits_put(&b, w->documents - 1, BITS_OF_DOCUMENTS);
	if (w->documents > 1)
		bits_put(&b, cost_of_documents(w, k), BITS_OF_LENGTH);
	for (uint32_t i = 0; i < w->documents; i++) {
		bits_put_rice(&b, w->gaps[i], k);
		bits_put_gamma(&b, w->counts[i]);
	}
	for (uint32_t i = 0; i < w->documents; i++) {
		unsigned own = k_of_document(positions_k, w->counts[i]);
		for (uint32_t j = 0; j < w->counts[i]; j++)
			bits_put_rice(&b, *gap++, own);
	}
	bits_end(&b);
	w->documents = 0;
	buf_reset(&w->positions);
}

/* ---- Reading ---- */

void chunk_open(struct chunk *c, const uint8_t *bytes, size_t n)
{
	size_t length = 0; /* bits up to the positions */
	c->bits = 8 * (uint64_t)n;
	c->gaps = bits_open(bytes, n);
	c->k = bits_get(&c->gaps, BITS_OF_K);
	c->positions_k = bits_get(&c->gaps, BITS_OF_K);
	c->count = bits_get(&c->gaps, BITS_OF_DOCUMENTS) + 1;
	c->read = c->next = 0;
	if (c->count == 1)
		return; /* the positions follow what chunk_read_document reads */
	length = bits_get(&c->gaps, BITS_OF_LENGTH) + 2 * BITS_OF_K + BITS_OF_DOCUMENTS +
		 BITS_OF_LENGTH;
	size_t whole = length / 8 < n ? length / 8 : n;
	c->positions = bits_open(bytes + whole, n - whole);
	bits_get(&c->positions, length % 8);
}

bool chunk_read_document(struct chunk *c, uint32_t before)
{
	uint64_t document = c->read > 0 ? c->documents[c->read - 1] : before;
	document += (uint64_t)bits_get_rice(&c->gaps, c->k) + 1;
	uint32_t count = bits_get_gamma(&c->gaps);
	c->documents[c->read] = (uint32_t)document;
	c->counts[c->read++] = count;
	if (c->count == 1)
		c->positions = c->gaps;
	/* Each position takes a bit at least: so a count is no reason to ask for more memory
	   than the file has. */
	return document <= UINT32_MAX && count > 0 && count <= c->bits && !bits_are_short(&c->gaps);
}

static bool take_positions(struct chunk *c, uint32_t i, size_t max, uint32_t *out)
{
	uint64_t position = 0;
	unsigned k = k_of_document(c->positions_k, c->counts[i]);
	for (uint32_t j = 0; j < c->counts[i]; j++) {
		position += (uint64_t)bits_get_rice(&c->positions, k) + 1;
		if (j < max)
			out[j] = (uint32_t)position;
	}
	return position <= POSITION_LAST;
}

bool chunk_read(struct chunk *c, uint32_t i, size_t max, uint32_t *out)
{
	for (; c->next < i; c->next++)
		take_positions(c, c->next, 0, NULL);
	c->next = i + 1;
	return take_positions(c, i, max, out) && !bits_are_short(&c->positions);
}
