/* Adds tallies up, word by word, then row by row. Of no use outside tally_*.c. */
#ifndef INDEXER_VOCABULARY_TALLY_JOIN_H
#define INDEXER_VOCABULARY_TALLY_JOIN_H

#include "archive/lexicon.h"
#include "indexer/vocabulary/tally.h"

/* Where a sum goes. */
struct tally_sink {
	/* Words in the order of their bytes, numbered from 0. */
	bool (*word)(struct tally_sink *sink, struct str exact, uint64_t count, struct error *err);
	bool (*words_end)(struct tally_sink *sink, struct error *err);

	/* Left words in order, COUNT > 0 right ones in any; ROW may be changed. */
	bool (*row)(struct tally_sink *sink, uint32_t left, struct lexicon_follower *row,
		size_t count, struct error *err);
};

/* Adds up the tallies in the files PATHS[0..N). */
bool tally_add_up(const char *const *paths, size_t n, struct tally_sink *sink, struct error *err);

#endif
