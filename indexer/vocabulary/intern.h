/* Strings, each with a number: how many others came before it. */
#ifndef INDEXER_VOCABULARY_INTERN_H
#define INDEXER_VOCABULARY_INTERN_H

#include "base/arena.h"

#include <stdint.h>

struct interned {
	struct str text;
	uint32_t hash;
};

/* Start from all zero, end with intern_free. */
struct intern {
	struct arena strings;
	struct interned *ptr; /* by number */
	size_t count, capacity;
	uint32_t *slots; /* open addressing; a number + 1, 0: free */
	size_t slot_count;
	uint32_t seed;
};

enum { INTERN_NONE = (1 << 24) - 1 }; /* no number: so many names are the most */

void intern_free(struct intern *n);

/* Empties N; keeps its memory. */
void intern_reset(struct intern *n);

/* The number of TEXT; INTERN_NONE: it has none yet. */
uint32_t intern_find(const struct intern *n, struct str text);

/* The number of TEXT, which is copied if it is new. INTERN_NONE: N is full, or out of memory
   where *FAILED is set. */
uint32_t intern_add(struct intern *n, struct str text, bool *failed);

#endif
