/* The lexicon on disk: header, words, pairs, contexts, runs, strings. docs/formats.md has it
 * byte by byte.
 *
 * The spellings of one folded form stand side by side, and so do a left word's pairs
 * with all of them: one search in a few pages answers which of them follow it. A context is
 * a pair after which runs of three are told. A run names its third word by that word's place
 * among the pairs of the second one, where it must be: two bytes in place of three, and those
 * of one folded form stand side by side here, too.
 *
 * Above the number of a pair's right word stands how often both of its words begin with a
 * capital.
 *
 * Counts are a code C for 2^(C/8), rounded: exact up to 10, then in steps of a twelfth, which
 * no use of them can tell from the number itself. */
#ifndef ARCHIVE_LEXICON_FILE_H
#define ARCHIVE_LEXICON_FILE_H

#include "base/str.h"

#include <stdint.h>

#define LEXICON_MAGIC "TRACUULX"

enum {
	LEXICON_VERSION = 7,
	LEXICON_MAGIC_BYTES = 8,
	LEXICON_AT_LEAST = 12,
	LEXICON_AT_WORDS = 16,
	LEXICON_AT_CONTEXTS = 20,
	LEXICON_AT_PAIRS = 24,
	LEXICON_AT_STRINGS = 32,
	LEXICON_AT_RUNS = 40,
	LEXICON_AT_RUNNING = 48,
	LEXICON_AT_TEMPERED = 56,
	LEXICON_AT_CHECKSUM = 64,
	LEXICON_HEADER = 72,
	LEXICON_WORD = 16,
	LEXICON_WORD_TEMPERED = 6, /* where these are in a word */
	LEXICON_WORD_COUNT = 8,
	LEXICON_WORD_PAIRS = 12,
	LEXICON_PAIR = 4,
	LEXICON_CONTEXT = 9,
	LEXICON_CONTEXT_RUNS = 4, /* where these are in a context */
	LEXICON_CONTEXT_REST = 8,
	LEXICON_RUN = 3,
	LEXICON_MAX_WORD = 240,         /* bytes: a length fits in one */
	LEXICON_PAIR_CAPITALS = 22,     /* the bit of a pair's word where its capitals begin */
	LEXICON_PAIRED_WORDS = 1 << 22, /* a word with a greater number is in no pair */
	LEXICON_RUN_PLACES = 1 << 16    /* a pair with a greater place ends no run */
};

/* FNV-1a of the header before its checksum: tells a damaged header from a sound one,
   not a forged one. */
uint64_t lexicon_checksum(struct str header);

/* COUNT, at least 1, as a code, and back. */
uint8_t lexicon_code(uint64_t count);
uint64_t lexicon_decode(uint8_t code);

/* A sum of tempered counts, 1 to 2^32, as a code C for 2^(C/2048), and back; a share, above 0
   and up to 1, as a code C for 2^(-C/16), the least being 2^(-255/16), and back. */
uint16_t lexicon_sum_code(double sum);
double lexicon_sum_decode(uint16_t code);
uint8_t lexicon_share_code(double share);
double lexicon_share_decode(uint8_t code);

/* How many of the COUNT occurrences of a pair, above 0, are in capitals, as one of four codes, and
   back: less than a twentieth, or only one; to .3; to .7; more. */
uint8_t lexicon_capitals_code(uint64_t capitals, uint64_t count);
double lexicon_capitals_decode(uint8_t code);

#endif
