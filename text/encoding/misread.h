/* Text that was taken for windows-1252 and saved again as Unicode: each of its
 * characters is a byte of what it had been. */
#ifndef TEXT_ENCODING_MISREAD_H
#define TEXT_ENCODING_MISREAD_H

#include "base/buf.h"
#include "text/encoding/encoding.h"

#include <stdint.h>

/* Reads the character that the LEN > 0 bytes at S begin with in E, one that
   encoding_before() gives, into *CP. A byte that E can't read stays the character
   that it was taken for. Returns the bytes read. */
size_t misread_read(enum encoding e, const unsigned char *s, size_t len, int32_t *cp);

/* Appends TEXT, valid UTF-8, whose characters are bytes in E as above, to OUT.
   Characters that are no byte of windows-1252 stay as they are. */
bool misread_decode(enum encoding e, struct str text, struct buf *out);

#endif
