#include "text/date/read.h"

#include "text/date/find.h"
#include "text/date/hint.h"
#include "text/date/period.h"
#include "text/date/scan.h"
#include "text/date/written.h"

static bool keep(struct date *out, int year, int month, int day)
{
	*out = (struct date){year, month, day};
	return date_is_valid(*out);
}

static bool is_compact_at(struct str s, size_t at)
{
	for (size_t i = 0; i < 8; i++) {
		if (!scan_is_digit(s, at + i))
			return false;
	}
	return !scan_is_digit(s, at + 8);
}

static int digits_value(struct str s, size_t at, size_t count)
{
	int value = 0;
	for (size_t i = 0; i < count; i++)
		value = value * 10 + (s.ptr[at + i] - '0');
	return value;
}

static bool read_compact(struct str s, size_t at, struct date *out)
{
	return is_compact_at(s, at) && keep(out, digits_value(s, at, 4), digits_value(s, at + 4, 2),
					       digits_value(s, at + 6, 2));
}

/* YYYY, YYYY-MM, M/YYYY and nothing else */
static bool read_month_or_year(struct str s, struct date *out)
{
	struct scan_number first, second;
	if (!scan_number(s, 0, &first))
		return false;
	if (first.end == s.len)
		return first.digits == 4 && keep(out, first.value, 0, 0);
	char separator = str_at(s, first.end);
	if ((separator != '-' && separator != '/') || !scan_number(s, first.end + 1, &second) ||
		second.end != s.len)
		return false;
	if (first.digits == 4)
		return scan_is_small(&second) && keep(out, first.value, second.value, 0);
	return scan_is_small(&first) && second.digits == 4 &&
	       keep(out, second.value, first.value, 0);
}

bool date_parse(struct str s, struct date *out)
{
	s = str_trim(s);
	if (read_month_or_year(s, out))
		return true;
	if (read_compact(s, 0, out) && (s.len == 8 || s.ptr[8] == 'T'))
		return true;
	struct date_finder f;
	struct date_match m;
	date_finder_start(&f, s);
	while (date_finder_next(&f, &m)) {
		if (m.date.year == 0)
			continue;
		*out = m.date;
		return true;
	}
	return false;
}

/* The year that S has from AT on, after a month that was written without one, and nothing
   behind it: "15 tháng 3 2018". */
static bool read_last_year(struct str s, size_t at, int *year)
{
	struct scan_number n;
	if (at == s.len)
		return *year != 0;
	size_t from = scan_spaces(s, at);
	if (*year != 0 || from == at || !scan_number(s, from, &n) || n.end != s.len ||
		!written_is_year(&n))
		return false;
	*year = n.value;
	return true;
}

/* "T10:00:00.000Z", the time of ISO 8601, from AT on */
static bool is_time(struct str s, size_t at)
{
	if (str_at(s, at) != 'T' || !scan_is_digit(s, at + 1))
		return false;
	for (size_t i = at + 1; i < s.len; i++) {
		if (!scan_is_digit(s, i) && !strchr(":.+-Z", s.ptr[i]))
			return false;
	}
	return true;
}

/* Where "ngày" or "năm" before a date ends; else 0. */
static size_t skip_unit(struct str s)
{
	static const char *const words[] = {"ngày", "ngay", "năm", "nam"};
	struct scan_word w;
	size_t end = scan_word(s, 0, &w);
	return SCAN_IS(&w, words) ? scan_spaces(s, end) : 0;
}

static bool read_day(struct str s, struct date *out)
{
	struct date_match m;
	if (!date_at(s, 0, &m) && !date_bare_at(s, 0, &m))
		return false;
	*out = m.date;
	if (m.earlier_count > 0 || m.date.day == 0)
		return false;
	return (out->year != 0 && is_time(s, m.end)) ||
	       (read_last_year(s, m.end, &out->year) && date_is_valid(*out));
}

static bool read_period(struct str s, struct date *first, struct date *last)
{
	enum { QUARTER = 3 /* months */ };
	struct period_match m;
	if (!period_at(s, 0, &m) || m.count != 1 || !read_last_year(s, m.end, &m.year))
		return false;
	int month = m.numbers[0];
	*first = (struct date){m.year, m.quarters ? (month - 1) * QUARTER + 1 : month, 0};
	*last = (struct date){m.year, m.quarters ? month * QUARTER : month, 0};
	return true;
}

bool date_read_whole(struct str s, struct date *first, struct date *last)
{
	s = str_trim(s);
	if (!read_period(s, first, last)) {
		s = str_slice(s, skip_unit(s), s.len);
		bool compact = s.len == 8 && read_compact(s, 0, first);
		if (!compact && !read_month_or_year(s, first) && !read_day(s, first))
			return false;
		*last = *first;
	}
	*first = date_first_day(*first);
	*last = date_last_day(*last);
	return true;
}

/* ---- Addresses ---- */

static size_t count_digits(struct str s, size_t at)
{
	size_t count = 0;
	while (scan_is_digit(s, at + count))
		count++;
	return count;
}

/* YYYYMMDDhhmm of a number of 12 figures or more: whatever else, the year is likely. */
static bool read_timestamp(struct str s, size_t at, size_t digits, struct date *out)
{
	enum { WITH_MINUTES = 12, WITH_MICROSECONDS = 20 };
	return digits >= WITH_MINUTES && digits <= WITH_MICROSECONDS &&
	       digits_value(s, at + 8, 2) < 24 && digits_value(s, at + 10, 2) < 60 &&
	       keep(out, digits_value(s, at, 4), digits_value(s, at + 4, 2),
		       digits_value(s, at + 6, 2));
}

/* /2018/03/27/ or /2018/03/ from the year at AT on */
static bool read_folders(struct str s, size_t at, struct date *out)
{
	struct scan_number year, month, day;
	if (!scan_number(s, at, &year) || !scan_number(s, year.end + 1, &month) ||
		str_at(s, year.end) != '/' || str_at(s, month.end) != '/' || !scan_is_small(&month))
		return false;
	if (scan_number(s, month.end + 1, &day) && scan_is_small(&day) && str_at(s, day.end) == '/')
		return keep(out, year.value, month.value, day.value);
	return month.digits == 2 && keep(out, year.value, month.value, 0);
}

static bool is_url_year(struct date d)
{
	enum { WEB_YEAR_MIN = 1995, WEB_YEAR_MAX = 2099 };
	return d.year >= WEB_YEAR_MIN && d.year <= WEB_YEAR_MAX;
}

struct date date_of_url(struct str url)
{
	struct date best = {0, 0, 0};
	for (size_t at = 0, digits; at<url.len; at += digits> 0 ? digits : 1) {
		struct date d = {0, 0, 0};
		digits = count_digits(url, at);
		char before = at > 0 ? url.ptr[at - 1] : '\0';
		bool folder = before == '/' && str_at(url, at + digits) == '/';
		bool found = read_timestamp(url, at, digits, &d) ||
			     (folder && digits == 8 && read_compact(url, at, &d)) ||
			     (folder && digits == 4 && read_folders(url, at, &d));
		if (found && is_url_year(d) && date_exactness(d) > date_exactness(best))
			best = d;
	}
	return best;
}
