/* Decoders of the legacy encodings: TCVN3, VNI-Windows, VISCII, VPS, windows-1258
 * and windows-1252. Any bytes can be read, in time linear in their number. */
#ifndef TEXT_ENCODING_LEGACY_H
#define TEXT_ENCODING_LEGACY_H

#include "base/buf.h"
#include "text/encoding/encoding.h"

#include <stdint.h>

/* Reads the character that the LEN > 0 bytes at S begin with in E, one of
   ENCODING_CP1252 to ENCODING_CP1258, into *CP: 0xFFFD where E has none. Vietnamese
   letters come precomposed. Returns the bytes read, 1 or 2. */
size_t legacy_read(enum encoding e, const unsigned char *s, size_t len, int32_t *cp);

/* Whether E has a letter in the place of the control character BYTE. */
bool legacy_has_low_letter(enum encoding e, unsigned char byte);

/* Appends BYTES, in E as above, to OUT as UTF-8. Adds the bytes that stand for
   nothing, each of which becomes U+FFFD, to *UNDEFINED, and sets *FIRST to the offset
   of the first when there were none before. */
bool legacy_decode(
	enum encoding e, struct str bytes, struct buf *out, size_t *undefined, size_t *first);

/* The byte that windows-1252 writes CP with, -1 when it has none. C1 control
   characters are their own bytes: many programs take 81 for U+0081. */
int legacy_cp1252_byte(int32_t cp);

#endif
