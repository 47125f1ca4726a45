/* Whether a block is one that a reader can walk: for blocks that may be anybody's.
 *
 * libxapian 1.4.22 looks at a block's level and at the end of its directory, and takes every
 * offset, length and number in it on trust. What this lets pass it can take. */
#ifndef GLASS_CHECK_H
#define GLASS_CHECK_H

#include <stdbool.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/* Whether all that the GLASS_BLOCK bytes at BLOCK, number NUMBER of a table of BLOCKS blocks, say
   of places lies within them, and within the table: at least one item, each whole, with its key in
   it; in a branch, below each item some other block. That keys ascend, that a block below has the
   next lower level (libxapian asks that), and what a tag holds is not looked at. */
bool glass_check_block(const uint8_t *block, uint32_t number, uint32_t blocks);

#ifdef __cplusplus
}
#endif

#endif
