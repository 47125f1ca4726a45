/* Text as a terminal may show it. */
#ifndef PRINTING_CLEAN_H
#define PRINTING_CLEAN_H

#include "base/buf.h"

#include <stdint.h>

/* Appends S, of any bytes: white space, line ends included, becomes a space; what could steer
   the terminal or turn the direction of text, and what is no UTF-8, becomes U+FFFD; what has no
   shape is left out. So it is one line, and says what it seems to say. */
void clean_append(struct buf *out, struct str s);

/* The bytes at the beginning of S, which is not empty, that are taken together, and in *FORM
   what they are shown as; NULL: as they are. For who has no memory to append to. */
size_t clean_next(struct str s, const char **form);

#endif
