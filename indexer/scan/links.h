/* Links to files that lie in the source as well: which of them are files of their own. */
#ifndef INDEXER_SCAN_LINKS_H
#define INDEXER_SCAN_LINKS_H

#include "base/arena.h"

#include <sys/stat.h>

struct link {
	struct str path;   /* below the source */
	struct str target; /* likewise, without links */
	struct stat st;    /* of the target, and of what is beside the link */
	bool again;        /* an earlier one leads there, too */
};

/* In the order in which they were met. */
struct links {
	struct arena memory;
	struct link *list; /* owned */
	size_t count, capacity;
};

/* Copies the paths. False when out of memory. */
bool links_add(struct links *l, struct str path, struct str target, const struct stat *st);
void links_free(struct links *l);

/* Marks those that lead where an earlier one does. False when out of memory. */
bool links_compare(struct links *l);

#endif
