#include "query/answer/periods.h"

#include "archive/schema.h"
#include "base/buf.h"
#include "text/date/date.h"
#include "text/date/read.h"
#include "xapianc/set.h"

#include <stdlib.h>
#include <string.h>

/* Every period that a date can be has a place in one table, 0 standing for a month or day that is
   not known. */
enum {
	YEARS = DATE_YEAR_MAX - DATE_YEAR_MIN + 1,
	MONTHS = 13,
	DAYS = 32,
	PERIODS = YEARS * MONTHS * DAYS
};

static size_t place_of(struct date d)
{
	return ((size_t)(d.year - DATE_YEAR_MIN) * MONTHS + (size_t)d.month) * DAYS + (size_t)d.day;
}

static struct date date_at(size_t place)
{
	return (struct date){.year = (int)(place / (MONTHS * DAYS)) + DATE_YEAR_MIN,
		.month = (int)(place / DAYS % MONTHS),
		.day = (int)(place % DAYS)};
}

struct walk {
	enum facet_by by;
	struct buf first; /* days, as the slot has them, one after the other */
	size_t at;        /* in them, of the article whose last day comes next */
	uint32_t *counts; /* PERIODS, owned */
};

static int digits(const char *text, size_t from, size_t to)
{
	int number = 0;
	for (size_t i = from; i < to; i++)
		number = 10 * number + (text[i] - '0');
	return number;
}

/* An index may be anybody's. */
static bool read_day(const char *text, struct date *out)
{
	for (size_t i = 0; i < SLOT_DATE_SIZE; i++) {
		if (text[i] < '0' || text[i] > '9')
			return false;
	}
	*out = (struct date){digits(text, 0, 4), digits(text, 4, 6), digits(text, 6, 8)};
	return date_is_valid(*out) && out->year >= DATE_YEAR_MIN && out->year <= DATE_YEAR_MAX;
}

static bool take_first(void *context, uint32_t docid, struct str value)
{
	(void)docid;
	struct walk *w = context;
	static const char none[SLOT_DATE_SIZE];
	return buf_append(
		&w->first, value.len == SLOT_DATE_SIZE ? value : str_make(none, SLOT_DATE_SIZE));
}

/* What both days lie in, no longer than the walk counts by. */
static struct date period_of(enum facet_by by, struct date first, struct date last)
{
	struct date d = {first.year, 0, 0};
	if (by == FACET_BY_YEAR || first.month != last.month)
		return d;
	d.month = first.month;
	if (by == FACET_BY_DAY && first.day == last.day)
		d.day = first.day;
	return d;
}

/* Both slots have the same articles, in the same order. */
static bool take_last(void *context, uint32_t docid, struct str value)
{
	(void)docid;
	struct walk *w = context;
	struct date first, last;
	if (w->at == w->first.len)
		return false;
	const char *day = w->first.ptr + w->at;
	w->at += SLOT_DATE_SIZE;
	if (read_day(day, &first) && value.len == SLOT_DATE_SIZE && read_day(value.ptr, &last) &&
		first.year == last.year)
		w->counts[place_of(period_of(w->by, first, last))]++;
	return true;
}

static bool add_value(struct arena *memory, struct facet *out, struct date d, uint64_t count)
{
	char text[DATE_TEXT_SIZE];
	struct str copy = arena_str(memory, str_from_c(date_format(d, text)));
	out->values[out->count++] = (struct facet_value){copy, count};
	return copy.ptr != NULL;
}

static bool list(const struct walk *w, struct arena *memory, struct facet *out, uint64_t *dated)
{
	size_t different = 0;
	for (size_t i = 0; i < PERIODS; i++)
		different += w->counts[i] > 0;
	out->values = arena_array(memory, different + 1, sizeof *out->values);
	bool ok = out->values != NULL;
	for (size_t i = 0; i < PERIODS && ok; i++) {
		*dated += w->counts[i];
		ok = w->counts[i] == 0 || add_value(memory, out, date_at(i), w->counts[i]);
	}
	return ok;
}

bool periods_count(struct xc_db *db, const struct xc_set *set, struct arena *memory,
	struct facet *out, struct error *err)
{
	struct walk w = {.by = out->wanted.by, .counts = calloc(PERIODS, sizeof *w.counts)};
	uint64_t dated = 0;
	bool ok = w.counts || error_set_memory(err);
	ok = ok && xc_set_each_value(set, db, SLOT_DATE_FIRST, take_first, &w, err);
	ok = ok && xc_set_each_value(set, db, SLOT_DATE_LAST, take_last, &w, err);
	ok = ok && ((!w.first.failed && list(&w, memory, out, &dated)) || error_set_memory(err));
	out->is_exact = w.at == w.first.len;
	out->without = xc_set_total(set).count - dated;
	buf_free(&w.first);
	free(w.counts);
	return ok;
}

/* The period of the same length after D. */
static struct date next(struct date d)
{
	if (d.day > 0)
		return date_next_day(d);
	if (d.month == 12 || d.month == 0)
		return (struct date){d.year + 1, d.month ? 1 : 0, 0};
	return (struct date){d.year, d.month + 1, 0};
}

static bool is_before(struct date a, struct date b)
{
	return place_of(a) < place_of(b);
}

/* Whether D is as long as what is counted by, and not one that is known less. */
static bool is_whole(const struct facet *f, struct date d)
{
	return f->wanted.by == FACET_BY_YEAR ||
	       (f->wanted.by == FACET_BY_MONTH ? d.month > 0 : d.day > 0);
}

/* How many periods there are from the first whole value to the last, at most MOST. */
static size_t count_span(const struct facet *f, size_t most)
{
	struct date first = {0, 0, 0}, last = {0, 0, 0};
	for (size_t i = 0; i < f->count; i++) {
		struct date d;
		if (!date_parse(f->values[i].value, &d) || !is_whole(f, d))
			continue;
		first = first.year ? first : d;
		last = d;
	}
	size_t count = 0;
	for (struct date d = first; first.year && count < most && !is_before(last, d); d = next(d))
		count++;
	return count;
}

bool periods_fill(struct arena *memory, struct facet *out, struct error *err)
{
	size_t span = count_span(out, FACET_VALUES_MAX + 1);
	if (span > FACET_VALUES_MAX)
		return true;
	struct facet filled = *out;
	filled.count = 0;
	filled.values = arena_array(memory, span + out->count + 1, sizeof *filled.values);
	bool ok = filled.values != NULL;
	struct date expected = {0, 0, 0};
	for (size_t i = 0; ok && i < out->count; i++) {
		struct date d;
		bool whole = date_parse(out->values[i].value, &d) && is_whole(out, d);
		for (; ok && whole && expected.year && is_before(expected, d);
			expected = next(expected))
			ok = add_value(memory, &filled, expected, 0);
		filled.values[filled.count++] = out->values[i];
		expected = whole ? next(d) : expected;
	}
	*out = ok ? filled : *out;
	return ok || error_set_memory(err);
}
