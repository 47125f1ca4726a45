/* How long something took. */
#ifndef QUERY_RANKING_CLOCK_H
#define QUERY_RANKING_CLOCK_H

#include <time.h>

/* START is of CLOCK_MONOTONIC. */
static inline double milliseconds_since(const struct timespec *start)
{
	struct timespec now;
	clock_gettime(CLOCK_MONOTONIC, &now);
	return (double)(now.tv_sec - start->tv_sec) * 1e3 +
	       (double)(now.tv_nsec - start->tv_nsec) / 1e6;
}

#endif
