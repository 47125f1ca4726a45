/* Numbers and keys as the tables of a glass database hold them.
 *
 * Source of these encodings, and of all others in this room: the format of
 * Xapian 1.4, version 2016-03-14, which Xapian 1.4.5 and every later release reads. */
#ifndef GLASS_PACK_H
#define GLASS_PACK_H

#include "base/varint.h"

/* Lowest byte first, without leading zeros: only for the end of a key. */
void glass_pack_uint_last(struct buf *out, uint64_t value);

/* So that the bytes sort as the numbers do; the first is never 0xff. */
void glass_pack_uint_sorting(struct buf *out, uint32_t value);

/* Its length, then its bytes. */
void glass_pack_string(struct buf *out, struct str s);

/* So that keys sort as the strings do, whatever follows: a NUL becomes 00 ff, and a
   00 ends the string. At the very end of a key that 00 is left out. */
void glass_pack_term(struct buf *out, struct str term, bool ends_key);

#endif
