/* What the programs that read do: nothing but to answer tracuu-index.
 *
 * A format's room registers its reader in the table of the program that it is read by
 * (indexer/reader/formats.c). */
#ifndef ARTICLE_WORKER_SERVER_H
#define ARTICLE_WORKER_SERVER_H

#include "article/readers/formats.h"

struct worker_format {
	enum article_kind kind;
	const struct reader_ops *ops;
	/* Loads what the reader needs from the disk, before the process is confined: it can't open
	   a file then, nor start a thread, nor load a library. False when that failed. NULL:
	   nothing. */
	bool (*warm_up)(void);
};

enum {
	WORKER_MEMORY_MIB = 400, /* of its own, of which what allocates more fails */
	WORKER_SPACE_MIB = 2048, /* with the libraries and files that it maps */
	WORKER_CPU_SECONDS = 20, /* for one answer: it is killed before, while anybody asks */
	WORKER_FILES = 16        /* that may be open */
};

/* Serves the COUNT FORMATS until nobody is there to ask: the exit status. */
int worker_serve(const struct worker_format *formats, size_t count);

#endif
