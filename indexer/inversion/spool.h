/* Growing memory that lives in a nameless file, so that bookkeeping which grows
 * with the archive is the page cache's, not the heap's. */
#ifndef INDEXER_INVERSION_SPOOL_H
#define INDEXER_INVERSION_SPOOL_H

#include "base/error.h"

#include <stddef.h>

struct spool {
	int fd;
	char *bytes;
	size_t len;
	size_t capacity;
};

#define SPOOL_CLOSED ((struct spool){.fd = -1})

/* Makes an empty spool in FOLDER. */
bool spool_open(struct spool *s, const char *folder, struct error *err);
void spool_close(struct spool *s);

/* Appends SIZE zeroed bytes and returns where they are, until the next call; NULL
   on failure. The disk space is taken first: running out of it is an error here,
   never a signal later. */
void *spool_extend(struct spool *s, size_t size, struct error *err);

/* Gives back the memory of what was touched: the bytes stay in the file, from where they
   come again when they are touched. */
void spool_relax(struct spool *s);

#endif
