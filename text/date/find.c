#include "text/date/find.h"
#include "text/date/scan.h"

/* What the words before a number say it is. */
enum hint { HINT_NONE, HINT_DAY, HINT_MONTH, HINT_YEAR };

#define IS_ONE_OF(word, table) is_one_of(word, table, sizeof(table) / sizeof *(table))

static bool is_one_of(const struct scan_word *w, const char *const *table, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		if (strcmp(w->exact, table[i]) == 0)
			return true;
	}
	return false;
}

/* "ngay" is it without marks, as queries are typed */
static const char *const day_words[] = {
	"ngày", "ngay", "sáng", "trưa", "chiều", "tối", "đêm", "khuya", "hôm", "mồng", "mùng"};

static const char *const month_words[] = {"tháng", "thang"};

/* "mỗi ngày 2-3 lần", "hằng năm 2000 tấn" */
static const char *const each_words[] = {"mỗi", "một", "hàng", "hằng"};

/* hôm nay, chiều qua */
static const char *const shift_words[] = {"nay", "qua", "kia", "mai"};

/* after thứ */
static const char *const weekdays[] = {"hai", "ba", "tư", "năm", "sáu", "bảy"};

static const char *const joining_words[] = {"và", "đến", "tới", "hay", "hoặc"};

/* what "ngày 2-3 lần" counts */
static const char *const counted_words[] = {"lần", "giờ", "tiếng", "viên", "bữa", "lít", "triệu"};

static bool is_year_word(const struct scan_word *w)
{
	return strcmp(w->exact, "năm") == 0;
}

/* thứ Ba, thứ 3, Chủ nhật, hôm qua: LAST is their second word, which starts at AT. */
static bool is_named_day(struct str t, size_t at, const struct scan_word *last)
{
	struct scan_word before;
	scan_word_before(t, scan_spaces_back(t, at), &before);
	if (IS_ONE_OF(last, shift_words)) {
		bool nowadays =
			strcmp(last->exact, "nay") == 0 && strcmp(before.exact, "ngày") == 0;
		return IS_ONE_OF(&before, day_words) && !nowadays;
	}
	if (IS_ONE_OF(last, weekdays))
		return strcmp(before.exact, "thứ") == 0;
	return strcmp(last->exact, "nhật") == 0 && strcmp(before.exact, "chủ") == 0;
}

static bool is_numbered_weekday(struct str t, size_t end)
{
	struct scan_word before;
	if (end == 0 || t.ptr[end - 1] < '2' || t.ptr[end - 1] > '7')
		return false;
	scan_word_before(t, scan_spaces_back(t, end - 1), &before);
	return strcmp(before.exact, "thứ") == 0;
}

static enum hint hint_before(struct str t, size_t at)
{
	struct scan_word w, each;
	size_t end = scan_spaces_back(t, at);
	char mark = end > 0 ? t.ptr[end - 1] : '\0';
	bool punctuated = mark == '(' || mark == ',' || mark == ':';
	if (punctuated)
		end = scan_spaces_back(t, end - 1);
	size_t start = scan_word_before(t, end, &w);
	if (start == end)
		return is_numbered_weekday(t, end) ? HINT_DAY : HINT_NONE;
	if (IS_ONE_OF(&w, month_words))
		return punctuated ? HINT_NONE : HINT_MONTH;
	bool year = is_year_word(&w) && !punctuated;
	if (year || IS_ONE_OF(&w, day_words)) {
		scan_word_before(t, scan_spaces_back(t, start), &each);
		if (IS_ONE_OF(&each, each_words))
			return HINT_NONE;
		if (!year && mark != ',') /* "Ban đêm, 3/4 số hộ mất điện" */
			return HINT_DAY;
	}
	if (is_named_day(t, start, &w))
		return HINT_DAY;
	return year ? HINT_YEAR : HINT_NONE;
}

static bool is_year(const struct scan_number *n)
{
	return n->digits == 4 && n->value >= DATE_YEAR_MIN && n->value <= DATE_YEAR_MAX;
}

/* Part of a code or a larger number: A4, HS-18, 1.234, QĐ/12. */
static bool is_glued_left(struct str t, size_t at)
{
	int32_t c;
	size_t len = scan_code_before(t, at, &c);
	if (len == 0)
		return false;
	if (scan_is_letter(c) || c == '_')
		return true;
	if (c != '.' && c != ',' && c != '/' && c != '-' && c != ':')
		return false;
	bool figure = at >= 2 && scan_is_digit(t, at - 2);
	if (c == ',' || c == '.' || c == ':')
		return figure;
	scan_code_before(t, at - 1, &c);
	return figure || scan_is_letter(c);
}

/* SEPARATOR is what stands between the figures of the date that ends at END. */
static bool is_glued_right(struct str t, size_t end, char separator)
{
	int32_t c, next;
	size_t len = scan_code(t, end, &c);
	if (len == 0)
		return false;
	if (scan_is_letter(c) || c == '%' || c == '_' || (c >= '0' && c <= '9'))
		return true;
	scan_code(t, end + len, &next);
	bool figure = next >= '0' && next <= '9';
	if (c == '-')
		return scan_is_letter(next) || (figure && separator == '-');
	if (c == '/')
		return scan_is_letter(next) || figure;
	return (c == '.' || c == ',') && figure;
}

/* Steps over a separator, alone or between two spaces, from AT. Returns AT if
   there is none. */
static size_t separator_at(struct str t, size_t at, char *separator, bool *spaced)
{
	size_t from = at;
	*spaced = scan_byte(t, at) == ' ';
	if (*spaced)
		from++;
	*separator = scan_byte(t, from);
	if (*separator != '/' && *separator != '-' && (*separator != '.' || *spaced))
		return at;
	from++;
	if (!*spaced)
		return from;
	return scan_byte(t, from) == ' ' ? from + 1 : at;
}

static bool accept(struct date_match *m, size_t start, size_t end, struct date d)
{
	*m = (struct date_match){start, end, d};
	return date_is_valid(d);
}

/* "ngày 2-3 lần" counts times. */
static bool is_estimate(
	struct str t, const struct scan_number *a, const struct scan_number *b, char separator)
{
	struct scan_word w;
	if (separator != '-' || b->value <= a->value || b->value > a->value + 2)
		return false;
	scan_word(t, scan_spaces(t, b->end), &w);
	return IS_ONE_OF(&w, counted_words);
}

/* 27/3/2018, 27-3-2018, 27.3.2018, 27/3-2018; with DAY_EXPECTED also 27/3 and 27/3/18. */
static bool figures(
	struct str t, const struct scan_number *day, bool day_expected, struct date_match *m)
{
	struct scan_number month, year;
	char first, second;
	bool spaced, spaced_too;
	size_t at = separator_at(t, day->end, &first, &spaced);
	if (at == day->end || !scan_number(t, at, &month) || !scan_is_small(&month))
		return false;
	at = separator_at(t, month.end, &second, &spaced_too);
	bool same = first == second || (first == '/' && second == '-');
	if (at > month.end && same && spaced == spaced_too && scan_number(t, at, &year)) {
		bool two_digits = year.digits == 2 && day_expected && !spaced && first == second;
		int century = year.value < 50 ? 2000 : 1900; /* the years of living memory */
		if ((is_year(&year) || two_digits) && !is_glued_right(t, year.end, first))
			return accept(m, day->start, year.end,
				(struct date){year.value + (two_digits ? century : 0), month.value,
					day->value});
	}
	if (!day_expected || spaced || is_glued_right(t, month.end, first) ||
		is_estimate(t, day, &month, first))
		return false;
	return accept(m, day->start, month.end, (struct date){0, month.value, day->value});
}

/* 2018-03-27, also before the T of a time */
static bool iso_figures(struct str t, const struct scan_number *year, struct date_match *m)
{
	struct scan_number month, day;
	char first = scan_byte(t, year->end);
	if ((first != '-' && first != '/') || !scan_number(t, year->end + 1, &month) ||
		!scan_is_small(&month) || scan_byte(t, month.end) != first ||
		!scan_number(t, month.end + 1, &day) || !scan_is_small(&day))
		return false;
	bool time = scan_byte(t, day.end) == 'T' && scan_is_digit(t, day.end + 1);
	if (!time && is_glued_right(t, day.end, first))
		return false;
	return accept(m, year->start, day.end, (struct date){year->value, month.value, day.value});
}

/* The month that words at AT name, 0 if none, and where they end. Not giêng and chạp:
   they are months of the lunar year. */
static int month_name_at(struct str t, size_t at, size_t *end)
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

/* " năm 2018", "/2018" … after a month that ends at AT. Returns the year's end, or AT. */
static size_t year_after(struct str t, size_t at, int *year)
{
	struct scan_number n;
	struct scan_word w;
	char separator;
	bool spaced;
	size_t from = separator_at(t, at, &separator, &spaced);
	if (from == at) {
		separator = '\0';
		from = scan_spaces(t, at);
		if (scan_byte(t, from) == ',')
			from = scan_spaces(t, from + 1);
		size_t end = scan_word(t, from, &w);
		if (!is_year_word(&w))
			return at;
		from = scan_spaces(t, end);
	}
	if (!scan_number(t, from, &n) || !is_year(&n) || is_glued_right(t, n.end, separator))
		return at;
	*year = n.value;
	return n.end;
}

/* 27 tháng 3, 27 tháng 3 năm 2018, 2 tháng Chín */
static bool spelled_month(
	struct str t, const struct scan_number *day, bool day_expected, struct date_match *m)
{
	struct scan_number n;
	struct scan_word w;
	int year = 0;
	size_t end = scan_word(t, scan_spaces(t, day->end), &w);
	if (!IS_ONE_OF(&w, month_words))
		return false;
	end = scan_spaces(t, end);
	int month = 0;
	if (scan_number(t, end, &n)) {
		month = scan_is_small(&n) ? n.value : 0;
		end = n.end;
	} else if (day_expected) {
		month = month_name_at(t, end, &end);
	}
	if (month < 1 || month > 12)
		return false;
	size_t year_end = year_after(t, end, &year);
	if (year_end > end)
		return accept(m, day->start, year_end, (struct date){year, month, day->value});
	/* "27 tháng 3 ngày" is a span of time */
	scan_word(t, scan_spaces(t, end), &w);
	if (is_glued_right(t, end, '-') || (!day_expected && strcmp(w.exact, "ngày") == 0))
		return false;
	return accept(m, day->start, end, (struct date){0, month, day->value});
}

static bool month_and_year(struct str t, const struct scan_number *month, struct date_match *m)
{
	int year = 0;
	size_t end = year_after(t, month->end, &year);
	return end > month->end &&
	       accept(m, month->start, end, (struct date){year, month->value, 0});
}

/* Does the number at AT go on where the last day or date ended? */
static bool continues_chain(const struct date_finder *f, size_t at)
{
	struct str t = f->text;
	if (f->chain == 0 || f->chain > at)
		return false;
	size_t from = scan_spaces(t, f->chain);
	int32_t c;
	struct scan_word w;
	size_t len = scan_code(t, from, &c);
	if (c == '-' || c == 0x2013 || c == 0x2014 || c == '&' || (c == ',' && f->chain_days))
		return scan_spaces(t, from + len) == at;
	size_t end = scan_word(t, from, &w);
	return IS_ONE_OF(&w, joining_words) && scan_spaces(t, end) == at;
}

/* "10/3 âm lịch", "mồng 10 tháng 3 (âm lịch)" */
static bool is_lunar(struct str t, size_t end)
{
	struct scan_word w;
	size_t at = scan_spaces(t, end);
	if (scan_byte(t, at) == '(')
		at++;
	scan_word(t, at, &w);
	return strcmp(w.exact, "âm") == 0;
}

static bool date_from(struct date_finder *f, const struct scan_number *n, struct date_match *m)
{
	struct str t = f->text;
	bool chained = continues_chain(f, n->start);
	if (!chained && is_glued_left(t, n->start))
		return false;
	if (!scan_is_small(n) && !is_year(n))
		return false;
	enum hint hint = hint_before(t, n->start);
	if (is_year(n)) {
		if (iso_figures(t, n, m))
			return true;
		return hint == HINT_YEAR && !is_glued_right(t, n->end, '/') &&
		       accept(m, n->start, n->end, (struct date){n->value, 0, 0});
	}
	if (hint == HINT_MONTH)
		return month_and_year(t, n, m);
	bool day = hint == HINT_DAY || chained;
	if (n->value <= 31 && (figures(t, n, day, m) || spelled_month(t, n, day, m)))
		return true;
	if (n->value <= 31 && day) {
		f->chain = n->end;
		f->chain_days = true;
	}
	return false;
}

void date_finder_start(struct date_finder *f, struct str text)
{
	*f = (struct date_finder){.text = text};
}

/* The next figure at or after AT, or the length of T. */
static size_t next_figure(struct str t, size_t at)
{
	while (at < t.len && (unsigned char)(t.ptr[at] - '0') > 9)
		at++;
	return at;
}

bool date_finder_next(struct date_finder *f, struct date_match *out)
{
	struct scan_number n;
	while ((f->at = next_figure(f->text, f->at)) < f->text.len) {
		if (scan_number(f->text, f->at, &n) && date_from(f, &n, out) &&
			!is_lunar(f->text, out->end)) {
			f->at = f->chain = out->end;
			f->chain_days = false;
			return true;
		}
		while (scan_is_digit(f->text, f->at))
			f->at++;
	}
	return false;
}

bool date_at(struct str text, size_t at, struct date_match *out)
{
	enum { WINDOW = 96 /* bytes on both sides that can matter */, DAY_MAX = 31 };
	struct scan_number n;
	if (!scan_number(text, at, &n) ||
		!(is_year(&n) || (scan_is_small(&n) && n.value <= DAY_MAX)))
		return false;
	size_t start = at > WINDOW ? at - WINDOW : 0;
	while (start > 0 && start < at && text.ptr[start - 1] != ' ')
		start++;
	size_t end = text.len - at > WINDOW ? at + WINDOW : text.len;
	struct date_finder f;
	date_finder_start(&f, str_slice(text, start, end));
	while (f.at <= at - start && date_finder_next(&f, out)) {
		if (out->start > at - start)
			return false;
		if (out->start == at - start) {
			out->start += start;
			out->end += start;
			return true;
		}
	}
	return false;
}

bool date_bare_at(struct str text, size_t at, struct date_match *out)
{
	enum { LEAP_YEAR = 2000 }; /* 29/2 is a day, too */
	struct scan_number day, month;
	char sign;
	bool spaced;
	if (!scan_number(text, at, &day) || !scan_is_small(&day))
		return false;
	size_t next = separator_at(text, day.end, &sign, &spaced);
	if (next == day.end || spaced || sign == '.' || !scan_number(text, next, &month) ||
		!scan_is_small(&month) || is_glued_left(text, at) ||
		is_glued_right(text, month.end, sign))
		return false;
	*out = (struct date_match){at, month.end, {0, month.value, day.value}};
	return date_is_valid((struct date){LEAP_YEAR, month.value, day.value});
}
