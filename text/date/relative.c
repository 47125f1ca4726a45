#include "text/date/relative.h"

#include "text/date/day_words.h"

enum { COUNT_MAX = 1000 };

/* D so many days on. */
static struct date days_on(struct date d, long days)
{
	return date_of_number(date_number(d) + days);
}

/* Months from the year 0 on; of its first one the first day. */
static struct date month_of(long months)
{
	return (struct date){.year = (int)(months / 12), .month = (int)(months % 12) + 1, .day = 1};
}

/* COUNT units before the one that TODAY is in. */
static void take_unit(
	enum unit unit, long count, struct date today, struct date *first, struct date *last)
{
	/* The first of March of the year 0, from which days are counted, was a Wednesday. */
	long weekday = (date_number(today) + 2) % 7;
	long months = 12L * today.year + today.month - 1;
	long size = unit == UNIT_YEAR ? 12 : unit == UNIT_QUARTER ? 3 : 1;
	switch (unit) {
	case UNIT_NONE:
	case UNIT_DAY:
		*first = *last = days_on(today, -count);
		break;
	case UNIT_WEEK:
		*first = days_on(today, -weekday - 7 * count);
		*last = days_on(*first, 6);
		break;
	case UNIT_MONTH:
	case UNIT_QUARTER:
	case UNIT_YEAR:
		months = months / size * size - count * size;
		*first = month_of(months);
		*last = days_on(month_of(months + size), -1);
		break;
	}
}

/* From COUNT units ago to TODAY. */
static struct date ago(enum unit unit, long count, struct date today)
{
	if (unit == UNIT_DAY || unit == UNIT_WEEK)
		return days_on(today, unit == UNIT_WEEK ? -7 * count : -count);
	long size = unit == UNIT_YEAR ? 12 : unit == UNIT_QUARTER ? 3 : 1;
	struct date d = month_of(12L * today.year + today.month - 1 - count * size);
	d.day = today.day;
	while (!date_is_valid(d) && d.day > 28)
		d.day--;
	return d;
}

/* ---- What is read ---- */

static bool read_day(const struct day_words *p, long *days)
{
	static const struct {
		const char *first, *second;
		long days;
	} names[] = {{"hom", "nay", 0}, {"hom", "qua", 1}, {"hom", "kia", 2}, {"today", NULL, 0},
		{"yesterday", NULL, 1}};
	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		size_t words = names[i].second ? 2 : 1;
		*days = names[i].days;
		if (p->count == words && day_words_is(p, 0, names[i].first) &&
			(words == 1 || day_words_is(p, 1, names[i].second)))
			return true;
	}
	return false;
}

/* "tháng trước", "last month": so many units ago. */
static enum unit read_unit(const struct day_words *p, long *count)
{
	static const char *const these[] = {"nay", NULL};
	static const char *const former[] = {"truoc", "qua", "roi", "ngoai", NULL};
	bool english = day_words_is(p, 0, "this") || day_words_is(p, 0, "last");
	enum unit unit = day_words_unit(p, english ? 1 : 0);
	*count = english ? day_words_is(p, 0, "last") : day_words_is_one_of(p, 1, former);
	if (p->count != 2 || unit < UNIT_WEEK ||
		(!english && *count == 0 && !day_words_is_one_of(p, 1, these)))
		return UNIT_NONE;
	return unit;
}

/* "7 ngày qua", "3 tháng gần đây", "last 7 days". */
static enum unit read_count(const struct day_words *p, long *count)
{
	static const char *const behind[] = {"qua", "gan", "vua", NULL};
	size_t at = day_words_is(p, 0, "last") || day_words_is(p, 0, "past") ? 1 : 0;
	*count = day_words_number(p, at, COUNT_MAX);
	size_t end = at + 2;
	if (at == 0 && day_words_is_one_of(p, 2, behind))
		end += day_words_is(p, 2, "qua") ? 1 : 2;
	bool told = at == 1 || end > 2;
	return told && end == p->count && *count > 0 ? day_words_unit(p, at + 1) : UNIT_NONE;
}

/* "3 ngày trước", "cách đây 2 tuần", "2 months ago": the one that was so many units ago. */
static enum unit read_ago(const struct day_words *p, long *count)
{
	static const char *const behind[] = {"truoc", "ago", NULL};
	bool before = day_words_is(p, 0, "cach") && day_words_is(p, 1, "day");
	size_t at = before ? 2 : 0;
	*count = day_words_number(p, at, COUNT_MAX);
	size_t end = at + 2 + (day_words_is_one_of(p, at + 2, behind) ? 1 : 0);
	bool told = before || end > 2;
	return told && end == p->count && *count > 0 ? day_words_unit(p, at + 1) : UNIT_NONE;
}

bool date_read_relative(struct str text, struct date today, struct date *first, struct date *last)
{
	struct day_words p;
	long count;
	enum unit unit;
	if (!day_words_read(text, &p))
		return false;
	if (read_day(&p, &count)) {
		*first = *last = days_on(today, -count);
	} else if ((unit = read_unit(&p, &count)) != UNIT_NONE ||
		   (unit = read_ago(&p, &count)) != UNIT_NONE) {
		take_unit(unit, count, today, first, last);
	} else if ((unit = read_count(&p, &count)) != UNIT_NONE) {
		*first = ago(unit, count, today);
		*last = today;
	} else {
		return false;
	}
	return date_is_valid(*first) && date_is_valid(*last);
}
