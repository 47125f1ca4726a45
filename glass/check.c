#include "glass/check.h"
#include "glass/block.h"
#include "glass/table.h"

static inline uint32_t get_16(const uint8_t *p)
{
	return (uint32_t)p[0] << 8 | p[1];
}

static inline uint32_t get_32(const uint8_t *p)
{
	return get_16(p) << 16 | get_16(p + 2);
}

/* LEFT: bytes from the item to the end of the block. */
static inline bool check_leaf_item(const uint8_t *item, uint32_t left)
{
	if (left < LEAF_HEAD)
		return false;
	uint32_t size = (get_16(item) & ((1U << LEAF_SIZE_BITS) - 1)) + LEAF_HEAD;
	uint32_t head = LEAF_HEAD + item[2] + (item[0] & LEAF_FIRST ? 0U : BLOCK_COUNTER);
	return size <= left && head <= size;
}

static inline bool check_branch_item(
	const uint8_t *item, uint32_t left, uint32_t number, uint32_t blocks)
{
	if (left < BLOCK_NUMBER + 1U)
		return false;
	uint32_t below = get_32(item);
	return BLOCK_NUMBER + 1U + item[BLOCK_NUMBER] + BLOCK_COUNTER <= left && below < blocks &&
	       below != number;
}

bool glass_check_block(const uint8_t *block, uint32_t number, uint32_t blocks)
{
	uint32_t end = get_16(block + BLOCK_AT_DIR_END);
	unsigned level = block[BLOCK_AT_LEVEL];
	if (level >= BLOCK_LEVELS || end < BLOCK_DIR_START + BLOCK_DIR_ENTRY || end > GLASS_BLOCK ||
		(end - BLOCK_DIR_START) % BLOCK_DIR_ENTRY != 0)
		return false;
	for (uint32_t at = BLOCK_DIR_START; at < end; at += BLOCK_DIR_ENTRY) {
		uint32_t offset = get_16(block + at);
		if (offset < end || offset > GLASS_BLOCK)
			return false;
		uint32_t left = GLASS_BLOCK - offset;
		if (!(level == 0 ? check_leaf_item(block + offset, left)
				 : check_branch_item(block + offset, left, number, blocks)))
			return false;
	}
	return true;
}
