/* Paths, each with all that is below it: what a scan could not see into, folders that hold
 * nothing, what is known to be bad. */
#ifndef INDEXER_SCAN_PATHS_H
#define INDEXER_SCAN_PATHS_H

#include "base/arena.h"
#include "base/str.h"

#include <stdint.h>

struct path_place {
	struct str path; /* empty: all */
	uint64_t count;  /* whatever the set's owner counts */
};

struct path_set {
	struct path_place *list; /* owned */
	size_t count;
	size_t capacity;
	struct arena memory; /* of the paths */
};

/* Copies PATH. False when out of memory. */
bool path_set_add(struct path_set *s, struct str path);

/* Once all are added, before any is asked for. */
void path_set_sort(struct path_set *s);

/* The place that PATH is at or below, the outermost; NULL: none. */
struct path_place *path_set_cover(const struct path_set *s, struct str path);

void path_set_free(struct path_set *s);

#endif
