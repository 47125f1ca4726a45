/* One date as it is written, after its first number was read. Private to the date
 * files; constant time a call. */
#ifndef TEXT_DATE_WRITTEN_H
#define TEXT_DATE_WRITTEN_H

#include "text/date/date.h"
#include "text/date/scan.h"

struct written {
	size_t end; /* of its last figure or word */
	struct date date;
	bool abbreviated; /* its year has two figures */
};

/* 27/3/2018, 27-3-2018, 27.3.2018, 27/3-2018, 27 tháng 3 năm 2018, 27 tháng 3, and 27/3/18
   where the day is none of the twelve months; with EXPECTED also 27/3, 5/9/16 and 2 tháng
   Chín. DAY is its first number. */
bool written_date(struct str t, const struct scan_number *day, bool expected, struct written *out);

/* 2018-03-27, also before the T of a time; YEAR is its first number. */
bool written_iso(struct str t, const struct scan_number *year, struct written *out);

/* " năm 2018", "/2018" … after a month or quarter that ends at AT. Returns the year's
   end, or AT. */
size_t written_year_after(struct str t, size_t at, int *year);

/* The month that words at AT name, 0 if none, and where they end. Not giêng and chạp:
   they are months of the lunar year. */
int written_month_name(struct str t, size_t at, size_t *end);

/* Four figures in our range. */
bool written_is_year(const struct scan_number *n);

/* Part of a code or a larger number: A4, HS-18, 1.234, QĐ/12; SEPARATOR is what stands
   between the figures of the date that ends at END. */
bool written_is_glued_left(struct str t, size_t at);
bool written_is_glued_right(struct str t, size_t end, char separator);

#endif
