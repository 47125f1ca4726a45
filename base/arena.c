#include "base/arena.h"

#include <stdalign.h>
#include <stdint.h>
#include <stdlib.h>

enum { BLOCK_SIZE = 64 * 1024 };

struct arena_block {
	struct arena_block *older;
	size_t used;
	size_t capacity;
	alignas(max_align_t) char bytes[];
};

static struct arena_block *add_block(struct arena *a, size_t size)
{
	size_t capacity = size > BLOCK_SIZE ? size : BLOCK_SIZE;
	struct arena_block *block = malloc(sizeof *block + capacity);
	if (!block)
		return NULL;
	*block = (struct arena_block){.older = a->blocks, .capacity = capacity};
	a->blocks = block;
	return block;
}

void *arena_alloc(struct arena *a, size_t size)
{
	enum { ALIGN = alignof(max_align_t) };
	if (size > SIZE_MAX / 2)
		return NULL;
	size = (size + ALIGN - 1) / ALIGN * ALIGN;
	if (a->ceiling && (a->used > a->ceiling || size > a->ceiling - a->used))
		return NULL;
	struct arena_block *block = a->blocks;
	if (!block || size > block->capacity - block->used)
		block = add_block(a, size);
	if (!block)
		return NULL;
	void *out = block->bytes + block->used;
	block->used += size;
	a->used += size;
	return memset(out, 0, size);
}

void *arena_array(struct arena *a, size_t count, size_t size)
{
	if (size != 0 && count > SIZE_MAX / 2 / size)
		return NULL;
	return arena_alloc(a, count * size);
}

struct str arena_str(struct arena *a, struct str s)
{
	char *copy = arena_alloc(a, s.len + 1);
	if (!copy)
		return (struct str){NULL, 0};
	if (s.len > 0)
		memcpy(copy, s.ptr, s.len);
	return str_make(copy, s.len);
}

void arena_reset(struct arena *a)
{
	while (a->blocks && a->blocks->older) {
		struct arena_block *older = a->blocks->older;
		free(a->blocks);
		a->blocks = older;
	}
	if (a->blocks)
		a->blocks->used = 0;
	a->used = 0;
}

void arena_free(struct arena *a)
{
	while (a->blocks) {
		struct arena_block *older = a->blocks->older;
		free(a->blocks);
		a->blocks = older;
	}
	a->used = 0;
}
