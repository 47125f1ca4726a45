#include "web/page/span.h"

#include "base/ascii.h"

enum { FIGURES_MAX = 3, DAYS_BY_DAY = 62, DAYS_BY_MONTH = 3 * 372, FAR = 1 << 20 };

/* The numbers in TEXT, 0 where one has more than four figures. */
static size_t read_numbers(struct str text, long out[FIGURES_MAX])
{
	size_t count = 0;
	for (size_t i = 0; i < text.len;) {
		long n = 0;
		size_t start = i;
		while (ascii_is_digit(str_at(text, i)) && i - start < 5)
			n = 10 * n + (text.ptr[i++] - '0');
		if (i == start) {
			i++;
			continue;
		}
		if (count == FIGURES_MAX || i - start > 4)
			return 0;
		out[count++] = n;
	}
	return count;
}

/* About how many days since the year 0 the first or, of the END, the last day of TEXT is, which is
   2018, 3/2018, 2018-03, 27/3/2018 or 2018-03-27; -1: none of these. */
static long day_of(struct str text, bool end)
{
	long n[FIGURES_MAX] = {0, 0, 0};
	size_t count = read_numbers(text, n);
	if (count == 0)
		return -1;
	bool year_first = n[0] > 31;
	long year = year_first ? n[0] : n[count - 1];
	long month = count < 2 ? (end ? 12 : 1) : year_first ? n[1] : n[count - 2];
	long day = count < 3 ? (end ? 31 : 1) : year_first ? n[2] : n[0];
	return year < 1000 ? -1 : year * 372 + month * 31 + day;
}

const char *span_unit(struct str from, struct str to)
{
	long first = day_of(from, false), last = day_of(to, true);
	long days = first < 0 || last < first ? FAR : last - first;
	return days <= DAYS_BY_DAY ? "day" : days <= DAYS_BY_MONTH ? "month" : "year";
}
