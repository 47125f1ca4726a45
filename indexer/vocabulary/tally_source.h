/* What is added up: a tally in a file, read word by word, then row by row. Of no use outside
 * tally_*.c. */
#ifndef INDEXER_VOCABULARY_TALLY_SOURCE_H
#define INDEXER_VOCABULARY_TALLY_SOURCE_H

#include "base/mapping.h"
#include "indexer/vocabulary/tally.h"

#define TALLY_MAGIC "TRACUUTL"

enum {
	TALLY_VERSION = 5,
	TALLY_MAGIC_BYTES = 8,
	TALLY_AT_VERSION = 8,
	TALLY_AT_WORDS = 12,
	TALLY_AT_BYTES = 16,
	TALLY_HEADER = 24,
	TALLY_MAX_WORD = 240
};

struct tally_source {
	const char *path; /* named in errors; borrowed */
	struct mapping file;
	struct str words, rows; /* what is left to read of them */
	uint32_t word_count, read;

	/* The word at hand, while WORD.len > 0. */
	struct str word;
	uint64_t count;
	bool at_hand; /* tally_join.c: it is the word being added up */
	char bytes[TALLY_MAX_WORD];

	uint32_t
		*number; /* in the sum, of each word; TALLY_NONE: it has none. Owned, may be NULL */

	/* The row at hand, while ROW is less than WORD_COUNT; in it the pair or run at hand, while
	   AT_COUNT: as words are numbered here, THIRD being TALLY_NONE for the pair itself. */
	uint32_t row, pairs_left;
	uint64_t runs_left;
	uint64_t right, third;
	uint64_t times; /* that it occurs */
	uint64_t key;   /* tally_join.c: its key in the sum */

	/* tally_join.c: what it is taken off, or what is taken off it; NULL: nothing. Which key of
	   the row at hand was summed up last, and how often. */
	struct tally_source *twin;
	bool is_taken;
	uint64_t summed_key, summed;

	bool in_rows, at_count;
	size_t left_relaxed; /* bytes that were left to read when memory was last given back */
};

/* Opens the file PATH at its first word. Close it also on failure. ERROR_CORRUPT,
   ERROR_VERSION. */
bool tally_source_open(struct tally_source *s, const char *path, struct error *err);
void tally_source_close(struct tally_source *s);

/* Goes on to the next word; WORD is empty after the last. */
bool tally_source_word(struct tally_source *s, struct error *err);

/* After all words: goes on to the next row, what is left of this one being passed over; then it
   stands before its first pair. */
bool tally_source_row(struct tally_source *s, struct error *err);

/* Goes on to the next pair or run of the row. */
bool tally_source_count(struct tally_source *s, struct error *err);

#endif
