/* Letters that were pasted as codes: b%C3%A3o of an address, b&atilde;o and &#7843; of a page. */
#ifndef TEXT_ENCODING_ESCAPES_H
#define TEXT_ENCODING_ESCAPES_H

#include "base/buf.h"
#include "base/str.h"

#include <stdbool.h>
#include <stdint.h>

enum escapes { ESCAPES_PERCENT, ESCAPES_ENTITY };

/* Appends TEXT to OUT with its codes of the sort decoded, as NFC where the codes are. Whether
   it has any, and is valid UTF-8, without control characters then; else OUT is as it was. */
bool escapes_decode(enum escapes sort, struct str text, struct buf *out);

/* How many bytes of TEXT, which was decoded so, its first DECODED bytes were made of: of a code
   that they end within, all of it. */
size_t escapes_source(enum escapes sort, struct str text, size_t decoded);

/* The code point of the entity of HTML whose & is at AT, and its bytes, also where it was
   escaped twice, &amp;aacute;. Negative: it is none. */
int32_t escapes_entity(struct str text, size_t at, size_t *bytes);

/* Appends the character CODE, U+FFFD where there is none of it. */
void escapes_push(struct buf *out, int32_t code);

#endif
