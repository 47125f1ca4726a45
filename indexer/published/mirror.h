/* A mirror of an archive: all of its published generation that a machine needs which searches it,
 * while others serve its shards (docs/cluster.md). */
#ifndef INDEXER_PUBLISHED_MIRROR_H
#define INDEXER_PUBLISHED_MIRROR_H

#include "base/error.h"

#include <stdint.h>

struct mirrored {
	uint32_t generation;
	bool is_new; /* it was not there */
	uint64_t bytes;
};

/* Brings the published generation of the archive at FROM into the folder TO, which becomes an
   archive without tables: each file is held against its digest, and is the one of before where that
   is the same. Of former generations the last one stays, for those who read it. ERROR_USAGE where
   the archive can't be served, or TO is something else. */
bool mirror_archive(const char *from, const char *to, struct mirrored *out, struct error *err);

#endif
