/* tracuu.json of a folder: who may see the articles in it and below it, and since when, where they
 * do not say so themselves. Of folders within one another the innermost that says it is heard. To
 * the catalogue it is a part of each file there, as NAME.meta.json is of its one. */
#ifndef INDEXER_SCAN_GUARD_H
#define INDEXER_SCAN_GUARD_H

#include "base/arena.h"
#include "base/buf.h"
#include "base/error.h"
#include "indexer/scan/source.h"

#include <sys/stat.h>

#define GUARD_NAME "tracuu.json"

enum { GUARD_MAX_BYTES = 64 << 10 };

struct guard {
	const struct source *source;    /* that it was read for; NULL: none yet */
	struct buf folder;              /* likewise: of the file, with its slash */
	struct buf said;                /* all that is said, the outermost first */
	struct str visibility, embargo; /* of it, as it is written; empty: not said */
	struct arena memory;            /* has them */
	struct stat *stats;             /* of the files that say it, owned; the outermost first */
	size_t count;
	struct error unread; /* why one of them says nothing, so that nobody may see what is there;
				of code ERROR_NONE: all are read */
};

/* Reads what there is for PATH below SOURCE, if it was not read for the same folder. False when out
   of memory. */
bool guard_read(struct guard *g, const struct source *source, struct str path);
void guard_free(struct guard *g);

/* Adds to ST, of a file there, what says so. */
void guard_add(const struct guard *g, struct stat *st);

/* Finds out about the tracuu.json in FOLDER, with its slash or empty, below SOURCE. */
bool guard_examine(const struct source *source, struct str folder, struct stat *out);

#endif
