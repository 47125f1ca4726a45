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
#ifndef TEXT_DATE_FIND_H
#define TEXT_DATE_FIND_H

#include "base/str.h"
#include "text/date/date.h"

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
