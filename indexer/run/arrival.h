/* An article that was read, on its way into the archive. */
#ifndef INDEXER_RUN_ARRIVAL_H
#define INDEXER_RUN_ARRIVAL_H

#include "archive/digest.h"
#include "archive/record.h"
#include "article/article.h"

/* The record of A, from the file that people know as PATH. It borrows from both,
   and from LISTS, which must be empty. */
bool arrival_record(
	const struct article *a, struct str path, struct arena *lists, struct record *out);

/* A digest of all that R says, so of all that is indexed and stored of it. SCRATCH
   is for use in between. False when out of memory. */
bool arrival_content(const struct record *r, struct buf *scratch, struct key *out);

#endif
