/* Adds tallies up, word by word, then row by row. Of no use outside tally_*.c. */
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

/* Where a sum goes. */
struct tally_sink {
	/* Words in the order of their bytes, numbered from 0. */
	bool (*word)(struct tally_sink *sink, struct str exact, uint64_t count, struct error *err);
	bool (*words_end)(struct tally_sink *sink, struct error *err);

	/* Left words in order; ROW in order, too, COUNT > 0: each pair, then its runs. */
	bool (*row)(struct tally_sink *sink, uint32_t left, const struct tally_count *row,
		size_t count, struct error *err);
};

/* Adds up the tallies in the files PATHS[0..N), without the runs that occur less than LEAST
   times in all of them. */
bool tally_add_up(const char *const *paths, size_t n, uint64_t least, struct tally_sink *sink,
	struct error *err);

#endif
