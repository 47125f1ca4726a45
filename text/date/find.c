#include "text/date/find.h"

#include "text/date/hint.h"
#include "text/date/written.h"

enum { DAY_MAX = 31, MONTHS = 12 };

static const char *const and_words[] = {"và", "va", "hay", "hoặc"};
static const char *const to_words[] = {"đến", "den", "tới", "toi"};

/* What stands between two days of a list. */
struct joint {
	size_t next; /* where the second begins */
	bool range;
	bool comma;
	bool last; /* "và": of the last of a list */
};

/* Steps over "hết ngày", "rạng sáng" and the like, at AT. */
static size_t skip_day_words(struct str t, size_t at)
{
	static const char *const before_day_words[] = {"hết", "rạng"};
	for (int i = 0; i < 3; i++) {
		struct scan_word w;
		size_t end = scan_word(t, at, &w);
		if (!hint_is_day_word(&w) && !SCAN_IS(&w, before_day_words))
			break;
		at = scan_spaces(t, end);
	}
	return at;
}

static bool joint_at(struct str t, size_t at, struct joint *out)
{
	struct scan_word w;
	int32_t c;
	size_t from = scan_spaces(t, at);
	size_t len = scan_code(t, from, &c);
	*out = (struct joint){
		.range = c == '-' || c == 0x2013 || c == 0x2014, .comma = c == ',' || c == ';'};
	bool sign = out->range || out->comma || c == '&';
	if (sign)
		from = scan_spaces(t, from + len);
	size_t end = scan_word(t, from, &w);
	bool and = SCAN_IS(&w, and_words) && (!sign || out->comma);
	bool to = SCAN_IS(&w, to_words) && !sign;
	out->range |= to;
	out->last = and;
	if (and || to)
		from = scan_spaces(t, end);
	out->next = skip_day_words(t, from);
	return sign || and || to;
}

/* A mention as it is read: after dates, days whose month is still to come. */
struct list {
	struct date dates[DATE_LIST_MAX];
	size_t count, dated; /* read, and those of them that have their month */
	size_t taken;        /* those of them that are meant */
	size_t end;          /* of the last of these */
	unsigned ranges;     /* bit N: a range runs from date N to the one after it */
	bool sure;           /* the last would be a date by itself */
	bool whole_year;     /* which has four figures */
};

/* Gives the days that wait for one the month and year of D. */
static bool settle(struct list *l, struct date d)
{
	for (size_t i = l->dated; i < l->count; i++) {
		l->dates[i].month = d.month;
		l->dates[i].year = d.year;
		if (!date_is_valid(l->dates[i]))
			return false;
	}
	return true;
}

/* Takes the day or date that begins with N; *END is where it ends. With DOUBTFUL a date
   counts only if one follows that doesn't. */
static bool take(
	struct list *l, struct str t, const struct scan_number *n, bool doubtful, size_t *end)
{
	struct written w;
	bool sure = written_date(t, n, false, &w);
	*end = n->end;
	if (!sure && !written_date(t, n, true, &w)) {
		l->dates[l->count++].day = n->value;
		return true;
	}
	if (!settle(l, w.date))
		return false;
	l->dates[l->count++] = w.date;
	l->dated = l->count;
	*end = w.end;
	if (doubtful)
		return true;
	l->taken = l->count;
	l->end = w.end;
	l->sure = sure;
	l->whole_year = w.date.year != 0 && !w.abbreviated;
	return true;
}

static bool is_day_number(const struct scan_number *n)
{
	return scan_is_small(n) && n->value <= DAY_MAX;
}

/* Reads what begins with FIRST. A comma joins only where COMMAS are allowed, and dates that
   have their month only if "và" follows: 26/3, 27/3 và 2/4, not 26/3, 3/4 số hộ. Returns
   false when no date is in it. */
static bool read_list(struct str t, const struct scan_number *first, bool commas, struct list *l)
{
	struct scan_number n = *first;
	struct joint j = {.comma = false};
	bool doubtful = false;
	size_t end;
	*l = (struct list){.count = 0};
	while (is_day_number(&n) && take(l, t, &n, doubtful, &end)) {
		bool pending = l->dated < l->count;
		if (l->count == DATE_LIST_MAX || !joint_at(t, end, &j) || (j.comma && !commas) ||
			!scan_number(t, j.next, &n))
			break;
		l->ranges |= (unsigned)j.range << (l->count - 1);
		doubtful = !j.last && (doubtful || (j.comma && !pending));
	}
	return l->taken > 0;
}

/* A year that is not written is that of the next date that has one, or the year before. */
static void complete_years(struct list *l)
{
	for (size_t i = l->taken - 1; i > 0; i--) {
		struct date *d = &l->dates[i - 1];
		if (d->year == 0 && l->dates[i].year != 0)
			d->year = l->dates[i].year - (d->month > l->dates[i].month);
	}
}

/* Whether L begins with a range that goes forward, in a year or into the next: 22-25/2, 28/12-2/1,
   not the fractions 2/3 - 1/2. */
static bool is_range(const struct list *l)
{
	const struct date *d = l->dates;
	bool rising = d[0].month == d[1].month ? d[0].day < d[1].day : d[0].month < d[1].month;
	bool turns = d[0].month == MONTHS && d[1].month == 1;
	return l->taken > 1 && (l->ranges & 1) && (rising || turns);
}

/* Whether L is a range of days that nothing else is written like: 22-25/2, 27/3-2/4. */
static bool is_plain_range(const struct list *l)
{
	const struct date *d = l->dates;
	return l->taken == 2 && is_range(l) && (d[0].day > MONTHS || d[1].day > MONTHS);
}

/* Whether a sign ends the phrase at END: "từ 1/7, lương tăng", not "từ 3/4 số hộ". */
static bool is_phrase_end(struct str t, size_t end)
{
	char sign = str_at(t, end);
	return sign == '\0' || strchr(",.;:)\n\"", sign);
}

/* Whether the words before L, which say HINT, or its shape make it a date. */
static bool is_meant(struct str t, const struct list *l, enum hint hint)
{
	switch (hint) {
	case HINT_DAY:
		return true;
	case HINT_FROM:
		return l->sure || is_range(l) || is_phrase_end(t, l->end);
	case HINT_LUNAR:
		return l->whole_year;
	case HINT_PLACE:
	case HINT_MONTH:
		return l->whole_year && l->taken == 1;
	case HINT_YEAR:
	case HINT_NONE:
		break;
	}
	return l->sure || is_plain_range(l);
}

static void fill(const struct list *l, size_t start, struct date_match *m)
{
	m->start = start;
	m->end = l->end;
	m->date = l->dates[l->taken - 1];
	m->earlier_count = l->taken - 1;
	m->ranges = l->ranges;
	for (size_t i = 0; i < m->earlier_count; i++)
		m->earlier[i] = l->dates[i];
}

static bool single(size_t start, size_t end, struct date d, struct date_match *m)
{
	m->start = start;
	m->end = end;
	m->date = d;
	m->earlier_count = 0;
	m->ranges = 0;
	return date_is_valid(d);
}

static bool days_from(
	struct str t, const struct scan_number *n, enum hint hint, struct date_match *m)
{
	struct list l;
	if (!read_list(t, n, hint == HINT_DAY, &l) || hint_is_lunar(t, l.end))
		return false;
	complete_years(&l);
	if (!is_meant(t, &l, hint))
		return false;
	fill(&l, n->start, m);
	return true;
}

static bool year_from(
	struct str t, const struct scan_number *n, enum hint hint, struct date_match *m)
{
	struct written w;
	if (written_iso(t, n, &w))
		return single(n->start, w.end, w.date, m);
	return hint == HINT_YEAR && !written_is_glued_right(t, n->end, '/') &&
	       single(n->start, n->end, (struct date){n->value, 0, 0}, m);
}

static bool month_from(struct str t, const struct scan_number *month, struct date_match *m)
{
	int year = 0;
	size_t end = written_year_after(t, month->end, &year);
	return end > month->end && !hint_is_lunar(t, end) &&
	       single(month->start, end, (struct date){year, month->value, 0}, m);
}

static bool date_from(struct str t, const struct scan_number *n, struct date_match *m)
{
	if ((!scan_is_small(n) && !written_is_year(n)) || written_is_glued_left(t, n->start))
		return false;
	enum hint hint = hint_before(t, n->start);
	if (written_is_year(n))
		return year_from(t, n, hint, m);
	return (hint == HINT_MONTH && month_from(t, n, m)) || days_from(t, n, hint, m);
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
		if (scan_number(f->text, f->at, &n) && date_from(f->text, &n, out)) {
			f->at = out->end;
			return true;
		}
		while (scan_is_digit(f->text, f->at))
			f->at++;
	}
	return false;
}

bool date_at(struct str text, size_t at, struct date_match *out)
{
	struct scan_number n;
	return scan_number(text, at, &n) && date_from(text, &n, out);
}

bool date_bare_at(struct str text, size_t at, struct date_match *out)
{
	struct scan_number n;
	if (!scan_number(text, at, &n) || !scan_is_small(&n) || written_is_glued_left(text, at) ||
		hint_before(text, at) == HINT_LUNAR)
		return false;
	char sign = str_at(text, n.end); /* not 1.5, not "5 tháng" */
	if (sign != '/' && sign != '-')
		return false;
	return days_from(text, &n, HINT_DAY, out) || (sign == '/' && month_from(text, &n, out));
}

bool date_is_lunar(struct str text, size_t start, size_t end)
{
	return hint_before(text, start) == HINT_LUNAR || hint_is_lunar(text, end);
}

/* ---- The days of a mention ---- */

static bool is_same(struct date a, struct date b)
{
	return date_compare(a, b) == 0;
}

/* The days after FROM up to TO, if they are at most MAX; else TO alone. */
static size_t fill_range(struct date from, struct date to, size_t max, struct date *out)
{
	size_t count = 0;
	for (struct date d = from; count < max && !is_same(d, to);) {
		d = date_next_day(d);
		out[count++] = d;
	}
	if (count > 0 && is_same(out[count - 1], to))
		return count;
	out[0] = to;
	return 1;
}

size_t date_match_days(const struct date_match *m, struct date out[DATE_DAYS_MAX])
{
	size_t count = 0;
	size_t room = DATE_RANGE_DAYS - 1; /* of ranges, beyond a day for each date */
	struct date last = {0, 0, 0};
	for (size_t i = 0; i <= m->earlier_count; i++) {
		struct date d = i < m->earlier_count ? m->earlier[i] : m->date;
		bool range = i > 0 && (m->ranges >> (i - 1) & 1);
		size_t added = range ? fill_range(last, d, room, out + count) : 1;
		if (!range)
			out[count] = d;
		count += added;
		room -= range && added > 0 ? added - 1 : 0;
		last = d;
	}
	return count;
}
