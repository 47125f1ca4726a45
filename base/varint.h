/* Numbers of seven bits a byte, lowest first, the top bit set on all but the last: as Xapian's
 * tables hold them, and our own files. */
#ifndef BASE_VARINT_H
#define BASE_VARINT_H

#include "base/buf.h"

enum { VARINT_MAX = 10 }; /* bytes of one */

/* Writes VALUE to P, which has room for it, and returns what follows. */
static inline char *varint_put(char *p, uint64_t value)
{
	for (; value >= 0x80; value >>= 7)
		*p++ = (char)(value | 0x80);
	*p++ = (char)value;
	return p;
}

static inline void varint_append(struct buf *out, uint64_t value)
{
	char bytes[VARINT_MAX];
	if (value < 0x80) /* as most are */
		buf_push(out, (char)value);
	else
		buf_append(out, str_make(bytes, (size_t)(varint_put(bytes, value) - bytes)));
}

/* Reads a number at *P, moves *P behind it. False when it does not end before END, or is too
   large. */
static inline bool varint_take(const char **p, const char *end, uint64_t *value)
{
	*value = 0;
	for (unsigned shift = 0; *p < end && shift < 64; shift += 7) {
		unsigned char byte = (unsigned char)*(*p)++;
		*value |= (uint64_t)(byte & 0x7f) << shift;
		if (byte < 0x80)
			return true;
	}
	return false;
}

#endif
