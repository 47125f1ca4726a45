/* A lexicon in the making. Of no use outside lexicon_*.c. */
#ifndef ARCHIVE_LEXICON_DRAFT_H
#define ARCHIVE_LEXICON_DRAFT_H

#include "archive/lexicon.h"
#include "archive/lexicon_file.h"
#include "base/arena.h"

struct draft_word {
	const char *text; /* folded form, exact form, back to back */
	uint8_t folded_len, exact_len;
	uint32_t count; /* so much or more */
	uint32_t added; /* its number in the order of adding */

	/* Once numbered. */
	uint32_t first_pair, pair_count;
	uint32_t first_context, context_count;
};

/* The runs that begin with a pair. */
struct draft_context {
	uint32_t right;            /* the second word */
	uint32_t first, run_count; /* in RUNS */

	/* While and once they are chosen. */
	uint32_t left;
	uint32_t place; /* of the pair among those of its left word */
	uint8_t count;  /* code of the pair's */
	uint8_t rest;   /* code of the share of it that is not told */
};

/* Words as they are numbered in the file. A pair and a run are a word in the upper 22 bits, the
   right one or the third one, so that they are in its order; below, the code of a pair's capitals
   in two bits and that of the count in eight. A run that was chosen is the place of its last two
   words among the pairs of the second one in the upper 24 bits, and the code of the count. */
struct lexicon_builder {
	struct arena memory;
	struct draft_word *words; /* in the order of the file, once numbered */
	size_t count, capacity;
	size_t string_bytes;
	uint64_t running;
	uint32_t *number_of; /* a word's place in WORDS, by its number of adding */
	uint32_t *pairs;
	size_t pair_count, pair_capacity;
	struct draft_context *contexts; /* of one left word side by side */
	size_t context_count, context_capacity;
	uint32_t *runs;
	size_t run_count, run_capacity;
	struct lexicon_least least;
};

enum { DRAFT_CAPITALS = 8, DRAFT_WORD = 10 };

/* The word of a pair, of a run that was not chosen yet. */
static inline uint32_t draft_word(uint32_t packed)
{
	return packed >> DRAFT_WORD;
}

/* Leaves only those runs that are worth their bytes, in contexts that have such, in the order of
   right words. False when out of memory. */
bool draft_choose_runs(struct lexicon_builder *b);

#endif
