/* A byte for each letter of Vietnamese: what records are packed in before they are compressed.
 *
 * zstd knows bytes, not letters, and UTF-8 takes two or three for each letter with a mark, of
 * which the first tell little. The bytes 0x80 to 0xff, and some of control characters that texts
 * do not have, stand for the 134 letters with marks and for quotation marks and dashes. Any other
 * byte that is not ASCII, and these control characters themselves, are as they were behind
 * LETTERS_ESCAPE: so any bytes can be packed, text or not. docs/formats.md has the table. */
#ifndef TEXT_ENCODING_LETTERS_H
#define TEXT_ENCODING_LETTERS_H

#include "base/str.h"

enum {
	LETTERS_ESCAPE = 0x1b,
	LETTERS_GROWTH = 3 /* bytes that one may be unpacked to, at most */
};

/* A byte may become two. */
static inline size_t letters_most(size_t size)
{
	return 2 * size;
}

/* Packs BYTES to OUT, which has room for letters_most of them; returns how many they became. */
size_t letters_pack(struct str bytes, char *out);

/* Unpacks PACKED, which may be hostile, to just SIZE bytes at OUT; false where they are more or
   fewer, or an escape is the last byte. */
bool letters_unpack(struct str packed, char *out, size_t size);

#endif
