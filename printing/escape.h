/* JSON for programs that print it on. */
#ifndef PRINTING_ESCAPE_H
#define PRINTING_ESCAPE_H

#include "base/buf.h"

/* Appends JSON, which is UTF-8: DEL, C1, the line ends of Unicode and what turns the direction of
   text become \u escapes, which mean the same. (JSON itself escapes C0.) So whoever looks at it on
   a terminal, or reads it by lines, is safe as well. */
void escape_json(struct buf *out, struct str json);

#endif
