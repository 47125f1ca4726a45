/* ARCHIVE/times: when files were changed, by their folders, that hold what the catalogue says of
 * them all the same: they were touched, copied, given to somebody. Without it they would be read
 * again each night until a generation is published.
 *
 * What it says is believed only of a file that the catalogue knows with the same content; where it
 * can't be read, these files are read again, and nothing else. docs/formats.md has its form. */
#ifndef INDEXER_KEEPING_TIMES_H
#define INDEXER_KEEPING_TIMES_H

#include "archive/digest.h"

struct file_times {
	struct key file;    /* as the catalogue has it */
	struct key content; /* likewise */
	uint64_t size;
	int64_t mtime_ns, ctime_ns;
	int64_t seen_ns; /* when the run began that read it */
};

struct times {
	struct file_times *list; /* owned */
	size_t count;
	size_t capacity;
};

void times_free(struct times *t);

/* What ARCHIVE has, sorted; nothing where that can't be read. */
void times_read(struct times *t, const char *archive);

/* What is said of FILE with CONTENT in T, which is as it was read; NULL: nothing. */
const struct file_times *times_find(
	const struct times *t, const struct key *file, const struct key *content);

/* In any order. False when out of memory. */
bool times_add(struct times *t, const struct file_times *entry);

/* Adds what MORE says of files that T says nothing of. */
bool times_add_missing(struct times *t, const struct times *more);

/* Sorts T and writes it into ARCHIVE; removes what is there where T is empty. */
bool times_write(struct times *t, const char *archive, struct error *err);

#endif
