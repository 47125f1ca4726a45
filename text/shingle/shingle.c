#include "text/shingle/shingle.h"

#include "base/bytes.h"

/* A run is a polynomial of its words in FACTOR, modulo 2^64; any odd number would do. */
static const uint64_t FACTOR = UINT64_C(0x9E3779B97F4A7C15);
static const uint64_t FACTOR_OF_OLDEST =
	UINT64_C(0x2E2B795F2D10FD85); /* to the power SHINGLE_WORDS */
static const uint64_t MIXER = UINT64_C(0xD6E8FEB86659FD93);

void shingler_begin(struct shingler *s)
{
	*s = (struct shingler){.missing = SHINGLE_WORDS, .bound = UINT32_MAX};
}

/* Most texts have hundreds of runs, of which hardly any is among the least so far. */
static void keep(struct shingler *s, uint32_t hash)
{
	struct signature *least = &s->least;
	size_t at = least->count;
	while (at > 0 && least->hashes[at - 1] > hash)
		at--;
	if (at > 0 && least->hashes[at - 1] == hash)
		return;
	if (least->count < SIGNATURE_HASHES)
		least->count++;
	for (size_t i = least->count - 1; i > at; i--)
		least->hashes[i] = least->hashes[i - 1];
	least->hashes[at] = hash;
	if (least->count == SIGNATURE_HASHES)
		s->bound = least->hashes[SIGNATURE_HASHES - 1];
}

void shingler_add(struct shingler *s, uint64_t word)
{
	s->run = s->run * FACTOR + word - s->words[s->at] * FACTOR_OF_OLDEST;
	s->words[s->at] = word;
	s->at = s->at + 1 < SHINGLE_WORDS ? s->at + 1 : 0;
	s->missing -= s->missing > 0;
	uint32_t hash = (uint32_t)(((s->run ^ s->run >> 32) * MIXER) >> 32);
	if (s->missing == 0 && hash < s->bound)
		keep(s, hash);
}

void shingler_end(struct shingler *s, struct signature *out)
{
	*out = s->least;
}

size_t signature_put(const struct signature *s, char out[SIGNATURE_MAX])
{
	for (size_t i = 0; i < s->count; i++)
		bytes_put_u32(out + 4 * i, s->hashes[i]);
	return 4 * s->count;
}

void signature_take(const char *bytes, size_t len, struct signature *out)
{
	size_t count = len / 4;
	out->count = count < SIGNATURE_HASHES ? count : SIGNATURE_HASHES;
	for (size_t i = 0; i < out->count; i++)
		out->hashes[i] = bytes_u32(bytes + 4 * i);
}
