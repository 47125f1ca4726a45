/* Moments, as the files that we write have them. */
#ifndef BASE_MOMENT_H
#define BASE_MOMENT_H

#include <stdbool.h>
#include <stdint.h>
#include <time.h>

enum { MOMENT_SIZE = 32 };

/* SECONDS since 1970 as "2026-03-14T01:30:00Z" (ISO 8601, UTC). False, with "" in OUT, where the
   calendar does not go as far. */
bool moment_write(int64_t seconds, char out[MOMENT_SIZE]);

/* The seconds of what moment_write wrote; 0: TEXT is nothing of the kind. */
int64_t moment_read(const char *text);

/* T as nanoseconds. */
static inline int64_t moment_ns(const struct timespec *t)
{
	return (int64_t)t->tv_sec * 1000000000 + t->tv_nsec;
}

#endif
