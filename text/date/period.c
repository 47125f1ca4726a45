#include "text/date/period.h"

#include "text/date/hint.h"
#include "text/date/written.h"

#include <stdio.h>

/* A numeral of a month or quarter. */
struct numeral {
	size_t end;
	int value;
	bool doubtful; /* a word that may mean something else, unless a year follows */
};

static int index_of(const struct scan_word *w, const char *const *table, int count)
{
	for (int i = 0; i < count; i++) {
		if (strcmp(w->exact, table[i]) == 0)
			return i + 1;
	}
	return 0;
}

static bool roman_at(struct str t, size_t at, bool quarter, struct numeral *out)
{
	static const char *const numerals[] = {
		"i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii"};
	struct scan_word w;
	out->end = scan_word(t, at, &w);
	out->value = index_of(&w, numerals, 12);
	out->doubtful = false;
	int32_t next;
	scan_code(t, out->end + 1, &next);
	bool part = str_at(t, out->end) == '-' && scan_is_letter(next); /* V-League */
	return out->value > 0 && !part && (quarter || scan_is_capital(t, at));
}

static bool quarter_word_at(struct str t, size_t at, struct numeral *out)
{
	static const char *const names[] = {"một", "hai", "ba", "bốn"};
	struct scan_word w;
	out->end = scan_word(t, at, &w);
	out->value = strcmp(w.exact, "tư") == 0 ? 4 : index_of(&w, names, 4);
	out->doubtful = true;
	return out->value > 0;
}

/* "tháng ba trăm nghìn", "thứ hai mươi" */
static bool number_goes_on(struct str t, size_t at)
{
	static const char *const words[] = {"chục", "mươi", "trăm", "nghìn", "ngàn", "triệu", "tỷ"};
	struct scan_word w;
	scan_word(t, scan_spaces(t, at), &w);
	return SCAN_IS(&w, words);
}

/* "tháng hai lần", "tháng ba ngày" */
static bool counts_something(struct str t, size_t at)
{
	static const char *const words[] = {"lần", "buổi", "kỳ", "đợt", "phiên", "ngày"};
	struct scan_word w;
	scan_word(t, scan_spaces(t, at), &w);
	return SCAN_IS(&w, words) || number_goes_on(t, at);
}

static bool month_word_at(struct str t, size_t at, struct numeral *out)
{
	enum { ONE = 1, FIVE = 5 /* "một" and "năm" are common words */ };
	out->value = written_month_name(t, at, &out->end);
	if (out->value == 0)
		return false;
	bool common = out->value == ONE || out->value == FIVE;
	out->doubtful = !scan_is_capital(t, at) && (common || counts_something(t, out->end));
	return true;
}

static bool numeral_at(struct str t, size_t at, bool quarter, struct numeral *out)
{
	enum { QUARTERS = 4, MONTHS = 12 };
	struct scan_number n;
	bool found;
	if (scan_number(t, at, &n)) {
		*out = (struct numeral){n.end, n.value, false};
		found = scan_is_small(&n);
	} else {
		found = roman_at(t, at, quarter, out) ||
			(quarter ? quarter_word_at(t, at, out) : month_word_at(t, at, out));
	}
	return found && out->value <= (quarter ? QUARTERS : MONTHS);
}

/* Where the next numeral of a list of months or QUARTERS begins that goes on at AT; AT if none
   does. */
static size_t next_of_list(struct str t, size_t at, bool quarters, bool *range)
{
	static const char *const and_words[] = {"và", "va", "hoặc", "hay"};
	static const char *const to_words[] = {"đến", "den", "tới", "toi"};
	struct scan_word w;
	int32_t c;
	size_t from = scan_spaces(t, at);
	size_t len = scan_code(t, from, &c);
	*range = c == '-' || c == 0x2013;
	if (!*range && c != ',' && c != '&') {
		len = scan_word(t, from, &w) - from;
		*range = SCAN_IS(&w, to_words);
		if (!*range && !SCAN_IS(&w, and_words))
			return at;
	}
	from = scan_spaces(t, from + len);
	size_t end = scan_word(t, from, &w);
	if (quarters ? hint_is_month_word(&w) : hint_is_quarter_word(&w))
		return at;
	return hint_is_month_word(&w) || hint_is_quarter_word(&w) ? scan_spaces(t, end) : from;
}

/* Adds VALUE, and with RANGE what lies between it and the last. */
static void add(struct period_match *m, int value, bool range)
{
	int last = m->numbers[m->count - 1];
	for (int v = range && last < value ? last + 1 : value; v <= value; v++) {
		if (m->count < PERIOD_LIST_MAX)
			m->numbers[m->count++] = (uint8_t)v;
	}
}

/* Takes the list that goes on behind OUT, if a year follows it, or the range. Returns where it
   ends, taken or not. */
static size_t read_list(struct str t, struct period_match *out)
{
	struct period_match m = *out;
	struct numeral n;
	bool range;
	while (m.count < PERIOD_LIST_MAX) {
		size_t next = next_of_list(t, m.end, m.quarters, &range);
		if (next == m.end || !numeral_at(t, next, m.quarters, &n))
			break;
		add(&m, n.value, range);
		m.end = written_year_after(t, n.end, &m.year);
		bool plain = range && m.count > 1 && !n.doubtful &&
			     !written_is_glued_right(t, n.end, '/') && !counts_something(t, n.end);
		if (m.end > n.end || plain)
			*out = m;
		if (m.end > n.end)
			break;
	}
	return m.end;
}

/* Whether what stands before AT forbids: mỗi tháng, rằm tháng, and 3 tháng unless a year
   follows. */
static bool is_forbidden(struct str t, size_t at, bool year)
{
	size_t end = scan_spaces_back(t, at);
	if (!year && end > 0 && scan_is_digit(t, end - 1))
		return true;
	return hint_is_each(t, at) || hint_before(t, at) == HINT_LUNAR;
}

/* Q1/2023, as companies write it: with its year, or Q1 is a district. */
static bool short_quarter(struct str t, size_t at, struct period_match *out)
{
	enum { QUARTERS = 4 };
	struct scan_number n;
	if (!scan_is_capital(t, at) || !scan_number(t, at + 1, &n) || n.digits != 1 ||
		n.value < 1 || n.value > QUARTERS || str_at(t, n.end) != '/')
		return false;
	*out = (struct period_match){.quarters = true, .numbers = {(uint8_t)n.value}, .count = 1};
	out->end = written_year_after(t, n.end, &out->year);
	return out->year != 0;
}

bool period_at(struct str text, size_t at, struct period_match *out)
{
	struct scan_word w;
	struct numeral n;
	size_t end = scan_word(text, at, &w);
	if (strcmp(w.exact, "q") == 0)
		return short_quarter(text, at, out);
	*out = (struct period_match){.quarters = hint_is_quarter_word(&w)};
	size_t from = scan_spaces(text, end);
	if ((!out->quarters && !hint_is_month_word(&w)) || from == end ||
		!numeral_at(text, from, out->quarters, &n))
		return false;
	out->numbers[out->count++] = (uint8_t)n.value;
	out->end = n.end;
	size_t list_end = written_year_after(text, n.end, &out->year);
	if (list_end > n.end)
		out->end = list_end;
	else
		list_end = read_list(text, out);
	bool name = strcmp(w.exact, "quy") == 0; /* of a person: Quy 4 tháng tù */
	if (out->year == 0 && (name || n.doubtful || written_is_glued_right(text, n.end, '/')))
		return false;
	return !is_forbidden(text, at, out->year != 0) && !hint_is_lunar(text, out->end) &&
	       !hint_is_lunar(text, list_end);
}

const char *period_term(bool quarter, int number, int year, char out[PERIOD_TERM_SIZE])
{
	const char *name = quarter ? "quý" : "tháng";
	if (year == 0)
		snprintf(out, PERIOD_TERM_SIZE, "%s %d", name, number);
	else if (quarter)
		snprintf(out, PERIOD_TERM_SIZE, "%s %d/%d", name, number, year);
	else
		date_term((struct date){year, number, 0}, out);
	return out;
}

enum { ORDINAL_FIRST = 2, ORDINAL_LAST = 7 };
static const char *const ordinals[] = {"hai", "ba", "tư", "năm", "sáu", "bảy"};

const char *ordinal_name(int number)
{
	return ordinals[number - ORDINAL_FIRST];
}

const char *ordinal_term(int number, char out[PERIOD_TERM_SIZE])
{
	snprintf(out, PERIOD_TERM_SIZE, "thứ %d", number);
	return out;
}

int ordinal_at(struct str text, size_t at, size_t *end)
{
	struct scan_word w;
	struct scan_number n;
	size_t word_end = scan_word(text, at, &w);
	size_t from = scan_spaces(text, word_end);
	if (strcmp(w.exact, "thứ") != 0 || from == word_end)
		return 0;
	if (scan_number(text, from, &n)) {
		*end = n.end;
		bool whole = n.digits == 1 && !written_is_glued_right(text, n.end, '/') &&
			     !number_goes_on(text, n.end);
		return whole && n.value >= ORDINAL_FIRST && n.value <= ORDINAL_LAST ? n.value : 0;
	}
	*end = scan_word(text, from, &w);
	int value = index_of(&w, ordinals, ORDINAL_LAST - ORDINAL_FIRST + 1);
	return value > 0 && !number_goes_on(text, *end) ? value + ORDINAL_FIRST - 1 : 0;
}
