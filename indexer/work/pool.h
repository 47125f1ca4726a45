/* Worker threads and the queue of what they have to do. */
#ifndef INDEXER_WORK_POOL_H
#define INDEXER_WORK_POOL_H

#include "base/error.h"

#include <stddef.h>

struct pool;

/* Does a piece of work. WORKER is what the thread's own new_worker made. */
typedef bool pool_job(void *worker, void *argument, struct error *err);

struct pool_options {
	unsigned threads;
	size_t queue;  /* jobs that may wait */
	size_t memory; /* bytes that all jobs may take, those that wait too */
	void *(*new_worker)(struct error *err);
	void (*free_worker)(void *worker);

	/* Called about ten times a second by whoever waits for the pool; may be NULL. */
	void (*tick)(void *context);
	void *context;
};

/* NULL on failure. */
struct pool *pool_new(const struct pool_options *options, struct error *err);

/* Queues a job, in order, that takes MEMORY bytes at most; waits while the queue is full, or
   while there is no room for that beside the other jobs. One that takes more than there is has it
   all for itself. After any job has failed no further one is begun: returns false with the error
   of the first failure. The argument stays the caller's. */
bool pool_submit(struct pool *p, pool_job *job, void *argument, size_t memory, struct error *err);

/* Waits until all jobs are done. False with the error of the first failure. */
bool pool_wait(struct pool *p, struct error *err);

/* Drops the jobs not begun, waits for the others, ends the threads. */
void pool_free(struct pool *p);

#endif
