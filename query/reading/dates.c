#include "query/reading/dates.h"

#include "base/lang.h"
#include "text/date/read.h"

#include <stdio.h>

/* Above every day and month in SLOT_DATE. */
enum { AFTER_ALL = 99 };

bool dates_read(struct str text, bool end, char out[9])
{
	struct date d;
	if (!date_parse(text, &d) || d.year < 0 || d.year > 9999)
		return false;
	unsigned unknown = end ? AFTER_ALL : 0;
	unsigned month = d.month > 0 ? (unsigned)d.month % 100 : unknown;
	unsigned day = d.day > 0 ? (unsigned)d.day % 100 : unknown;
	snprintf(out, 9, "%04u%02u%02u", (unsigned)d.year % 10000, month, day);
	return true;
}

void dates_append(struct buf *out, struct str date)
{
	struct date d;
	if (!lang_is_vietnamese() || !date_parse(date, &d))
		buf_append(out, date);
	else if (d.day > 0)
		buf_printf(out, "%d/%d/%d", d.day, d.month, d.year);
	else if (d.month > 0)
		buf_printf(out, "%d/%d", d.month, d.year);
	else
		buf_printf(out, "%d", d.year);
}
