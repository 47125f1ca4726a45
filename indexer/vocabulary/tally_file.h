/* A tally on disk: a shard's TALLY_FILE (archive/schema.h), sealed with it. Header, words
 * in the order of their bytes, a row of pairs for each left word; docs/formats.md has it
 * byte by byte.
 *
 * Files are merged count by count, so that memory holds a number for each of their words, and one
 * row of the sum, packed. */
#ifndef INDEXER_VOCABULARY_TALLY_FILE_H
#define INDEXER_VOCABULARY_TALLY_FILE_H

#include "indexer/vocabulary/tally.h"
#include "indexer/vocabulary/tally_join.h"

/* Sorts T and writes it to PATH, which is not there yet. Syncs nothing. */
bool tally_write(struct tally *t, enum tally_runs runs, const char *path, struct error *err);

/* Writes the sum of FILES, without what LEAST leaves out, to PATH, which is not there yet. */
bool tally_write_sum(const struct tally_files *files, const struct tally_least *least,
	const char *path, struct error *err);

#endif
