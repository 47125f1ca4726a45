/* What is new as a feed (printing/feed.h). */
#ifndef QUERY_SAVED_ATOM_H
#define QUERY_SAVED_ATOM_H

#include "base/buf.h"

struct hit;

/* H of ARCHIVE as an entry, whose summary are its passages. MOMENT: now, as base/moment.h writes
   it. */
void atom_append_hit(struct buf *out, const char *archive, const struct hit *h, const char *moment);

#endif
