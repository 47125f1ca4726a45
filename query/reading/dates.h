/* Dates as a person types them, and as the index holds and we show them. */
#ifndef QUERY_READING_DATES_H
#define QUERY_READING_DATES_H

#include "base/buf.h"
#include "base/str.h"

#include <stdbool.h>

/* Days as the date slots hold them, both ends included. */
struct date_range {
	char from[9]; /* YYYYMMDD; empty: open */
	char to[9];
};

static inline bool date_range_limits(const struct date_range *range)
{
	return range->from[0] != '\0' || range->to[0] != '\0';
}

/* Limits RANGE to what it and OTHER have both. */
void date_range_meet(struct date_range *range, const struct date_range *other);

/* Reads TEXT, which is a day, month, quarter or year and nothing else, or days told from today
   (text/date/relative.h), or a part of a year (text/date/part.h). */
bool dates_read_one(struct str text, struct date_range *out);

/* Reads TEXT as one or two of them, and what lies between: 2015-2018, quý I/2019 - II/2019, từ ngày
   1/1/2018 đến hết ngày 31/3/2018. The unit before the first is that of the second, too, and month
   and year of the second are those of a first without: 1 đến 15/3/2018. */
bool dates_read_span(struct str text, struct date_range *out);

/* Whether TEXT is a span, a quarter or days told from today: who types that means when an article
   is of, as articles seldom have it so. */
bool dates_is_period(struct str text);

/* Reads TEXT, one of them, as a limit: its first day, with END its last. */
bool dates_read(struct str text, bool end, char out[9]);

/* Appends the date of a record (YYYY-MM-DD, YYYY-MM, YYYY) in the user's language: "about"
   where its CONFIDENCE is not the highest. */
void dates_append(struct buf *out, struct str date, struct str confidence);

/* Whether a date of this CONFIDENCE was guessed. */
bool dates_is_guess(struct str confidence);

#endif
