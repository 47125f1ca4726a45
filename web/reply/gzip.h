/* Answers packed by gzip, RFC 1952. */
#ifndef WEB_REPLY_GZIP_H
#define WEB_REPLY_GZIP_H

#include "base/buf.h"

/* Appends BYTES, packed. False where memory is out. */
bool gzip_append(struct buf *out, struct str bytes);

#endif
