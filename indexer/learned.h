/* What of its words an archive did not learn, for want of memory. */
#ifndef INDEXER_LEARNED_H
#define INDEXER_LEARNED_H

#include "archive/lexicon.h"
#include "base/buf.h"
#include "indexer/published/published.h"

/* Of the generation P; all zeros where its lexicon can't be read. */
struct lexicon_least learned_least(const struct published *p);

/* Appends a sentence on LEAST, and what to do about it; nothing where all was learned. False when
   out of memory. */
bool learned_tell(struct buf *out, struct lexicon_least least);

#endif
