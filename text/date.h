/* Dates as Vietnamese press releases write them.
 *
 * Found in running text, each from its first figure to its last:
 *   ngày 27 tháng 3 năm 2018   27 tháng 3   ngày 2 tháng Chín năm 1945
 *   27/3/2018   27-3-2018   27.3.2018   05-9-2016   2018-03-27
 *   ngày 27/3   sáng 27-3   thứ Ba, 27/3   hôm qua (26/3)   ngày 26 và 27/3
 *   tháng 10/2020   tháng 10 năm 2020   năm 2018
 * A day and a month alone need a word before them that says so, since 11/11
 * phường, 3/4 diện tích and 24/24 giờ are written the same way. A document
 * number (12/2024/NĐ-CP), a grouped number (1.234) and a day of the lunar year are
 * no dates. Words are known in any normal form and with the tone on any of their letters. */
#ifndef TEXT_DATE_H
#define TEXT_DATE_H

#include "base/str.h"

/* A date known to the day, the month or the year: what is unknown is 0. */
struct date {
	int year, month, day;
};

enum {
	DATE_YEAR_MIN = 1000,
	DATE_YEAR_MAX = 2199,
	DATE_TEXT_SIZE = 11 /* bytes of "YYYY-MM-DD" and its NUL */
};

/* A day that its month has, a known month for a known day, a year in our range. */
bool date_is_valid(struct date d);

/* Negative, zero or positive, by year, month, day; the unknown comes first. */
int date_compare(struct date a, struct date b);

/* Writes YYYY-MM-DD, YYYY-MM or YYYY; "" when the year is unknown. Returns OUT. */
const char *date_format(struct date d, char out[DATE_TEXT_SIZE]);

/* Reads a text that is meant to be a date: ISO 8601, with a time or not, down to
   YYYY-MM or YYYY, YYYYMMDD, M/YYYY, else the first date in it that has a year. */
bool date_parse(struct str s, struct date *out);

/* The most exact date in a path: 2018/03/27-cao-bang.txt, 2018/03-27-x.txt,
   2018-03-27_x.txt, 27-3-2018.txt, 20180327.txt, 2018/03/x.txt, x-2018.txt. All
   zero if it has none. */
struct date date_of_path(struct str path);

struct date_match {
	size_t start, end; /* the bytes [start, end) of the text */
	struct date date;
};

/* Allocates nothing; a whole text takes time linear in its length. */
struct date_finder {
	struct str text;
	size_t at;
	size_t chain;    /* where the last day or date ended: "ngày 12, 13 và 14/10" */
	bool chain_days; /* it was a day without its month */
};

/* Starts on TEXT: any bytes; must outlive the finder. */
void date_finder_start(struct date_finder *f, struct str text);

/* The next date, in order; dates do not overlap. Returns false at the end. */
bool date_finder_next(struct date_finder *f, struct date_match *out);

/* The date that begins at byte AT of TEXT, if one does: what a finder would find,
   in constant time. */
bool date_at(struct str text, size_t at, struct date_match *out);

/* A day and a month alone (27/3, 27-3) at AT, with no word that says so: a guess, for
   text where dates are likelier than fractions. */
bool date_bare_at(struct str text, size_t at, struct date_match *out);

#endif
