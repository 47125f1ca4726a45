/* Dates as a person types them, and as the index holds and we show them. */
#ifndef QUERY_READING_DATES_H
#define QUERY_READING_DATES_H

#include "base/buf.h"
#include "base/str.h"

#include <stdbool.h>

/* Dates as SLOT_DATE holds them, both ends included. */
struct date_range {
	char from[9]; /* YYYYMMDD; empty: open */
	char to[9];
};

static inline bool date_range_limits(const struct date_range *range)
{
	return range->from[0] != '\0' || range->to[0] != '\0';
}

/* Reads a day, month or year as a limit in SLOT_DATE's form, YYYYMMDD: with END the
   last that belongs to it, else the first, which is the month or year itself. */
bool dates_read(struct str text, bool end, char out[9]);

/* Appends the date of a record (YYYY-MM-DD, YYYY-MM, YYYY) in the user's language. */
void dates_append(struct buf *out, struct str date);

#endif
