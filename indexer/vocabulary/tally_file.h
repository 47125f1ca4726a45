/* A tally on disk: a shard's TALLY_FILE (archive/schema.h), sealed with it. Numbers of the
 * header are little-endian, those marked v are in seven bits a byte, the last one without
 * 0x80.
 *
 *     header    magic 8, version 4, words 4, bytes of words 8
 *     words     in the order of their bytes; each: bytes shared with the word before v,
 *               further bytes v, these, occurrences v
 *     rows      for each left word that has pairs, in order: its distance from the one
 *               before v (from -1 for the first), number of pairs v, then each in order:
 *               distance of the right word likewise v, count v
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
