#include "query/reading/dates.h"

#include "base/lang.h"
#include "text/date/part.h"
#include "text/date/read.h"
#include "text/date/relative.h"
#include "text/date/shown.h"
#include "text/syllable/spelling.h"

#include <stdio.h>
#include <string.h>
#include <time.h>

void date_range_meet(struct date_range *range, const struct date_range *other)
{
	if (strcmp(other->from, range->from) > 0)
		memcpy(range->from, other->from, sizeof range->from);
	if (other->to[0] && (range->to[0] == '\0' || strcmp(other->to, range->to) < 0))
		memcpy(range->to, other->to, sizeof range->to);
}

static struct date today(void)
{
	time_t now = time(NULL);
	struct tm day;
	if (!localtime_r(&now, &day))
		return (struct date){0};
	return (struct date){day.tm_year + 1900, day.tm_mon + 1, day.tm_mday};
}

static void put_day(struct date d, char out[9])
{
	snprintf(out, 9, "%04u%02u%02u", (unsigned)d.year % 10000, (unsigned)d.month % 100,
		(unsigned)d.day % 100);
}

bool dates_read_one(struct str text, struct date_range *out)
{
	struct date first, last;
	if (!date_read_whole(text, &first, &last) &&
		!date_read_relative(text, today(), &first, &last) &&
		!date_read_part(text, today(), &first, &last))
		return false;
	put_day(first, out->from);
	put_day(last, out->to);
	return true;
}

/* ---- Spans ---- */

enum { SPAN_BYTES = 64, WORD_BYTES = 12 };

/* The first word of TEXT, without marks; empty where it is a longer one. */
static struct str first_word(struct str text, char out[WORD_BYTES])
{
	struct spelling s;
	spelling_of(str_slice(text, 0, str_find(text, STR(" "), 0)), &s);
	size_t len = s.folded_len < WORD_BYTES ? s.folded_len : 0;
	memcpy(out, s.folded, len);
	return str_make(out, len);
}

/* Takes the first word off *TEXT where it is one of WORDS. */
static bool take_word(struct str *text, const char *const *words)
{
	char bytes[WORD_BYTES];
	struct str first = first_word(*text, bytes);
	size_t space = str_find(*text, STR(" "), 0);
	for (; *words; words++) {
		if (first.len == 0 || !str_eq(first, str_from_c(*words)) || space == text->len)
			continue;
		*text = str_trim(str_slice(*text, space, text->len));
		return true;
	}
	return false;
}

/* LAST as one date, or as one of the unit that FIRST begins with. */
static bool read_last(struct str first, struct str last, struct date_range *out)
{
	char both[2 * SPAN_BYTES];
	static const char *const now[] = {"nay", "now", NULL};
	char bytes[WORD_BYTES];
	struct str word = first_word(last, bytes);
	for (const char *const *n = now; *n; n++) {
		if (str_eq(word, str_from_c(*n)) && !memchr(last.ptr, ' ', last.len))
			return dates_read_one(STR("hôm nay"), out);
	}
	if (dates_read_one(last, out))
		return true;
	size_t unit = str_find(first, STR(" "), 0);
	int len = snprintf(both, sizeof both, "%.*s %.*s", (int)unit, first.ptr, STR_ARG(last));
	return unit < first.len && dates_read_one(str_make(both, (size_t)len), out);
}

/* FIRST as one date, or as one of the month or year that LAST, a day, month or quarter, is in:
   1 đến 15/3/2018, ngày 1 tháng 8 đến 15/9/2018, tháng 8 - tháng 9/2018. */
static bool read_first(struct str first, const struct date_range *last, struct date_range *out)
{
	char month[SPAN_BYTES + sizeof "/03/2018"], year[SPAN_BYTES + sizeof " năm 2018"];
	const char *day = last->to;
	if (dates_read_one(first, out))
		return true;
	snprintf(month, sizeof month, "%.*s/%.2s/%.4s", STR_ARG(first), day + 4, day);
	if (strcmp(last->from, last->to) == 0 && dates_read_one(str_from_c(month), out))
		return true;
	snprintf(year, sizeof year, "%.*s/%.4s", STR_ARG(first), day);
	if (dates_read_one(str_from_c(year), out))
		return true;
	snprintf(year, sizeof year, "%.*s năm %.4s", STR_ARG(first), day);
	return dates_read_one(str_from_c(year), out);
}

static bool read_both(struct str first, struct str last, struct date_range *out)
{
	static const char *const whole[] = {"het", "cuoi", NULL};
	struct date_range ends[2];
	first = str_trim(first);
	last = str_trim(last);
	take_word(&last, whole);
	if (!read_last(first, last, &ends[1]) || !read_first(first, &ends[1], &ends[0]) ||
		strcmp(ends[0].from, ends[1].to) > 0)
		return false;
	memcpy(out->from, ends[0].from, sizeof out->from);
	memcpy(out->to, ends[1].to, sizeof out->to);
	return true;
}

/* The place in TEXT from AT on of a word that stands between two dates; its end. */
static size_t find_between(struct str text, size_t *at)
{
	static const char *const words[] = {"den", "toi", "to", "until", NULL};
	for (; *at < text.len; ++*at) {
		struct str rest = str_slice(text, *at, text.len);
		if (text.ptr[*at] == '-')
			return *at + 1;
		if (*at > 0 && text.ptr[*at - 1] == ' ' && take_word(&rest, words))
			return (size_t)(rest.ptr - text.ptr);
	}
	return 0;
}

static bool read_span(struct str text, struct date_range *out)
{
	static const char *const from[] = {"tu", "from", NULL};
	if (text.len > SPAN_BYTES)
		return false;
	take_word(&text, from);
	for (size_t at = 0, end; (end = find_between(text, &at)) > 0; at = end) {
		if (read_both(str_slice(text, 0, at), str_slice(text, end, text.len), out))
			return true;
	}
	return false;
}

bool dates_read_span(struct str text, struct date_range *out)
{
	return dates_read_one(text, out) || read_span(text, out);
}

bool dates_is_period(struct str text)
{
	static const char *const quarters[] = {"quy", "qui", "quarter", NULL};
	struct date first, last;
	struct date_range range;
	struct str rest = text;
	bool whole = date_read_whole(text, &first, &last);
	if (whole)
		return take_word(&rest, quarters);
	return date_read_relative(text, today(), &first, &last) || read_span(text, &range);
}

bool dates_read(struct str text, bool end, char out[9])
{
	struct date_range range;
	if (!dates_read_one(str_trim(text), &range))
		return false;
	memcpy(out, end ? range.to : range.from, sizeof range.to);
	return true;
}

bool dates_is_guess(struct str confidence)
{
	return confidence.len > 0 && !str_eq(confidence, STR("high"));
}

void dates_append(struct buf *out, struct str date, struct str confidence)
{
	if (dates_is_guess(confidence))
		buf_append_c(out, SAY("khoảng ", "about "));
	date_show(out, date);
}
