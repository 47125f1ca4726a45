/* Many small allocations that die together. */
#ifndef BASE_ARENA_H
#define BASE_ARENA_H

#include "base/str.h"

struct arena_block;

struct arena {
	struct arena_block *blocks; /* owned, newest first */
	size_t used;                /* bytes handed out */
	size_t ceiling;             /* bytes, 0: none */
};

#define ARENA_INIT ((struct arena){0})

/* SIZE zeroed bytes aligned for any type, or NULL past the ceiling or out of
   memory. They live until arena_reset or arena_free. */
void *arena_alloc(struct arena *a, size_t size);

/* COUNT zeroed elements of SIZE bytes each; NULL also when the product overflows. */
void *arena_array(struct arena *a, size_t count, size_t size);

/* A copy of S followed by a NUL; ptr is NULL on failure. */
struct str arena_str(struct arena *a, struct str s);

/* Forgets everything, keeps one block for reuse. */
void arena_reset(struct arena *a);

void arena_free(struct arena *a);

#endif
