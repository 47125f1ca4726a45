/* Tallies that have more words than there is memory to number are added up in files before. */
#ifndef INDEXER_VOCABULARY_TALLY_GATHER_H
#define INDEXER_VOCABULARY_TALLY_GATHER_H

#include "indexer/vocabulary/tally_join.h"

struct tally_gathering {
	struct tally_files files; /* what is to be added up: those given, or the one of their sum */
	char *sums[2];            /* paths of files that are ours, owned; NULL: none was made */
	size_t last;              /* the one that holds the sum */
};

/* Fills G with FILES, or with their sum, where they have more than MOST words together: that is
   made in steps, none of which numbers more than MOST words besides those of the sum. SPILL
   begins the paths of the files that takes, none of which is there. End G with tally_gathering_free
   also on failure: that removes them. */
bool tally_gather(struct tally_gathering *g, const struct tally_files *files, uint64_t most,
	const char *spill, struct error *err);
void tally_gathering_free(struct tally_gathering *g);

/* Adds up the tallies in the files PATHS[0..N) and writes the sum to PATH, which is not there yet,
   as that of a shard: without the runs that occur once. Where they have more words than
   TALLY_JOIN_WORDS, of which each takes four bytes, in steps, by files beside PATH: it never takes
   more for numbers than TALLY_JOIN_MEMORY. */
enum { TALLY_JOIN_WORDS = 4 << 20, TALLY_JOIN_MEMORY = 4 * (TALLY_JOIN_WORDS + TALLY_NONE) };
bool tally_join(const char *const *paths, size_t n, const char *path, struct error *err);

#endif
