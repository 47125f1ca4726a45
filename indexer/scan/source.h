/* A source, opened: its files are, and nothing beyond it, whatever links were put into it.
 *
 * A link to a file that lies in the source as well is followed; one that leads out of it never,
 * nor one of /proc. */
#ifndef INDEXER_SCAN_SOURCE_H
#define INDEXER_SCAN_SOURCE_H

#include "base/buf.h"
#include "base/error.h"

#include <sys/stat.h>

struct source {
	int dir;          /* its folder; of a source that is a file, the folder that it is in */
	const char *path; /* of that; NULL: the working folder */
	const char *name; /* of a source that is a file; NULL: it is a folder */
	char *memory;     /* of both, owned */
	bool closed;      /* not everybody may enter the folder */
};

#define SOURCE_CLOSED ((struct source){.dir = -1})

/* Opens the folder or file PATH, which may be a link to a folder, since it was named.
   ERROR_NOT_FOUND, ERROR_USAGE where it is neither. */
bool source_open(struct source *s, const char *path, struct error *err);
void source_close(struct source *s);

/* Opens the regular file PATH below the source; of a source that is a file, what follows its name:
   nothing, or BESIDE_ENDING. Never waits. *ST is of
   what was opened. The descriptor, or -1 with errno: EXDEV where a link leads out, 0 where it is
   no regular file. */
int source_open_file(const struct source *s, struct str path, struct stat *st);

/* Replaces OUT by the path below the source, without links, of what the link PATH leads to. False
   with errno as beneath_follow has it. */
bool source_follow(const struct source *s, struct str path, struct buf *out);

/* Why it can't be opened, by that errno, in OUT or in static memory. */
const char *source_why(int number, char *out, size_t size);

/* Appends the bytes of the regular file PATH to OUT: MAX_BYTES at most, or ERROR_LIMIT. NAME is
   for messages. */
bool source_read(const struct source *s, struct str path, const char *name, uint64_t max_bytes,
	struct buf *out, struct error *err);

#endif
