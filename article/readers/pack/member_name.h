/* What the members of a pack are called. */
#ifndef ARTICLE_READERS_PACK_MEMBER_NAME_H
#define ARTICLE_READERS_PACK_MEMBER_NAME_H

#include "base/buf.h"

/* Puts RAW, any bytes of any encoding, into OUT as a path below the pack, valid UTF-8: with
   slashes, without what leads out of it (drives, roots, "..") or says nothing ("."). Empty where
   nothing is left. False when out of memory. */
bool member_name(struct str raw, struct buf *out);

#endif
