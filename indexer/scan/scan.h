/* Finds the files of a source.
 *
 * Names that begin with a dot are passed over, what editors and systems leave, and what a
 * .tracuuignore leaves out (ignore.h). A link
 * to a file of the source is followed where that is not met under its own name, the first of
 * several; a link to a folder is not, so that no loop can hold us, nor one that leads out of the
 * source. Folders are read in the order of their names; links follow behind all else. */
#ifndef INDEXER_SCAN_SCAN_H
#define INDEXER_SCAN_SCAN_H

#include "base/error.h"
#include "base/str.h"
#include "indexer/scan/links.h"
#include "indexer/scan/source.h"
#include "indexer/scan/unread.h"

#include <sys/stat.h>

enum scan_finding {
	SCAN_FILE,   /* a regular file of a format that we read */
	SCAN_UNREAD, /* a folder, once it was read: UNREAD is what was passed over in it */
	SCAN_HOLLOW, /* a folder without anything of use, or a link to one, a pipe */
	SCAN_PROBLEM /* what can't be examined, with all that may be below it; WHY says why */
};

struct scan_item {
	enum scan_finding finding;
	struct str path; /* below the source; empty: the source itself */
	struct stat st;  /* of SCAN_FILE */
	bool closed;     /* likewise: not everybody may read it */
	const char *why; /* of SCAN_PROBLEM */
	struct unread_list *unread;
};

/* Returns false, with ERR filled, to end the scan. */
typedef bool scan_visitor(void *context, const struct scan_item *item, struct error *err);

struct scan {
	scan_visitor *visit;
	/* Whether a SCAN_FILE was visited that has PATH. */
	bool (*was_met)(void *context, struct str path);
	void *context;
	const struct str *only;      /* a path: nothing but it, and what it is in; NULL: all */
	struct stat except;          /* the archive's own folder: never entered */
	const struct source *source; /* set by scan_source, as is what follows */
	struct links links;
};

/* Visits what is in SOURCE. */
bool scan_source(struct scan *scan, const struct source *source, struct error *err);

#endif
