/* .tracuuignore: what a folder's owner leaves out, in the form of .gitignore.
 *
 * A line is a pattern: * and ? stand for any characters of one name, [a-z] for one of them, **
 * for any folders; \ takes the next character as it is. With a / at its end it is for folders;
 * with one elsewhere it is a path from the file's folder, else a name at any depth below. A line
 * that begins with ! takes back what lines before it left out, but not what is in a folder that
 * is left out. # begins a comment. The last line that matches decides, that of the inner folder
 * first (gitignore(5)). */
#ifndef INDEXER_SCAN_IGNORE_H
#define INDEXER_SCAN_IGNORE_H

#include "base/arena.h"
#include "base/error.h"
#include "indexer/scan/source.h"

#define IGNORE_NAME ".tracuuignore"

enum {
	IGNORE_MAX_BYTES = 64 << 10, /* of the file of a folder and of those that it is in: every
					name is held against all of them */
	IGNORE_MAX_PATTERN = 1024    /* bytes: a longer line is an error */
};

struct ignore_rule {
	struct str pattern; /* without ! and slashes at its ends */
	bool taken_back, folder, anchored;
};

/* The rules of a folder, and of those it is in. */
struct ignore {
	const struct ignore *outer; /* borrowed; NULL: none */
	struct arena memory;
	struct ignore_rule *rules;
	size_t count;
	size_t bytes; /* of its file, and of the outer ones */
	size_t base;  /* byte of a path below the source where the names in the folder begin */
};

/* Reads the file of FOLDER, a path below the source. ERROR_INPUT, ERROR_LIMIT with the line. Free
   with ignore_free in any case. */
bool ignore_read(struct ignore *ig, const struct source *source, struct str folder,
	const struct ignore *outer, struct error *err);
void ignore_free(struct ignore *ig);

/* The same for TEXT, which is copied. */
bool ignore_parse(struct ignore *ig, struct str text, struct error *err);

/* Whether PATH, below the source, is left out by IG (which may be NULL) or an outer one. Time is
   that of the rules by the product of the lengths of pattern and name. */
bool ignore_hides(const struct ignore *ig, struct str path, bool folder);

#endif
