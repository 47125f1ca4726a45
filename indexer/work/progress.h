/* What the user sees while a run is at work, on standard error: a bar on a
 * terminal, else a line a stage. */
#ifndef INDEXER_WORK_PROGRESS_H
#define INDEXER_WORK_PROGRESS_H

#include <stdatomic.h>
#include <stdbool.h>
#include <stdint.h>

struct progress {
	bool quiet;
	bool terminal;
	const char *stage;  /* NULL: none */
	double stage_began; /* seconds, monotonic */
	double drawn;
	uint64_t bytes;        /* of the sources that were read */
	uint64_t bytes_total;  /* that are to be read; 0: not known */
	uint64_t articles;     /* that were read */
	_Atomic uint64_t work; /* that reading has made for the workers so far, any unit */
	_Atomic uint64_t done; /* of it */
};

void progress_open(struct progress *p, bool quiet);

/* Begins a stage; STAGE is borrowed. BYTES_TOTAL as above. */
void progress_stage(struct progress *p, const char *stage, uint64_t bytes_total);

/* More work for the workers; some of it done. Any thread may call these. */
void progress_add_work(struct progress *p, uint64_t work);
void progress_add_done(struct progress *p, uint64_t done);

/* Redraws, at most ten times a second. CONTEXT is a struct progress: fits the tick
   of a pool. */
void progress_tick(void *context);

/* Clears the bar, for a line that is to stay; it comes back. */
void progress_clear(const struct progress *p);

/* Clears it for good. */
void progress_close(struct progress *p);

/* Monotonic seconds. */
double progress_now(void);

#endif
