#include "query/reading/dates.h"

#include "base/lang.h"
#include "text/date/read.h"
#include "text/date/relative.h"

#include <stdio.h>
#include <string.h>
#include <time.h>

void date_range_meet(struct date_range *range, const struct date_range *other)
{
	if (strcmp(other->from, range->from) > 0)
		memcpy(range->from, other->from, sizeof range->from);
	if (other->to[0] && (range->to[0] == '\0' || strcmp(other->to, range->to) < 0))
		memcpy(range->to, other->to, sizeof range->to);
}

static struct date today(void)
{
	time_t now = time(NULL);
	struct tm day;
	if (!localtime_r(&now, &day))
		return (struct date){0};
	return (struct date){day.tm_year + 1900, day.tm_mon + 1, day.tm_mday};
}

bool dates_read(struct str text, bool end, char out[9])
{
	struct date first, last;
	if (!date_read_whole(text, &first, &last) &&
		!date_read_relative(text, today(), &first, &last))
		return false;
	struct date d = end ? last : first;
	snprintf(out, 9, "%04u%02u%02u", (unsigned)d.year % 10000, (unsigned)d.month % 100,
		(unsigned)d.day % 100);
	return true;
}

bool dates_is_guess(struct str confidence)
{
	return confidence.len > 0 && !str_eq(confidence, STR("high"));
}

void dates_append(struct buf *out, struct str date, struct str confidence)
{
	struct date d;
	if (dates_is_guess(confidence))
		buf_append_c(out, SAY("khoảng ", "about "));
	if (!lang_is_vietnamese() || !date_parse(date, &d))
		buf_append(out, date);
	else if (d.day > 0)
		buf_printf(out, "%d/%d/%d", d.day, d.month, d.year);
	else if (d.month > 0)
		buf_printf(out, "%d/%d", d.month, d.year);
	else
		buf_printf(out, "%d", d.year);
}
