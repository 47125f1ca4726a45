/* The words of some articles and the pairs of words that stand side by side in them,
 * counted: what the lexicon is made from. Every shard has the tally of its articles in
 * a file, so that a run counts only what it reads. */
#ifndef INDEXER_TALLY_H
#define INDEXER_TALLY_H

#include "base/arena.h"
#include "base/error.h"

#include <stdint.h>

struct tally_word {
	struct str exact; /* owned by the tally */
	uint32_t hash;
	uint64_t count;
};

/* Counts of one batch in memory. Start from all zero, end with tally_free. */
struct tally {
	struct arena strings;
	struct tally_word *words;
	size_t word_count, word_capacity;
	uint32_t *slots; /* open addressing; index of a word + 1, 0: free */
	size_t slot_count;
	uint64_t *pairs; /* left word 24 bits, right word 24, count 16; some repeated */
	uint64_t *spare; /* as many, for sorting */
	size_t pair_count, pair_capacity;
	uint32_t seed;
	bool failed; /* out of memory: what it holds is incomplete */
};

/* No word: of figures, or past what a tally can hold. */
enum { TALLY_NONE = (1 << 24) - 1 };

void tally_free(struct tally *t);

/* Empties T and clears its failure; keeps its memory. */
void tally_reset(struct tally *t);

/* The number of EXACT, which is copied; TALLY_NONE if it has a digit: such words have
   one spelling only and few neighbours twice. */
uint32_t tally_word(struct tally *t, struct str exact);

/* Counts COUNT more occurrences of WORD, one of the word RIGHT right after LEFT. Neither
   has an effect for TALLY_NONE. */
void tally_count(struct tally *t, uint32_t word, uint64_t count);
void tally_pair(struct tally *t, uint32_t left, uint32_t right);

/* Puts words and pairs into the order of their bytes, each pair once or, past a count
   of 65,535, a few times. Then words have no numbers any more: only tally_reset and
   tally_free may follow, and reading. False when out of memory, now or before. */
bool tally_sort(struct tally *t);

static inline uint32_t tally_left(uint64_t pair)
{
	return (uint32_t)(pair >> 40);
}

static inline uint32_t tally_right(uint64_t pair)
{
	return (uint32_t)(pair >> 16) & 0xffffff;
}

static inline uint32_t tally_times(uint64_t pair)
{
	return (uint32_t)pair & 0xffff;
}

#endif
