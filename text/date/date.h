/* A date, as far as it is known. */
#ifndef TEXT_DATE_DATE_H
#define TEXT_DATE_DATE_H

#include <stdbool.h>

/* A date known to the day, the month or the year: what is unknown is 0. */
struct date {
	int year, month, day;
};

enum {
	DATE_YEAR_MIN = 1000,
	DATE_YEAR_MAX = 2199,
	DATE_TEXT_SIZE = 11, /* bytes of "YYYY-MM-DD" and its NUL */
	DATE_TERM_SIZE = 36  /* of date_term's, whatever the numbers */
};

/* A day that its month has, a known month for a known day, a year in our range. */
bool date_is_valid(struct date d);

/* How many of year, month and day are known. */
int date_exactness(struct date d);

/* Negative, zero or positive, by year, month, day; the unknown comes first. */
int date_compare(struct date a, struct date b);

/* The day after D, a whole date or one without its year: then a 28th of February has a
   29th after it, and a 31st of December the 1st of January. */
struct date date_next_day(struct date d);

/* The first and the last day of D, whose year is known. */
struct date date_first_day(struct date d);
struct date date_last_day(struct date d);

/* The number of D, a whole date, of the days since the first of March of the year 0. */
long date_number(struct date d);

/* The reverse. */
struct date date_of_number(long number);

/* "day", "month", "year"; "" for none. */
const char *date_precision(struct date d);

/* Writes YYYY-MM-DD, YYYY-MM or YYYY; "" when the year is unknown. Returns OUT. */
const char *date_format(struct date d, char out[DATE_TEXT_SIZE]);

/* Writes the term that texts with D have, however they write it: 27/3/2018, 27/3 without a year,
   3/2018 without a day. Returns OUT. */
const char *date_term(struct date d, char out[DATE_TERM_SIZE]);

#endif
