/* Names that people see and type again, whatever bytes they have: what can't be shown, or
 * would be shown as something else, is written \xE0, byte by byte. */
#ifndef TEXT_ENCODING_SHOWN_H
#define TEXT_ENCODING_SHOWN_H

#include "base/buf.h"

/* How a character comes out on a terminal. */
enum shown {
	SHOWN_AS_IS,
	SHOWN_BLANK,     /* white space of any width, line ends included */
	SHOWN_HARMFUL,   /* could steer the terminal, or turn the direction of the text after it */
	SHOWN_AS_NOTHING /* a soft hyphen, a zero-width space, a joiner, a byte order mark */
};

enum shown shown_form(uint32_t c);

/* Appends RAW, of any bytes, as UTF-8 that can be shown: all but the space that is no
   SHOWN_AS_IS, what is no UTF-8, and a backslash that would read as such an escape, is
   escaped. Different bytes give different texts. */
bool shown_append(struct buf *out, struct str raw);

/* Appends the bytes that SHOWN was made from. */
bool shown_revert(struct buf *out, struct str shown);

/* Appends S, which is UTF-8, composed: in Unicode's form NFC, as most systems write it and
   macOS does not. False when out of memory. */
bool shown_compose(struct buf *out, struct str s);

#endif
