/* A tally on disk: a shard's TALLY_FILE (archive/schema.h), sealed with it. Header, words
 * in the order of their bytes, a row of pairs for each left word; docs/formats.md has it
 * byte by byte.
 *
 * Files are merged row by row, so that memory holds words and one row of each. */
#ifndef INDEXER_VOCABULARY_TALLY_FILE_H
#define INDEXER_VOCABULARY_TALLY_FILE_H

#include "archive/lexicon.h"
#include "indexer/vocabulary/tally.h"

/* Sorts T and writes it to PATH, which is not there yet. Syncs nothing. */
bool tally_write(struct tally *t, const char *path, struct error *err);

/* Adds up the tallies in the files PATHS[0..N) and writes the sum to PATH. */
bool tally_join(const char *const *paths, size_t n, const char *path, struct error *err);

/* The folded form of EXACT, good until the next call. */
typedef struct str tally_fold(void *context, struct str exact);

/* Adds up the tallies in the files PATHS[0..N) in B, which is empty. */
bool tally_learn(const char *const *paths, size_t n, tally_fold *fold, void *context,
	struct lexicon_builder *b, struct error *err);

#endif
