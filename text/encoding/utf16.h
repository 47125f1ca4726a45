/* UTF-16, with a byte order mark or without. */
#ifndef TEXT_ENCODING_UTF16_H
#define TEXT_ENCODING_UTF16_H

#include "base/buf.h"
#include "base/error.h"
#include "text/encoding/encoding.h"

/* Whether S is UTF-16: then *E says which, and *MARK the bytes of its mark, 0 or 2. */
bool utf16_recognise(struct str s, enum encoding *e, size_t *mark);

/* The bytes of the byte order mark that S begins with, when it is the one of E. */
size_t utf16_mark(struct str s, enum encoding e);

/* Decodes S, which has no mark, to OUT. *REPAIRED becomes the number of lone
   surrogates and half units, each of which becomes U+FFFD, and *FIRST the offset in S
   of the first of them. */
bool utf16_decode(struct str s, enum encoding e, struct buf *out, size_t *repaired, size_t *first,
	struct error *err);

#endif
