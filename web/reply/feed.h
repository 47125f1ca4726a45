/* The answer to a search as a feed, RFC 4287. */
#ifndef WEB_REPLY_FEED_H
#define WEB_REPLY_FEED_H

#include "base/buf.h"

#include <jansson.h>

struct feed_place {
	const char *base; /* of the door, without a "/" at its end */
	struct str self;  /* address of the feed */
};

/* Appends ANSWER, one of a search (docs/answer.md), as a feed, whose name is its query; the same
   for the same answer, whenever it was asked. False where it is no such answer, or memory is
   out. */
bool feed_append(struct buf *out, json_t *answer, const struct feed_place *place);

#endif
