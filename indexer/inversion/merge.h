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

/* Writes SOURCES[0..N), N > 0, into the new database FOLDER: documents in their order,
   numbered on from one source to the next. ERROR_STOPPED when the user ends the run. */
bool merge_segments(
	const struct merge_source *sources, size_t n, const char *folder, struct error *err);

#endif
