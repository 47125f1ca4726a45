/* Adds tallies up, word by word, then row by row. */
#ifndef INDEXER_VOCABULARY_TALLY_JOIN_H
#define INDEXER_VOCABULARY_TALLY_JOIN_H

#include "archive/lexicon.h"
#include "indexer/vocabulary/tally.h"

/* How often a word follows the left word of a row, or a third one follows both. */
struct tally_count {
	uint64_t key; /* in the order of which they are counted */
	uint64_t count;
};

static inline uint64_t tally_pair_key(uint32_t right)
{
	return (uint64_t)right << 24;
}

static inline uint64_t tally_run_key(uint32_t right, uint32_t third)
{
	return (uint64_t)right << 24 | (third + 1);
}

static inline bool tally_is_pair(uint64_t key)
{
	return (key & TALLY_NONE) == 0;
}

static inline uint32_t tally_right(uint64_t key)
{
	return (uint32_t)(key >> 24);
}

static inline uint32_t tally_third(uint64_t key)
{
	return (uint32_t)(key & TALLY_NONE) - 1;
}

/* Where a sum goes, a count at a time: no row has to be held by anybody. */
struct tally_sink {
	/* Words in the order of their bytes, numbered from 0. */
	bool (*word)(struct tally_sink *sink, struct str exact, uint64_t count, struct error *err);
	bool (*words_end)(struct tally_sink *sink, struct error *err);

	/* What follows the word LEFT, in order, each count above 0: each pair, then its runs; left
	   words in order. NULL: rows are not asked for. */
	bool (*count)(struct tally_sink *sink, uint32_t left, const struct tally_count *count,
		struct error *err);

	/* Ends the row of LEFT, which has a pair at least. */
	bool (*row_end)(struct tally_sink *sink, uint32_t left, struct error *err);
};

/* What is left out of a sum: what occurs less often than so in all of it. Nothing is told of
   words that are left out. */
struct tally_least {
	uint64_t words, pairs, runs;
};

/* Nothing is left out. */
static const struct tally_least tally_all = {.words = 1, .pairs = 1, .runs = 1};

/* The tallies that are added up. LOST has of each the one of its articles that are gone, which is
   taken off it, or NULL; LOST is NULL where all are as they were. */
struct tally_files {
	const char *const *paths, *const *lost;
	size_t count;
};

/* Adds up FILES, without what LEAST leaves out; how often a pair is in capitals is told as long as
   the pair is. Of what is lost only that is taken off which its tally tells: it left out some. */
bool tally_add_up(const struct tally_files *files, const struct tally_least *least,
	struct tally_sink *sink, struct error *err);

#endif
