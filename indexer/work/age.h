/* How long something is kept, and since when, as people write it. */
#ifndef INDEXER_WORK_AGE_H
#define INDEXER_WORK_AGE_H

#include "base/lang.h"

#include <stdbool.h>
#include <stdint.h>

/* A century: what is kept longer is kept for ever. */
enum { AGE_DAYS_MAX = 36500 };

/* Reads 90d, 18m (of 30 days), 2y (of 365) or none (0). False: it is none of these. */
bool age_read(const char *text, uint32_t *days);

#define AGE_WANTED                                                                                 \
	SAY("--history cần một khoảng như 90d, 18m, 2y (nhiều nhất 100y), hoặc none",              \
		"--history wants an age such as 90d, 18m, 2y (100y at most), or none")

/* The beginning of a day such as 2026-03-14 by the clock of the place, in nanoseconds since 1970.
 */
bool age_since(const char *text, int64_t *ns);

#endif
