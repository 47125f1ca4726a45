/* What the user sees while a run is at work, on standard error: a bar on a
 * terminal, else a line a stage. */
#ifndef INDEXER_PROGRESS_H
#define INDEXER_PROGRESS_H

#include <stdbool.h>
#include <stdint.h>

struct progress {
	bool quiet;
	bool terminal;
	const char *stage;  /* NULL: none */
	double stage_began; /* seconds, monotonic */
	double drawn;
	uint64_t bytes;       /* of the sources that were read */
	uint64_t bytes_total; /* that are to be read; 0: not known */
	uint64_t articles;
};

void progress_open(struct progress *p, bool quiet);

/* Begins a stage; STAGE is borrowed. BYTES_TOTAL as above. */
void progress_stage(struct progress *p, const char *stage, uint64_t bytes_total);

/* Redraws, at most ten times a second. CONTEXT is a struct progress: fits the tick
   of a pool. */
void progress_tick(void *context);

/* Clears the bar. */
void progress_close(struct progress *p);

/* Monotonic seconds. */
double progress_now(void);

#endif
