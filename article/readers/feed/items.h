/* RSS and Atom: the bytes of a feed as libxml2 may have them, and what its items say. */
#ifndef ARTICLE_READERS_FEED_ITEMS_H
#define ARTICLE_READERS_FEED_ITEMS_H

#include "article/given/given.h"
#include "base/buf.h"

#include <libxml/tree.h>

enum { FEED_TAGS_MAX = 500000 };

/* Appends FEED, valid UTF-8, to OUT without its document type and comments, so that no entity is
   declared; names of HTML's entities become their characters, and a & that begins none is escaped.
   ERROR_LIMIT where it has more than FEED_TAGS_MAX tags. Time linear. */
bool feed_clean(struct str feed, struct buf *out, struct error *err);

/* The first item of the feed DOC, NULL: it has none; the next one behind ITEM. */
xmlNode *feed_first(xmlDoc *doc);
xmlNode *feed_next(xmlNode *item);

/* Takes what ITEM says into G; TEXTS gets all of its text, one behind the other. */
bool feed_item_read(struct given *g, xmlNode *item, struct buf *texts, struct error *err);

/* The address and the outlet of a feed are those of DOC; the value is in MEMORY. "": none. */
struct str feed_source(struct arena *memory, xmlDoc *doc);

#endif
