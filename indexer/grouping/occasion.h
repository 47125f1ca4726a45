/* When and where a text came out, which tells issues of a series from copies of one release. */
#ifndef INDEXER_GROUPING_OCCASION_H
#define INDEXER_GROUPING_OCCASION_H

#include "archive/record.h"

#include <stdint.h>

struct occasion {
	uint64_t outlet, host; /* checksums of the outlet's name, or else of who issued it, and of
				  the host of its address; 0: not told */
	long first, last;      /* the days that it may be of, as date_number; 0: it has
				  none that can be relied on */
};

struct occasion occasion_of(const struct record *r);

/* Days between A and B: 0 where they may be of one day. */
unsigned long occasion_days(const struct occasion *a, const struct occasion *b);

/* Whether nothing says that A and B are of two outlets. */
bool occasion_may_be_of_one(const struct occasion *a, const struct occasion *b);

#endif
