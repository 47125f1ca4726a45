/* Text in XML and HTML. */
#ifndef PRINTING_MARKUP_H
#define PRINTING_MARKUP_H

#include "base/buf.h"

/* Appends TEXT, any bytes, cleaned as for a terminal (printing/clean.h), as text or as the value of
   an attribute in quotes. */
void markup_append(struct buf *out, struct str text);

#endif
