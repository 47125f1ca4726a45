#include "article/blocks.h"

#include "article/words.h"

static bool grow(struct article *a, size_t *capacity)
{
	size_t bigger = *capacity ? *capacity * 2 : 16;
	struct article_block *blocks = arena_array(&a->memory, bigger, sizeof *blocks);
	if (!blocks)
		return false;
	if (a->block_count > 0)
		memcpy(blocks, a->blocks, a->block_count * sizeof *blocks);
	a->blocks = blocks;
	*capacity = bigger;
	return true;
}

bool blocks_add(struct article *a, size_t *capacity, enum zone zone, struct str text)
{
	text = words_trim(text);
	if (text.len == 0)
		return true;
	if (a->block_count == *capacity && !grow(a, capacity))
		return false;
	a->blocks[a->block_count++] = (struct article_block){zone, text, 0, false};
	return true;
}

bool blocks_add_paragraphs(struct article *a, size_t *capacity, enum zone zone, struct str text)
{
	struct str line;
	while (a->block_count < BLOCKS_MAX && words_line(&text, &line)) {
		if (!blocks_add(a, capacity, zone, line))
			return false;
	}
	return blocks_add(a, capacity, zone, text);
}

struct article_block *blocks_first(const struct article *a, enum zone zone)
{
	for (size_t i = 0; i < a->block_count; i++) {
		if (a->blocks[i].zone == zone)
			return &a->blocks[i];
	}
	return NULL;
}
