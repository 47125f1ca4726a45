#include "text/date/part.h"

#include "text/date/day_words.h"
#include "text/date/read.h"
#include "text/date/relative.h"

#include <string.h>

enum { MONTHS = 12, HALF_YEAR = 6, HALF_MONTH = 15 /* days */ };

static bool read_end(const struct day_words *p, size_t i, bool *begins)
{
	*begins = day_words_is(p, i, "dau");
	return *begins || day_words_is(p, i, "cuoi");
}

/* What the words from I on are a part of: a year or a month. */
static bool read_whole(const struct day_words *p, size_t i, struct date today, struct date *first,
	struct date *last)
{
	struct str whole = day_words_rest(p, i);
	if (i + 1 == p->count && day_words_unit(p, i) == UNIT_YEAR)
		whole = STR("năm nay");
	return date_read_whole(whole, first, last) || date_read_relative(whole, today, first, last);
}

static bool is_year(struct date first, struct date last)
{
	return date_compare(first, (struct date){first.year, 1, 1}) == 0 &&
	       date_compare(last, (struct date){first.year, MONTHS, 31}) == 0;
}

static bool is_month(struct date first, struct date last)
{
	struct date month = {first.year, first.month, 0};
	return date_compare(first, date_first_day(month)) == 0 &&
	       date_compare(last, date_last_day(month)) == 0;
}

/* Leaves, of a year, so many months at its beginning or end. */
static void take_months(int months, bool begins, struct date *first, struct date *last)
{
	if (begins)
		*last = date_last_day((struct date){first->year, months, 0});
	else
		first->month = MONTHS - months + 1;
}

static void take_half(bool begins, struct date *first, struct date *last)
{
	if (is_year(*first, *last))
		take_months(HALF_YEAR, begins, first, last);
	else if (begins)
		last->day = HALF_MONTH;
	else
		first->day = HALF_MONTH + 1;
}

static bool read_months(
	const struct day_words *p, struct date today, struct date *first, struct date *last)
{
	bool begins;
	long months = day_words_number(p, 0, MONTHS - 1);
	if (months == 0 || day_words_unit(p, 1) != UNIT_MONTH || !read_end(p, 2, &begins) ||
		!read_whole(p, 3, today, first, last) || !is_year(*first, *last))
		return false;
	take_months((int)months, begins, first, last);
	return true;
}

static bool read_half(
	const struct day_words *p, struct date today, struct date *first, struct date *last)
{
	bool begins;
	if (!day_words_is(p, 0, "nua") || !read_end(p, 1, &begins) ||
		!read_whole(p, 2, today, first, last) ||
		!(is_year(*first, *last) || is_month(*first, *last)))
		return false;
	take_half(begins, first, last);
	return true;
}

/* The year that a decade named by word I begins with; 0: it names none. */
static int decade_at(const struct day_words *p, size_t i)
{
	enum { DECADE = 10, CENTURY = 1900, FIRST_SHORT = 30, LAST_SHORT = 90 };
	long year = day_words_number(p, i, DATE_YEAR_MAX);
	if (i + 1 != p->count || year % DECADE != 0)
		return 0;
	if (year >= FIRST_SHORT && year <= LAST_SHORT)
		return (int)year + CENTURY;
	return year >= DATE_YEAR_MIN ? (int)year : 0;
}

static bool read_decade(const struct day_words *p, struct date *first, struct date *last)
{
	static const char *const names[][2] = {
		{"thap", "nien"}, {"thap", "ki"}, {"thap", "ky"}, {"nhung", "nam"}};
	struct day_words english = *p;
	size_t len = p->count == 1 ? strlen(p->words[0]) : 0;
	int year = 0;
	for (size_t i = 0; i < sizeof names / sizeof *names && year == 0; i++) {
		if (day_words_is(p, 0, names[i][0]) && day_words_is(p, 1, names[i][1]))
			year = decade_at(p, 2);
	}
	if (len == sizeof "1980s" - 1 && p->words[0][len - 1] == 's') {
		english.words[0][len - 1] = '\0';
		year = decade_at(&english, 0);
	}
	*first = date_first_day((struct date){year, 0, 0});
	*last = date_last_day((struct date){year + 9, 0, 0});
	return year > 0 && date_is_valid(*last);
}

bool date_read_part(struct str text, struct date today, struct date *first, struct date *last)
{
	struct day_words p;
	return day_words_read(text, &p) &&
	       (read_months(&p, today, first, last) || read_half(&p, today, first, last) ||
		       read_decade(&p, first, last));
}
