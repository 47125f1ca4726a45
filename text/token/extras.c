#include "text/token/extras.h"

#include "base/ascii.h"
#include "text/date/find.h"
#include "text/date/period.h"
#include "text/token/cut.h"

#include <stdio.h>

/* Whether a date may begin with the number that ends at END: a sign, a comma, or a word
   that stands between days ("tháng", "đến") behind it. Cheap, and seldom wrong. */
static bool date_is_possible(struct str text, size_t end)
{
	static const char first_of_wide = '\xE2'; /* – — U+200B; \xC4 is that of đ and Đ */
	struct str rest = str_slice(text, end, text.len);
	if (rest.len < 2)
		return false;
	char second = rest.ptr[1];
	switch (rest.ptr[0]) {
	case '.':
		return ascii_is_digit(second);
	case '-':
	case '/':
	case ',':
		return second == ' ' || ascii_is_digit(second);
	case ' ':
		return strchr("/-&tTvVhHdD\xC4\xE2", second) != NULL;
	default:
		return rest.ptr[0] == first_of_wide;
	}
}

static void add_term(struct extras *x, size_t start, size_t end, const char *term)
{
	compound_set(&x->items[x->count++], TOKEN_DATE, start, end, str_from_c(term));
}

static void add_date(struct extras *x, size_t start, size_t end, struct date d)
{
	char term[DATE_TERM_SIZE];
	add_term(x, start, end, date_term(d, term));
}

static void add_ordinal(struct extras *x, size_t start, size_t end, int number)
{
	char term[PERIOD_TERM_SIZE];
	add_term(x, start, end, ordinal_term(number, term));
}

/* Who asks for a year doesn't want the same day of another. A document's day is in its
   month, too. */
static void add_dates(struct extras *x, const struct date_match *m)
{
	struct date days[DATE_DAYS_MAX];
	struct date month = {0, 0, 0};
	size_t count = date_match_days(m, days);
	for (size_t i = 0; i < count; i++) {
		struct date d = days[i];
		if (d.year != 0)
			add_date(x, m->start, m->end, d);
		if (d.year == 0 || !x->query)
			add_date(x, m->start, m->end, (struct date){0, d.month, d.day});
		if (x->query || d.year == 0 || (d.year == month.year && d.month == month.month))
			continue;
		month = (struct date){d.year, d.month, 0};
		add_date(x, m->start, m->end, month);
	}
	x->chain_end = m->end;
}

static void add_periods(struct extras *x, size_t start, const struct period_match *m)
{
	char term[PERIOD_TERM_SIZE];
	for (size_t i = 0; i < m->count; i++) {
		int n = m->numbers[i];
		if (m->year != 0)
			add_term(x, start, m->end, period_term(m->quarters, n, m->year, term));
		if (m->year == 0 || !x->query)
			add_term(x, start, m->end, period_term(m->quarters, n, 0, term));
	}
	x->chain_end = m->end;
}

/* Queues the dates that begin with the figures [START, END). False where no word says that
   they are some: in a query they may be. */
static bool read_date(struct extras *x, size_t start, size_t end)
{
	struct date_match date;
	if (!date_is_possible(x->text, end))
		return false;
	bool sure = date_at(x->text, start, &date);
	if (!sure && !(x->query && date_bare_at(x->text, start, &date)))
		return false;
	if (date.date.day != 0)
		add_dates(x, &date);
	else if (!sure)
		add_date(x, start, date.end, date.date);
	return sure;
}

static void add_span(struct extras *x, enum token_kind kind, const struct number *span)
{
	compound_set(&x->items[x->count++], kind, span->start, span->end, number_text(span));
	if (span->end > x->chain_end)
		x->chain_end = span->end;
}

/* 1.2.3, which is no number, as it stands. */
static void add_chain(struct extras *x, size_t start, size_t end)
{
	if (end - start > NUMBER_MAX_BYTES)
		return;
	compound_set(&x->items[x->count++], TOKEN_SPAN, start, end, str_slice(x->text, start, end));
	x->chain_end = end;
}

void extras_of_compounds(struct extras *x, size_t start, size_t end)
{
	x->count += compounds_read(x->text, start, end, x->items + x->count, &x->chain_end);
	/* Who asks for a document of a year doesn't want that of another. */
	if (x->query && x->count > 1)
		x->count = 1;
}

static bool has_code(const struct extras *x)
{
	return x->count > 0 && x->items[0].kind == TOKEN_CODE;
}

/* Queues the pair that begins with the figures [START, END): 24/24. */
static void read_pair(struct extras *x, size_t start, size_t end)
{
	struct number pair;
	if (figures_pair(x->text, start, end, &pair) && !date_is_lunar(x->text, start, pair.end))
		add_span(x, TOKEN_SPAN, &pair);
}

void extras_of_number(struct extras *x, size_t start, const struct figures *figures, bool inside)
{
	struct number whole;
	size_t end = figures->end;
	bool plain = figures->kind == FIGURES_PLAIN;
	bool date = plain && read_date(x, start, end);
	if (plain && !inside && code_may_be(x->text, start, end, &whole))
		add_span(x, TOKEN_NUMBER, &whole);
	else if (!inside && figures_span(x->text, start, end, &whole))
		add_span(x, TOKEN_SPAN, &whole);
	else if (x->count == 0 && figures->plain_end > end)
		add_chain(x, start, figures->plain_end);
	bool slash = end < x->text.len && x->text.ptr[end] == '/';
	size_t word_end = slash ? end : cut_word(x->text, start);
	if (x->count == 0 && compound_is_possible(x->text, start, word_end))
		extras_of_compounds(x, start, word_end);
	if (slash && plain && !date && !inside && !has_code(x))
		read_pair(x, start, end);
}

bool extras_of_period(struct extras *x, size_t start)
{
	struct period_match period;
	size_t end = start;
	int ordinal = ordinal_at(x->text, start, &end);
	if (ordinal > 0) {
		add_ordinal(x, start, end, ordinal);
		x->chain_end = end;
		return true;
	}
	if (!period_at(x->text, start, &period))
		return false;
	add_periods(x, start, &period);
	return true;
}
