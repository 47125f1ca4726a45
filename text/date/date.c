#include "text/date/date.h"

#include <stdio.h>

static int days_in(int month, int year)
{
	static const int days[] = {31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
	bool leap = year == 0 || (year % 4 == 0 && (year % 100 != 0 || year % 400 == 0));
	return month == 2 && !leap ? 28 : days[month - 1];
}

bool date_is_valid(struct date d)
{
	if (d.year != 0 && (d.year < DATE_YEAR_MIN || d.year > DATE_YEAR_MAX))
		return false;
	if (d.month == 0)
		return d.year != 0 && d.day == 0;
	if (d.month < 1 || d.month > 12)
		return false;
	return d.day >= 0 && d.day <= days_in(d.month, d.year);
}

int date_exactness(struct date d)
{
	return (d.year != 0) + (d.month != 0) + (d.day != 0);
}

int date_compare(struct date a, struct date b)
{
	if (a.year != b.year)
		return a.year < b.year ? -1 : 1;
	if (a.month != b.month)
		return a.month < b.month ? -1 : 1;
	return (a.day > b.day) - (a.day < b.day);
}

struct date date_next_day(struct date d)
{
	if (d.day < days_in(d.month, d.year))
		return (struct date){d.year, d.month, d.day + 1};
	if (d.month < 12)
		return (struct date){d.year, d.month + 1, 1};
	return (struct date){d.year + (d.year != 0), 1, 1};
}

struct date date_first_day(struct date d)
{
	return (struct date){d.year, d.month ? d.month : 1, d.day ? d.day : 1};
}

struct date date_last_day(struct date d)
{
	int month = d.month ? d.month : 12;
	return (struct date){d.year, month, d.day ? d.day : days_in(month, d.year)};
}

/* Hinnant's days_from_civil and civil_from_days, by years that begin in March:
   <https://howardhinnant.github.io/date_algorithms.html>. */
enum { DAYS_OF_ERA = 146097, DAYS_OF_YEAR = 365, YEARS_OF_ERA = 400 };

long date_number(struct date d)
{
	long year = d.month <= 2 ? d.year - 1 : d.year;
	long era = year / YEARS_OF_ERA;
	long of_era = year - era * YEARS_OF_ERA;
	long month = d.month > 2 ? d.month - 3 : d.month + 9;
	long of_year = (153 * month + 2) / 5 + d.day - 1;
	return era * DAYS_OF_ERA + of_era * DAYS_OF_YEAR + of_era / 4 - of_era / 100 + of_year;
}

struct date date_of_number(long number)
{
	long era = (number >= 0 ? number : number - DAYS_OF_ERA + 1) / DAYS_OF_ERA;
	long of_era = number - era * DAYS_OF_ERA;
	long year = (of_era - of_era / 1460 + of_era / 36524 - of_era / 146096) / DAYS_OF_YEAR;
	long of_year = of_era - (DAYS_OF_YEAR * year + year / 4 - year / 100);
	long month = (5 * of_year + 2) / 153; /* from March on */
	struct date d = {.day = (int)(of_year - (153 * month + 2) / 5 + 1),
		.month = (int)(month < 10 ? month + 3 : month - 9)};
	d.year = (int)(year + era * YEARS_OF_ERA) + (d.month <= 2);
	return d;
}

const char *date_precision(struct date d)
{
	return d.year == 0 ? "" : d.day ? "day" : d.month ? "month" : "year";
}

const char *date_format(struct date d, char out[DATE_TEXT_SIZE])
{
	out[0] = '\0';
	if (d.year == 0 || !date_is_valid(d))
		return out;
	if (d.month == 0)
		snprintf(out, DATE_TEXT_SIZE, "%04d", d.year);
	else if (d.day == 0)
		snprintf(out, DATE_TEXT_SIZE, "%04d-%02d", d.year, d.month);
	else
		snprintf(out, DATE_TEXT_SIZE, "%04d-%02d-%02d", d.year, d.month, d.day);
	return out;
}

const char *date_term(struct date d, char out[DATE_TERM_SIZE])
{
	if (d.day == 0)
		snprintf(out, DATE_TERM_SIZE, "%d/%d", d.month, d.year);
	else if (d.year == 0)
		snprintf(out, DATE_TERM_SIZE, "%d/%d", d.day, d.month);
	else
		snprintf(out, DATE_TERM_SIZE, "%d/%d/%d", d.day, d.month, d.year);
	return out;
}
