/* The lexicon on disk, all numbers little-endian:
 *
 *     header    magic 8, version 4, count of entries 4, bytes of strings 8, zeros 8
 *     entries   sorted by folded form, then by falling count; each: offset of its
 *               strings 4, bytes of the folded form 1, of the exact one 1, zeros 2,
 *               occurrences 8
 *     strings   folded form, exact form, back to back
 */
#ifndef ARCHIVE_LEXICON_FILE_H
#define ARCHIVE_LEXICON_FILE_H

#define LEXICON_MAGIC "TRACUULX"

enum {
	LEXICON_VERSION = 1,
	LEXICON_MAGIC_BYTES = 8,
	LEXICON_AT_VERSION = 8,
	LEXICON_AT_COUNT = 12,
	LEXICON_AT_STRINGS = 16,
	LEXICON_HEADER = 32,
	LEXICON_ENTRY = 16,
	LEXICON_MAX_WORD = 240 /* bytes: a length fits in one */
};

#endif
