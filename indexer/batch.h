/* A few hundred articles that one worker turns into a small database of their own.
 * Small, because Xapian's inverter slows down as it fills. */
#ifndef INDEXER_BATCH_H
#define INDEXER_BATCH_H

#include "archive/record.h"

#include <stdint.h>

enum { BATCH_ARTICLES = 200, BATCH_BYTES = 8 << 20 /* of memory; one article may be more */ };

struct batch {
	struct arena memory; /* owns the records and their strings until it is built */
	struct record *records;
	size_t count;
	size_t capacity;
	uint64_t text_bytes;
	char *path; /* of the database, owned */
};

/* An empty batch of at most CAPACITY articles, that will be built at PATH, which it
   then owns. NULL when out of memory (PATH is freed too). */
struct batch *batch_new(char *path, size_t capacity);
void batch_free(struct batch *b);

bool batch_is_full(const struct batch *b);

/* Adds a copy of R. */
bool batch_add(struct batch *b, const struct record *r, struct error *err);

/* Writes the database and lets the records go. A job of the pool: WORKER is a
   struct analyst, ARGUMENT the batch. */
bool batch_build(void *worker, void *argument, struct error *err);

/* Bytes of all blocks. */
uint64_t record_text_bytes(const struct record *r);

#endif
