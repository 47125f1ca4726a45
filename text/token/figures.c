#include "text/token/figures.h"

#include "text/date/find.h"
#include "text/date/period.h"
#include "text/syllable/spelling.h"
#include "text/token/cut.h"

#include <utf8proc.h>

/* Whether CP belongs to the word before it and leaves no figure of its own. */
static bool clings(int32_t cp)
{
	utf8proc_category_t category = utf8proc_category(cp);
	return spelling_ignores(cp) || category == UTF8PROC_CATEGORY_MN ||
	       category == UTF8PROC_CATEGORY_ME;
}

size_t figures_end(struct str text, size_t start)
{
	size_t end = number_figures(text, start);
	for (size_t at = end; at < text.len && ((unsigned char)text.ptr[at] >= 0x80 || at > end);) {
		int32_t cp;
		utf8proc_ssize_t used = utf8proc_iterate((const utf8proc_uint8_t *)text.ptr + at,
			(utf8proc_ssize_t)(text.len - at), &cp);
		if (used <= 0)
			break;
		at += (size_t)used;
		if (utf8proc_category(cp) == UTF8PROC_CATEGORY_ND)
			end = at = number_figures(text, at);
		else if (!clings(cp))
			break;
	}
	return end;
}

/* Whether the number at START stands behind figures and a sign: the tail of a chain that is
   none, v2.0.1. */
static bool is_tail(struct str text, size_t start)
{
	return start >= 2 && cut_is_one_of(text.ptr[start - 1], ".,") &&
	       number_is_figure(text, start - 2);
}

/* Whether the figures [START, END) go on as anything but what they are: cheap, seldom wrong. */
static bool may_go_on(struct str text, size_t start, size_t end)
{
	switch (str_at(text, end)) {
	case '.':
	case ',':
		return number_is_figure(text, end + 1);
	case 'h':
	case 'H':
	case 'g':
	case 'G':
	case ':':
		return true;
	default:
		return number_is_figure(text, end + number_space(text, end)) ||
		       code_is_possible(text, start, end);
	}
}

/* The date in a list or range, ngày 22-25.2, whose last day is at START. */
static bool date_before(struct str text, size_t start, struct date_match *out)
{
	enum { WINDOW = 40, TRIES = 4 };
	size_t least = start > WINDOW ? start - WINDOW : 0;
	int tries = 0;
	for (size_t at = start; at > least && tries < TRIES;) {
		at--;
		if (text.ptr[at] == '\n')
			break;
		if (!number_is_figure(text, at) || (at > 0 && number_is_figure(text, at - 1)))
			continue;
		if (date_at(text, at, out) && out->end > start)
			return true;
		tries++;
	}
	return false;
}

/* The month before a point and a year, tháng 2.2018, at START. */
static bool period_before(struct str text, size_t start, struct period_match *out)
{
	enum { LONGEST = 12 /* bytes of "tháng" or "quý", decomposed or not */ };
	size_t at = start;
	while (at > 0 && start - at <= LONGEST && (unsigned char)text.ptr[at - 1] <= ' ')
		at--;
	while (at > 0 && start - at <= LONGEST && (unsigned char)text.ptr[at - 1] > ' ')
		at--;
	return period_at(text, at, out) && out->end > start;
}

/* ngày 27.3, 27.3.2018, ngày 22-25.2, tháng 2.2018: the words say that it is no number. */
static bool is_dotted_date(struct str text, size_t start, size_t end, size_t *date_end)
{
	struct date_match date;
	struct period_match period;
	if (end - start > 2 || str_at(text, end) != '.')
		return false;
	size_t tail = number_figures(text, end + 1) - end - 1;
	bool month = tail == 1 || (tail == 2 && text.ptr[end + 1] <= '1');
	if ((!month && tail != 4) || (end - start == 2 && text.ptr[start] > '3'))
		return false;
	if (date_at(text, start, &date) || date_before(text, start, &date))
		*date_end = date.end;
	else if (tail == 4 && period_before(text, start, &period))
		*date_end = period.end;
	else
		return false;
	return *date_end > end;
}

/* ngày 5,6/7 are two days, 5,8/10 is one number of ten. */
static bool is_list(struct str text, const struct number *n)
{
	struct date_match date;
	return str_at(text, n->end) == '/' && number_is_figure(text, n->end + 1) &&
	       memchr(n->text, ',', n->len) != NULL &&
	       (date_at(text, n->start, &date) || date_before(text, n->start, &date)) &&
	       date.end > n->end;
}

static void read_number(struct str text, size_t start, struct figures *out)
{
	struct number n;
	bool reads = number_read(text, start, &n);
	if (n.end == out->end)
		return;
	if (!reads || is_list(text, &n)) {
		out->plain_end = n.end;
		return;
	}
	out->kind = FIGURES_NUMBER;
	out->number = n;
	out->end = n.end;
}

void figures_read(struct str text, size_t start, size_t end, bool inside, struct figures *out)
{
	out->kind = FIGURES_PLAIN;
	out->end = end;
	out->plain_end = 0;
	if (inside || !may_go_on(text, start, end) || is_tail(text, start) ||
		number_figures(text, start) != end)
		return;
	if (code_is_possible(text, start, end) && code_read(text, start, end, &out->number)) {
		out->kind = FIGURES_NUMBER;
		out->end = out->number.end;
	} else if (clock_read(text, start, end, &out->clock)) {
		out->kind = FIGURES_HOUR;
	} else if (!is_dotted_date(text, start, end, &out->plain_end)) {
		read_number(text, start, out);
	}
}

/* ---- Spans ---- */

/* Steps over the hyphen or dash behind AT, with spaces or without; AT where there is none. */
static size_t over_dash(struct str text, size_t at)
{
	size_t sign = at + number_space(text, at);
	if (str_at(text, sign) == '-')
		return sign + 1 + number_space(text, sign + 1);
	if (str_starts_with(
		    str_slice(text, sign < text.len ? sign : text.len, text.len), STR("\u2013")))
		return sign + 3 + number_space(text, sign + 3);
	return at;
}

/* Where the next number of the span begins, behind SIGN; AT where there is none. */
static size_t next_part(struct str text, size_t at, char sign)
{
	size_t next = at;
	if (sign == '-')
		next = over_dash(text, at);
	else if (str_at(text, at) == sign)
		next = at + 1;
	return number_is_figure(text, next) ? next : at;
}

static bool append(struct number *out, const struct number *part, struct str sign)
{
	if (out->len + sign.len + part->len > NUMBER_MAX_BYTES)
		return false;
	memcpy(out->text + out->len, sign.ptr, sign.len);
	out->len += sign.len;
	memcpy(out->text + out->len, part->text, part->len);
	out->len += part->len;
	out->end = part->end;
	return true;
}

bool figures_span(struct str text, size_t start, size_t end, struct number *out)
{
	enum { MAX_PARTS = 8 };
	char sign = str_at(text, end) == ':' ? ':' : '-';
	size_t count = 1;
	struct number part;
	if (next_part(text, end, sign) == end || !number_read(text, start, out) || out->end != end)
		return false;
	for (size_t next; (next = next_part(text, out->end, sign)) > out->end; count++) {
		if (count == MAX_PARTS || !number_read(text, next, &part) ||
			!append(out, &part, str_make(&sign, 1)))
			return false;
	}
	char after = str_at(text, out->end);
	return !cut_is_one_of(after, "/:") || !number_is_figure(text, out->end + 1);
}

bool figures_pair(struct str text, size_t start, size_t end, struct number *out)
{
	enum { MAX_FIGURES = 4 };
	struct number second;
	if (str_at(text, end) != '/' || !number_is_figure(text, end + 1) ||
		(start > 0 && cut_is_one_of(text.ptr[start - 1], "/-.,:")))
		return false;
	size_t second_end = number_figures(text, end + 1);
	if (end - start > MAX_FIGURES || second_end - end - 1 > MAX_FIGURES ||
		(cut_is_one_of(str_at(text, second_end), "/-.,:") &&
			cut_word(text, second_end + 1) > second_end + 1) ||
		!number_read(text, start, out) || out->end != end ||
		!number_read(text, end + 1, &second) || second.end != second_end)
		return false;
	return append(out, &second, STR(TOKEN_PAIR_SIGN));
}
