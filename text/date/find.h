/* Dates as Vietnamese press releases write them.
 *
 * Found in running text, each from its first figure to its last:
 *   ngày 27 tháng 3 năm 2018   27 tháng 3   ngày 2 tháng Chín năm 1945
 *   27/3/2018   27-3-2018   27.3.2018   05-9-2016   2018-03-27
 *   ngày 27/3   sáng 27-3   thứ Ba, 27/3   hôm qua (26/3)
 *   tháng 10/2020   tháng 10 năm 2020   năm 2018
 * and as one, every day that is named:
 *   15-17/8   15, 16 và 17/8   ngày 5, 6/7   từ ngày 22 đến 25/2   22-25 tháng 2/2019
 *   27/3-2/4   từ 28/12 đến 3/1/2019
 * A day and a month alone need a word before them that says so, since 11/11
 * phường, 3/4 diện tích and 24/24 giờ are written the same way; so does a year of two
 * figures, unless the day is none of the twelve months (27/3/18). A range needs none that
 * begins or ends past the 12th. A document number (12/2024/NĐ-CP), a grouped number
 * (1.234) and a day of the lunar year (mùng 3, rằm, 10/3 âm lịch) are no dates. Words are
 * known in any normal form and with the tone on any of their letters. */
#ifndef TEXT_DATE_FIND_H
#define TEXT_DATE_FIND_H

#include "base/str.h"
#include "text/date/date.h"

enum {
	DATE_LIST_MAX = 12,   /* dates that are written in one mention */
	DATE_RANGE_DAYS = 31, /* a longer range names its ends alone */
	DATE_DAYS_MAX = DATE_LIST_MAX + DATE_RANGE_DAYS
};

/* A date, or a list or range of them. A day without a month or year has those of the
 * next that has: in "28/12 đến 3/1/2019" the first is of 2018. */
struct date_match {
	size_t start, end;                      /* the bytes [start, end) of the text */
	struct date date;                       /* the only one, or the last */
	struct date earlier[DATE_LIST_MAX - 1]; /* in the order of the text */
	size_t earlier_count;
	unsigned ranges; /* bit N: from earlier[N] to what follows it */
};

/* All that M names, in the order of the text: the days of a range of at most
   DATE_RANGE_DAYS, of a longer one its ends. Returns their number, at least 1. */
size_t date_match_days(const struct date_match *m, struct date out[DATE_DAYS_MAX]);

/* Allocates nothing; a whole text takes time linear in its length. */
struct date_finder {
	struct str text;
	size_t at;
};

/* Starts on TEXT: any bytes; must outlive the finder. */
void date_finder_start(struct date_finder *f, struct str text);

/* The next date, in order; dates do not overlap. Returns false at the end. */
bool date_finder_next(struct date_finder *f, struct date_match *out);

/* The date that begins at byte AT of TEXT, if one does, in constant time. */
bool date_at(struct str text, size_t at, struct date_match *out);

/* The same where no word before says so, 27/3, 5/9/16 or 4/2018, which has no day: a guess, for
   text where dates are likelier than fractions. */
bool date_bare_at(struct str text, size_t at, struct date_match *out);

/* Whether what stands in [START, END) is said to be of the lunar year: no solar date finds it. */
bool date_is_lunar(struct str text, size_t start, size_t end);

#endif
