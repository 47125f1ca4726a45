#include "indexer/inversion/need.h"

#include "base/ascii.h"

#include <math.h>
#include <stdlib.h>

/* Bytes of memory for each, measured on words, numbers, addresses and codes that never repeat, and
   on one word that does nothing else. */
enum { PER_NEW_WORD = 400, PER_NEW_PAIR = 80, PER_WORD = 27, PER_BYTE = 3 };

/* What a byte is to the tokenizer, more or less: a capital begins a word behind a small letter, and
   each character of scripts that have no spaces is one. */
enum sort { OUTSIDE, SPACE, SMALL, CAPITAL, OWN };

static enum sort sort_of(unsigned char c)
{
	enum { TWO_BYTES_SIGNS = 0xC2, THREE_BYTES = 0xE0, VIETNAMESE = 0xE1, SIGNS = 0xE2 };
	if (c <= ' ')
		return SPACE;
	if (ascii_is_capital((char)c))
		return CAPITAL;
	if (ascii_is_letter((char)c) || ascii_is_digit((char)c))
		return SMALL;
	if (c < 0x80 || c == TWO_BYTES_SIGNS || c == SIGNS)
		return OUTSIDE;
	return c < THREE_BYTES || c == VIETNAMESE ? SMALL : OWN;
}

bool need_open(struct need *n)
{
	enum { WORDS = NEED_BITS / 64 };
	*n = (struct need){.memory = calloc((size_t)2 * WORDS, sizeof *n->memory)};
	if (!n->memory)
		return false;
	n->words.bits = n->memory;
	n->pairs.bits = n->memory + WORDS;
	for (unsigned c = 0; c < sizeof n->sorts; c++)
		n->sorts[c] = (unsigned char)sort_of((unsigned char)c);
	return true;
}

void need_close(struct need *n)
{
	free(n->memory);
	n->memory = NULL;
}

static void reset(struct need_set *s)
{
	memset(s->bits, 0, NEED_BITS / 8);
	s->set = s->beyond = 0;
}

void need_reset(struct need *n)
{
	reset(&n->words);
	reset(&n->pairs);
	n->count = n->bytes = 0;
}

static void add(struct need_set *s, uint64_t hash)
{
	uint32_t bit = (uint32_t)(hash * UINT64_C(0x9E3779B97F4A7C15) >> 44); /* the highest 20 */
	uint64_t mask = UINT64_C(1) << (bit % 64);
	if (s->set > NEED_BITS / 2)
		s->beyond++;
	else if (!(s->bits[bit / 64] & mask))
		s->set++;
	s->bits[bit / 64] |= mask;
}

/* Where a text is being looked at. */
struct look {
	uint32_t word;   /* the hash of this one, so far; 0: in none */
	uint32_t before; /* that of the one before it */
	uint32_t chunk;  /* that of the words since a space: an address, a code is a word, too */
	size_t words;    /* of those */
};

static void end_word(struct need *n, struct look *l)
{
	n->count++;
	add(&n->words, l->word);
	add(&n->pairs, (uint64_t)l->before << 32 | l->word);
	l->chunk = l->chunk * UINT32_C(31) + l->word;
	l->words++;
	l->before = l->word;
	l->word = 0;
}

static void end_chunk(struct need *n, struct look *l)
{
	if (l->words > 1) {
		n->count++;
		add(&n->words, (uint64_t)1 << 32 | l->chunk);
		add(&n->pairs, ~(uint64_t)l->chunk);
	}
	l->chunk = 0;
	l->words = 0;
}

void need_add(struct need *n, struct str text)
{
	struct look l = {0};
	enum sort last = SPACE;
	n->bytes += text.len;
	for (size_t i = 0; i < text.len; i++) {
		unsigned char c = (unsigned char)text.ptr[i];
		enum sort sort = (enum sort)n->sorts[c];
		bool same = sort == SMALL || (sort == CAPITAL && last == CAPITAL);
		if (!same && l.word != 0)
			end_word(n, &l);
		if (sort >= SMALL)
			l.word = (l.word ^ c) * UINT32_C(0x01000193) + 1;
		else if (sort == SPACE && l.words > 0)
			end_chunk(n, &l);
		last = sort;
	}
	if (l.word != 0)
		end_word(n, &l);
	end_chunk(n, &l);
}

static double count(const struct need_set *s)
{
	return -log(1 - (double)s->set / NEED_BITS) * NEED_BITS + (double)s->beyond;
}

size_t need_total(const struct need *n)
{
	return (size_t)(count(&n->words) * PER_NEW_WORD + count(&n->pairs) * PER_NEW_PAIR) +
	       n->count * PER_WORD + n->bytes * PER_BYTE;
}
