/* The lexicon on disk: header, words, pairs, strings. docs/formats.md has it byte by byte.
 *
 * The spellings of one folded form stand side by side, and so do a left word's pairs
 * with all of them: one search in a few pages answers which of them follow it.
 *
 * The count of a pair is a code C for 2^(C/8), rounded: exact up to 10, then in steps
 * of a twelfth, which no use of it can tell from the number itself. */
#ifndef ARCHIVE_LEXICON_FILE_H
#define ARCHIVE_LEXICON_FILE_H

#include "base/str.h"

#include <stdint.h>

#define LEXICON_MAGIC "TRACUULX"

enum {
	LEXICON_VERSION = 4,
	LEXICON_MAGIC_BYTES = 8,
	LEXICON_AT_VERSION = 8,
	LEXICON_AT_WORDS = 16,
	LEXICON_AT_PAIRS = 24,
	LEXICON_AT_STRINGS = 32,
	LEXICON_AT_RUNNING = 40,
	LEXICON_AT_CHECKSUM = 56,
	LEXICON_HEADER = 64,
	LEXICON_WORD = 16,
	LEXICON_PAIR = 4,
	LEXICON_MAX_WORD = 240,        /* bytes: a length fits in one */
	LEXICON_PAIRED_WORDS = 1 << 24 /* a word with a greater number is in no pair */
};

/* FNV-1a of the header before its checksum: tells a damaged header from a sound one,
   not a forged one. */
uint64_t lexicon_checksum(struct str header);

/* COUNT, at least 1, as a code, and back. */
uint8_t lexicon_code(uint64_t count);
uint64_t lexicon_decode(uint8_t code);

#endif
