/* Which dictionaries a search would use beside the tables, for whoever asks. */
#ifndef TEXT_HOUSE_IN_USE_H
#define TEXT_HOUSE_IN_USE_H

#include "text/house/house.h"

enum { DICTIONARIES_MAX = 2 };

struct dictionary {
	char *path; /* owned */
	size_t groups, problems;
	char problem[512]; /* the first, with file and line */
};

struct dictionaries {
	struct dictionary items[DICTIONARIES_MAX];
	size_t count;
};

/* Those of the archive at PATH, and of the user; what can't be read at all is a problem. False when
   out of memory. */
bool dictionaries_read(struct dictionaries *out, const char *path);
void dictionaries_free(struct dictionaries *d);

#endif
