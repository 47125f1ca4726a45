/* The answer to a search as a feed, RFC 4287. */
#ifndef WEB_REPLY_FEED_H
#define WEB_REPLY_FEED_H

#include "base/buf.h"

#include <jansson.h>

/* Appends ANSWER, one of a search (docs/answer.md), as a feed: the name of the search is its query,
   its address SELF. False where it is no such answer, or memory is out. MOMENT: now, as
   base/moment.h writes it. */
bool feed_append(struct buf *out, json_t *answer, struct str self, const char *moment);

#endif
