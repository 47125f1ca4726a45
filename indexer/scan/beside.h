/* NAME.meta.json, beside the file NAME: what the archivist says of its articles. To the catalogue
 * both are one file: its size is that of both, its time that of what was changed last. */
#ifndef INDEXER_SCAN_BESIDE_H
#define INDEXER_SCAN_BESIDE_H

#include <sys/stat.h>

#define BESIDE_ENDING ".meta.json"

enum {
	BESIDE_MAX_BYTES = 1 << 20,
	BESIDE_MAX_EACH = 64 << 10 /* of a file of several articles, for each of which it is read */
};

/* Adds to ST, of a file, what is beside it, so that anything that happens to that changes ST:
   also that it was replaced by one of an older date, or taken away. */
static inline void beside_add(struct stat *st, const struct stat *beside)
{
	const struct timespec *time = &beside->st_ctim;
	st->st_size += beside->st_size + 1;
	if (time->tv_sec > st->st_mtim.tv_sec ||
		(time->tv_sec == st->st_mtim.tv_sec && time->tv_nsec > st->st_mtim.tv_nsec))
		st->st_mtim = *time;
}

#endif
