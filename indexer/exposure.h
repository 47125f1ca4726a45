/* Whether an archive shows more people what its sources show fewer. */
#ifndef INDEXER_EXPOSURE_H
#define INDEXER_EXPOSURE_H

#include "base/buf.h"
#include "indexer/published/published.h"

/* How many files of the sources not everybody may read, where everybody may read ARCHIVE; else 0.
   By the modes of files and folders as they are now. */
uint64_t exposure_count(const struct published *p, const char *archive);

/* Appends what to do about COUNT such files, a sentence or two. False when out of memory. */
bool exposure_tell(struct buf *out, uint64_t count, const char *archive);

#endif
