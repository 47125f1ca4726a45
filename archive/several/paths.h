/* Where the archives are that are to be searched as one. */
#ifndef ARCHIVE_SEVERAL_PATHS_H
#define ARCHIVE_SEVERAL_PATHS_H

#include <stdbool.h>
#include <stddef.h>

enum { ARCHIVES_MAX = 16 };

struct archive_paths {
	const char *list[ARCHIVES_MAX]; /* borrowed */
	size_t count;
	unsigned place; /* that they were told at */
	const char *as; /* the audience that asks, borrowed; NULL: somebody who sees all */
};

/* Adds PATH, which was told at PLACE: what one place tells adds up, and outranks what another told
   before. False where there are too many. */
static inline bool archive_paths_add(struct archive_paths *p, const char *path, unsigned place)
{
	p->count = place == p->place ? p->count : 0;
	p->place = place;
	if (p->count == ARCHIVES_MAX)
		return false;
	p->list[p->count++] = path;
	return true;
}

#endif
