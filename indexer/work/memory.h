/* What a run may take of memory, and who gets how much of it. */
#ifndef INDEXER_WORK_MEMORY_H
#define INDEXER_WORK_MEMORY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define MEMORY_DEFAULT UINT64_C(512000000)
#define MEMORY_MIN UINT64_C(128000000)

/* In bytes. What one file needs that is read is taken from the rest, since it is read beside the
   jobs: the bytes of an article, four times over (the view of the file, its values, its text
   decoded, its blocks), and what unpacking takes. */
struct memory_plan {
	size_t article; /* that one article may have, of text */
	size_t unpack;  /* that unpacking may take */
	size_t jobs;    /* that all jobs together may take */
	size_t batch;   /* that one batch of articles may take, whatever the workers */
	size_t words;   /* that learning the vocabulary may take, when the jobs are done */
	unsigned workers;
};

/* "512MB", "1GB", "256MiB", or a number of bytes. False where TEXT is none, or is less than
   MEMORY_MIN. */
bool memory_read(const char *text, uint64_t *memory);

/* Divides MEMORY, at least MEMORY_MIN, among WORKERS at most: fewer where it is little. */
struct memory_plan memory_divide(uint64_t memory, unsigned workers);

/* How much more than MEMORY, in round figures, leaves NEED for a job. */
uint64_t memory_for(uint64_t memory, unsigned workers, uint64_t need);

#endif
