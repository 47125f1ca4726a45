/* Articles that one worker turns into a segment, while others do the same with
 * theirs. */
#ifndef INDEXER_INVERSION_BATCH_H
#define INDEXER_INVERSION_BATCH_H

#include "archive/record.h"
#include "indexer/work/progress.h"

#include <stdint.h>

enum { BATCH_BYTES = 8 << 20 }; /* of memory; one article may be more */

struct batch {
	struct arena memory; /* owns the records and their strings until it is built */
	struct record *records;
	size_t count;
	size_t capacity;
	uint64_t text_bytes;
	size_t need;               /* bytes of memory that building it takes */
	bool large;                /* more than a worker may keep */
	char *path;                /* of the segment, owned */
	struct progress *progress; /* borrowed */
};

/* An empty batch of at most CAPACITY articles, that will be built at PATH, which it
   then owns; building it counts in PROGRESS, by bytes of text. NULL when out of memory
   (PATH is freed too). */
struct batch *batch_new(char *path, size_t capacity, struct progress *progress);
void batch_free(struct batch *b);

bool batch_is_full(const struct batch *b);

/* Adds a copy of R. */
bool batch_add(struct batch *b, const struct record *r, struct error *err);

/* Where the batch that is built at PATH leaves its tally; owned by the caller, NULL when
   out of memory. */
char *batch_tally_path(const char *path);

/* Writes segment and tally and lets the records go. A job of the pool: WORKER is a
   struct analyst, ARGUMENT the batch. */
bool batch_build(void *worker, void *argument, struct error *err);

/* Bytes of all blocks. */
uint64_t record_text_bytes(const struct record *r);

#endif
