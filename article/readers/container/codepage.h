/* Code pages to UTF-8, by their name, the number that Windows has for them, or that of a font's
 * character set. */
#ifndef ARTICLE_READERS_CONTAINER_CODEPAGE_H
#define ARTICLE_READERS_CONTAINER_CODEPAGE_H

#include "base/buf.h"

enum {
	CODEPAGE_SYMBOLS = 42,
	CODEPAGE_DOS = 437,
	CODEPAGE_WESTERN = 1252,
	CODEPAGE_VIETNAMESE = 1258
};

/* The page of a font's character set, as fonts of Windows number them; WITHOUT where the set says
   nothing: the default, those of symbols. */
int codepage_of_charset(int charset, int without);

/* Appends BYTES, in PAGE, as UTF-8. Pages that aren't known are read as the Western one. */
void codepage_append(int page, struct str bytes, struct buf *out);

/* Appends BYTES, in the charset that ICU knows as NAME, as UTF-8. Appends nothing and returns false
   where it knows none, where one byte is none of it, or where there is no memory. */
bool codepage_append_named(const char *name, struct str bytes, struct buf *out);

/* Appends BYTES as the characters U+0000 to U+00FF: bytes of a font that is an encoding. */
void codepage_append_latin(struct str bytes, struct buf *out);

/* Loads what is needed of them, before files can't be opened any more. */
void codepage_warm_up(void);

#endif
