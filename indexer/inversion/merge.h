/* Joins segments into one database, the shard. */
#ifndef INDEXER_INVERSION_MERGE_H
#define INDEXER_INVERSION_MERGE_H

#include "base/error.h"

#include <stddef.h>
#include <stdint.h>

struct merge_source {
	const char *path;   /* of the segment */
	uint64_t documents; /* in it */
};

/* Writes SOURCES[0..N), N > 0, into the new database FOLDER, with its file of positions:
   documents in their order, numbered on from one source to the next. XAPIAN_POSITIONS: into
   Xapian's own table as well. ERROR_STOPPED when the user ends the run. */
bool merge_segments(const struct merge_source *sources, size_t n, const char *folder,
	bool xapian_positions, struct error *err);

#endif
