/* The reader of feeds, RSS and Atom. */
#ifndef ARTICLE_READERS_FEED_FEED_H
#define ARTICLE_READERS_FEED_FEED_H

#include "article/readers/formats.h"

extern const struct reader_ops feed_reader_ops; /* an article an item */

#endif
