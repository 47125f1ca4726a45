/* Finds the files of a source.
 *
 * Names that begin with a dot are passed over, what editors and systems leave, and what a
 * .tracuuignore leaves out (ignore.h). A link
 * to a file is followed; a link to a folder is not, so that no loop can hold us. Folders
 * are read in the order of their names. */
#ifndef INDEXER_SCAN_SCAN_H
#define INDEXER_SCAN_SCAN_H

#include "base/error.h"
#include "base/str.h"
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
	const char *why; /* of SCAN_PROBLEM */
	struct unread_list *unread;
};

/* Returns false, with ERR filled, to end the scan. */
typedef bool scan_visitor(void *context, const struct scan_item *item, struct error *err);

struct scan {
	scan_visitor *visit;
	void *context;
	struct stat except; /* the archive's own folder: never entered */
};

/* Visits what is at and below PATH, a folder or a file. ERROR_NOT_FOUND when it is
   not there. */
bool scan_source(struct scan *scan, const char *path, struct error *err);

#endif
