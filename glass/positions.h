/* A position list as the position table holds it. */
#ifndef GLASS_POSITIONS_H
#define GLASS_POSITIONS_H

#include "base/buf.h"

/* Appends POSITIONS[0..N), N > 0, strictly ascending, from 1 and below 2^31, to OUT (the
   list 0, 1 could not be told from the single 1):
   the last as a number, then, if there are more, the first, the count and the others
   in binary interpolative code (Moffat and Stuiver 2000; Witten, Moffat, Bell,
   "Managing Gigabytes", section 3.4), lowest bit first. */
void glass_pack_positions(struct buf *out, const uint32_t *positions, size_t n);

#endif
