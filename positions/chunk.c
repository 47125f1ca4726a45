#include "positions/chunk.h"

enum { BITS_OF_K = 5, BITS_OF_DOCUMENTS = 6 };

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
	uint64_t mean = sum / n;
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

bool chunk_open(struct chunk *c, const uint8_t *bytes, size_t n, uint32_t before)
{
	uint64_t document = before;
	uint64_t positions = 0;
	c->bits = bits_open(bytes, n);
	unsigned k = bits_get(&c->bits, BITS_OF_K);
	c->k = bits_get(&c->bits, BITS_OF_K);
	c->count = bits_get(&c->bits, BITS_OF_DOCUMENTS) + 1;
	c->next = 0;
	for (uint32_t i = 0; i < c->count; i++) {
		document += (uint64_t)bits_get_rice(&c->bits, k) + 1;
		c->documents[i] = (uint32_t)document;
		c->counts[i] = bits_get_gamma(&c->bits);
		if (c->counts[i] == 0)
			return false;
		positions += c->counts[i];
	}
	/* Each position takes a bit at least: so a count is no reason to ask for more memory
	   than the file has. */
	return document <= UINT32_MAX && positions <= 8 * (uint64_t)n && !bits_are_short(&c->bits);
}

static bool take_positions(struct chunk *c, uint32_t i, size_t max, uint32_t *out)
{
	uint64_t position = 0;
	unsigned k = k_of_document(c->k, c->counts[i]);
	for (uint32_t j = 0; j < c->counts[i]; j++) {
		position += (uint64_t)bits_get_rice(&c->bits, k) + 1;
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
	return take_positions(c, i, max, out) && !bits_are_short(&c->bits);
}
