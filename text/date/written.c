#include "text/date/written.h"

#include "text/date/hint.h"

enum { MONTHS = 12 };

bool written_is_year(const struct scan_number *n)
{
	return n->digits == 4 && n->value >= DATE_YEAR_MIN && n->value <= DATE_YEAR_MAX;
}

bool written_is_glued_left(struct str t, size_t at)
{
	int32_t c;
	size_t len = scan_code_before(t, at, &c);
	struct scan_word w;
	if (len == 0)
		return false;
	if (scan_is_letter(c)) {
		scan_word_before(t, at, &w);
		return !hint_is_day_word(&w); /* ngày15/8 lost its space */
	}
	if (c == '_')
		return true;
	if (c != '.' && c != ',' && c != '/' && c != '-' && c != ':')
		return false;
	bool figure = at >= 2 && scan_is_digit(t, at - 2);
	if (c == ',' || c == '.' || c == ':')
		return figure;
	scan_code_before(t, at - 1, &c);
	return figure || scan_is_letter(c);
}

/* Whether a sign at END joins more to what ends there. */
static bool sign_goes_on(struct str t, size_t end, char separator)
{
	int32_t next;
	char c = str_at(t, end);
	bool figure = scan_is_digit(t, end + 1);
	if (c == '/') {
		scan_code(t, end + 1, &next);
		return figure || scan_is_letter(next);
	}
	return figure && (c == '.' || c == ',' || (c == '-' && separator == '-'));
}

bool written_is_glued_right(struct str t, size_t end, char separator)
{
	int32_t c;
	if (scan_code(t, end, &c) == 0)
		return false;
	if (c == ' ')
		return str_at(t, end + 1) == '%';
	return scan_is_letter(c) || c == '%' || c == '_' || (c >= '0' && c <= '9') ||
	       sign_goes_on(t, end, separator);
}

/* Spaces within a line. */
static size_t over_blanks(struct str t, size_t at)
{
	for (int i = 0; i < SPACES_MAX; i++) {
		int32_t c;
		size_t len = scan_code(t, at, &c);
		if (c != ' ' && c != 0xA0)
			break;
		at += len;
	}
	return at;
}

/* Steps over a separator and the spaces about it from AT; a point has none. Returns AT if there
   is none. */
static size_t separator_at(struct str t, size_t at, char *separator, bool *spaced)
{
	size_t from = over_blanks(t, at);
	*spaced = from > at;
	*separator = str_at(t, from);
	if (*separator != '/' && *separator != '-' && *separator != '.')
		return at;
	size_t end = over_blanks(t, from + 1);
	*spaced |= end > from + 1;
	return *separator == '.' && *spaced ? at : end;
}

static bool accept(struct written *w, size_t end, int year, int month, int day)
{
	*w = (struct written){.end = end, .date = {year, month, day}};
	return date_is_valid(w->date);
}

/* "ngày 2-3 lần" counts times: A, SEPARATOR, B, and a word for what is counted. */
static bool is_estimate(
	struct str t, const struct scan_number *a, const struct scan_number *b, char separator)
{
	static const char *const counted_words[] = {
		"lần", "giờ", "tiếng", "viên", "bữa", "lít", "triệu"};
	struct scan_word w;
	if (separator != '-' || b->value <= a->value || b->value > a->value + 2)
		return false;
	scan_word(t, scan_spaces(t, b->end), &w);
	return SCAN_IS(&w, counted_words);
}

/* The year whose last two figures are N. */
static int in_living_memory(int n)
{
	return n + (n < 50 ? 2000 : 1900);
}

/* Whether a month in words follows: 5-7 tháng 8 is no 5/7. */
static bool month_follows(struct str t, size_t at)
{
	struct scan_word w;
	scan_word(t, scan_spaces(t, at), &w);
	return hint_is_month_word(&w);
}

static bool figures(struct str t, const struct scan_number *day, bool expected, struct written *out)
{
	struct scan_number month, year;
	char first, second;
	bool spaced, spaced_too;
	size_t at = separator_at(t, day->end, &first, &spaced);
	if (at == day->end || !scan_number(t, at, &month) || !scan_is_small(&month))
		return false;
	at = separator_at(t, month.end, &second, &spaced_too);
	bool same = first == second || (first == '/' && second == '-');
	if (at > month.end && same && scan_number(t, at, &year)) {
		bool two_digits = year.digits == 2 && !spaced && !spaced_too && first == second &&
				  (expected || (day->value > MONTHS && first == '/')) &&
				  !written_is_glued_right(t, year.end, first);
		/* "27/3/2018Ảnh" lost its space */
		if (two_digits || (written_is_year(&year) && !sign_goes_on(t, year.end, first))) {
			int full = two_digits ? in_living_memory(year.value) : year.value;
			bool valid = accept(out, year.end, full, month.value, day->value);
			out->abbreviated = two_digits;
			return valid;
		}
	}
	if (!expected || spaced || written_is_glued_right(t, month.end, first) ||
		month_follows(t, month.end) || is_estimate(t, day, &month, first))
		return false;
	return accept(out, month.end, 0, month.value, day->value);
}

bool written_iso(struct str t, const struct scan_number *year, struct written *out)
{
	struct scan_number month, day;
	char first = str_at(t, year->end);
	if (!written_is_year(year) || (first != '-' && first != '/') ||
		!scan_number(t, year->end + 1, &month) || !scan_is_small(&month) ||
		str_at(t, month.end) != first || !scan_number(t, month.end + 1, &day) ||
		!scan_is_small(&day))
		return false;
	bool time = str_at(t, day.end) == 'T' && scan_is_digit(t, day.end + 1);
	if (!time && written_is_glued_right(t, day.end, first))
		return false;
	return accept(out, day.end, year->value, month.value, day.value);
}

int written_month_name(struct str t, size_t at, size_t *end)
{
	static const char *const names[] = {
		"một", "hai", "ba", "tư", "năm", "sáu", "bảy", "tám", "chín", "mười"};
	struct scan_word w, more;
	*end = scan_word(t, at, &w);
	for (int i = 0; i < 10; i++) {
		if (strcmp(w.exact, names[i]) != 0)
			continue;
		size_t next = scan_word(t, scan_spaces(t, *end), &more);
		bool eleven = i == 9 && strcmp(more.exact, "một") == 0;
		bool twelve = i == 9 && strcmp(more.exact, "hai") == 0;
		if (eleven || twelve)
			*end = next;
		return twelve ? 12 : eleven ? 11 : i + 1;
	}
	return 0;
}

size_t written_year_after(struct str t, size_t at, int *year)
{
	struct scan_number n;
	struct scan_word w;
	char separator;
	bool spaced;
	size_t from = separator_at(t, at, &separator, &spaced);
	if (from == at) {
		separator = '\0';
		from = scan_spaces(t, at);
		if (str_at(t, from) == ',')
			from = scan_spaces(t, from + 1);
		size_t end = scan_word(t, from, &w);
		if (strcmp(w.exact, "năm") != 0 && strcmp(w.exact, "nam") != 0)
			return at;
		from = scan_spaces(t, end);
	}
	if (!scan_number(t, from, &n) || !written_is_year(&n) || sign_goes_on(t, n.end, separator))
		return at;
	*year = n.value;
	return n.end;
}

static bool spelled(struct str t, const struct scan_number *day, bool expected, struct written *out)
{
	struct scan_number n;
	struct scan_word w;
	int year = 0, month = 0;
	size_t end = scan_word(t, scan_spaces(t, day->end), &w);
	if (!hint_is_month_word(&w))
		return false;
	end = scan_spaces(t, end);
	bool name = !scan_number(t, end, &n);
	bool certain = !name || expected || scan_is_capital(t, end);
	if (name)
		month = written_month_name(t, end, &end);
	else
		month = scan_is_small(&n) ? n.value : 0;
	end = name ? end : n.end;
	if (month < 1 || month > MONTHS)
		return false;
	size_t year_end = written_year_after(t, end, &year);
	if (year_end > end)
		return accept(out, year_end, year, month, day->value);
	/* "27 tháng 3 ngày" is a span of time */
	scan_word(t, scan_spaces(t, end), &w);
	if (!certain || written_is_glued_right(t, end, '-') ||
		(!expected && strcmp(w.exact, "ngày") == 0))
		return false;
	return accept(out, end, 0, month, day->value);
}

bool written_date(struct str t, const struct scan_number *day, bool expected, struct written *out)
{
	return figures(t, day, expected, out) || spelled(t, day, expected, out);
}
