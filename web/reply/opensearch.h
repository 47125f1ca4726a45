/* How browsers and readers of feeds search here: OpenSearch 1.1. */
#ifndef WEB_REPLY_OPENSEARCH_H
#define WEB_REPLY_OPENSEARCH_H

#include "base/buf.h"

/* Appends the description; BASE is the address of the door, without a "/" at its end. */
void opensearch_append(struct buf *out, const char *base);

#endif
