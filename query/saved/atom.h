/* What is new as a feed, RFC 4287. */
#ifndef QUERY_SAVED_ATOM_H
#define QUERY_SAVED_ATOM_H

#include "base/buf.h"

#include <stdint.h>

struct hit;

/* The name of the search, and what archive it asks; entries follow. MOMENT: now, as
   base/moment.h writes it. */
void atom_append_head(struct buf *out, const char *name, const char *archive, const char *moment);

/* H, whose passages are its summary. An entry without a day was updated now. */
void atom_append_entry(
	struct buf *out, const char *archive, const struct hit *h, const char *moment);
void atom_append_end(struct buf *out);

#endif
