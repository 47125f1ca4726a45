/* A block of a table, as table.c writes it: revision 4, level 1, free
 * in the gap 2, free in all 2, end of the directory 2, directory (2 an item: its offset),
 * gap, items from the last added to the first. All big-endian.
 *
 * A leaf's item: flags and its size less 3 in 2 bytes, length of the key 1, key, count of
 * the piece 2 (not in the first), tag. A branch's item: number of the block below 4,
 * length of the key 1, key, count of the piece 2; the key of its first is never looked
 * at. */
#ifndef GLASS_BLOCK_H
#define GLASS_BLOCK_H

#include <stddef.h>
#include <stdint.h>

enum {
	BLOCK_AT_REVISION = 0,
	BLOCK_AT_LEVEL = 4,
	BLOCK_AT_GAP = 5,
	BLOCK_AT_FREE = 7,
	BLOCK_AT_DIR_END = 9,
	BLOCK_DIR_START = 11,
	BLOCK_DIR_ENTRY = 2
};

enum { BLOCK_NUMBER = 4, BLOCK_COUNTER = 2 };

enum { LEAF_HEAD = 3, LEAF_SIZE_BITS = 13 };
enum { LEAF_COMPRESSED = 0x80, LEAF_LAST = 0x40, LEAF_FIRST = 0x20 };

/* Blocks from the root to a leaf, at most. */
enum { BLOCK_LEVELS = 10 };

static inline void block_put_16(uint8_t *p, size_t value)
{
	p[0] = (uint8_t)(value >> 8);
	p[1] = (uint8_t)value;
}

static inline void block_put_32(uint8_t *p, uint32_t value)
{
	block_put_16(p, value >> 16);
	block_put_16(p + 2, value & 0xffff);
}

#endif
