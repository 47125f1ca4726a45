#include "text/token/code.h"

#include "base/ascii.h"
#include "text/token/cut.h"

enum {
	MAX_FIGURES = 24,
	MAX_PARTS = 8,
	PLATE_PROVINCE = 2,
	AFTER_SPACE = 5, /* figures of a plate: four may be a year */
	AREA_MIN = 2,
	PHONE_MIN = 10,
	PHONE_MAX = 11,
	ACCOUNT_MIN = 10
};

static void begin(struct number *out, size_t start)
{
	out->start = out->end = start;
	out->len = 0;
}

static void append(struct number *out, struct str text, size_t from, size_t to)
{
	for (size_t i = from; i < to && out->len < NUMBER_MAX_BYTES; i++) {
		char c = text.ptr[i];
		out->text[out->len++] = c >= 'A' && c <= 'Z' ? (char)(c | 0x20) : c;
	}
}

/* ---- Number plates ---- */

/* Series of two letters; those of one may be any. */
static bool is_series(struct str letters)
{
	static const char *const series[] = {
		"ld", "kt", "da", "mk", "ng", "qt", "nn", "hc", "cv", "rm", "cd", "aa"};
	for (size_t i = 0; i < sizeof series / sizeof *series; i++) {
		if (letters.len == 2 && (letters.ptr[0] | 0x20) == series[i][0] &&
			(letters.ptr[1] | 0x20) == series[i][1])
			return true;
	}
	return false;
}

/* Where the series A, A1 or LD that begins at AT ends; AT where there is none. */
static size_t series_end(struct str text, size_t at)
{
	size_t end = at;
	while (end < text.len && ascii_is_letter(text.ptr[end]))
		end++;
	if (end == at + 1)
		return number_is_figure(text, end) && !number_is_figure(text, end + 1) ? end + 1
										       : end;
	return is_series(str_slice(text, at, end)) ? end : at;
}

/* Steps over one of SIGNS, alone or between spaces, or over a space. */
static size_t over_sign(struct str text, size_t at, bool *spaced)
{
	size_t next = at + number_space(text, at);
	*spaced = next > at;
	size_t sign = 0;
	if (str_at(text, next) == '-' || str_at(text, next) == '.')
		sign = 1;
	else if (str_starts_with(str_slice(text, next < text.len ? next : text.len, text.len),
			 STR("\u2013")))
		sign = 3;
	if (sign == 0)
		return next;
	*spaced = false;
	return next + sign + number_space(text, next + sign);
}

static bool read_plate(struct str text, size_t start, size_t end, struct number *out)
{
	if (end - start != PLATE_PROVINCE || text.ptr[start] == '0')
		return false;
	size_t letters = end + (str_at(text, end) == '-');
	size_t series = series_end(text, letters);
	if (series == letters)
		return false;
	bool spaced;
	size_t at = over_sign(text, series, &spaced);
	size_t figures = number_figures(text, at);
	bool dotted = figures == at + 3 && str_at(text, figures) == '.' &&
		      number_figures(text, figures + 1) == figures + 3;
	bool small = text.ptr[letters] >= 'a';
	size_t count = figures - at;
	bool whole = count == 4 || count == 5 || (count == 6 && at == series);
	if (dotted || count == AFTER_SPACE ? spaced && small : spaced || !whole)
		return false;
	begin(out, start);
	append(out, text, start, end);
	append(out, text, letters, series);
	append(out, text, at, figures);
	if (dotted)
		append(out, text, figures + 1, figures + 3);
	out->end = dotted ? figures + 3 : figures;
	return !cut_begins_word(text, out->end);
}

/* ---- Figures in groups ---- */

struct parts {
	size_t lens[MAX_PARTS];
	size_t count;
	size_t figures;
	size_t end;
	bool more; /* figures go on behind a sign */
};

/* The bytes between two groups that end and begin at AT: a space, a point, a hyphen, a
   bracket and a space. 0 where no figure follows. */
static size_t gap(struct str text, size_t at)
{
	size_t next = at + (str_at(text, at) == ')');
	size_t space = number_space(text, next);
	if (space > 0)
		next += space;
	else if (str_at(text, next) == '.' || str_at(text, next) == '-')
		next++;
	return next > at && number_is_figure(text, next) ? next - at : 0;
}

/* Reads groups from the figure at START on, as long as there are at most MOST figures. */
static void read_parts(
	struct str text, size_t start, size_t most, struct number *out, struct parts *p)
{
	*p = (struct parts){.end = start};
	for (size_t at = start; p->count < MAX_PARTS;) {
		size_t end = number_figures(text, at);
		if (p->figures + (end - at) > most)
			break;
		append(out, text, at, end);
		p->lens[p->count++] = end - at;
		p->figures += end - at;
		p->end = end;
		size_t step = gap(text, end);
		if (step == 0)
			return;
		at = end + step;
	}
	p->more = true;
}

/* Whether groups that are left unread make something else of those that were read: only a
   space may part two telephone numbers. */
static bool is_cut_short(struct str text, const struct parts *p)
{
	return p->more && number_space(text, p->end) == 0;
}

/* Whether the national number in OUT, with its 0, can be one: mobile ones have ten figures,
   had eleven with 01; those of places ten or eleven. */
static bool is_phone(const struct number *out)
{
	if (out->len < PHONE_MIN || out->len > PHONE_MAX || out->text[0] != '0')
		return false;
	bool longer = out->len == PHONE_MAX;
	char kind = out->text[1];
	return kind != '0' && (kind == '1' || kind == '2' || !longer || kind < '9');
}

/* 0912 345 678, not the numbers drawn in a lottery: 07-13-16-30-37. */
static bool is_grouped_as_phone(const struct parts *p)
{
	return p->count == 1 || (p->count <= 5 && p->lens[0] >= AREA_MIN &&
					(p->lens[0] > AREA_MIN || p->lens[1] > 2));
}

/* +84 912 345 678, +84 (0) 912 345 678 */
static bool read_abroad(struct str text, size_t start, size_t end, struct number *out)
{
	struct parts p;
	if (start == 0 || text.ptr[start - 1] != '+' || end - start < 2 || text.ptr[start] != '8' ||
		text.ptr[start + 1] != '4')
		return false;
	begin(out, start);
	out->text[out->len++] = '0';
	size_t at = start + 2;
	at += at == end ? gap(text, at) : 0;
	if (str_starts_with(str_slice(text, at, text.len), STR("(0)")))
		at += 3 + number_space(text, at + 3);
	at += str_at(text, at) == '0';
	if (!number_is_figure(text, at))
		return false;
	read_parts(text, at, PHONE_MAX - 1, out, &p);
	out->end = p.end;
	return is_phone(out) && !is_cut_short(text, &p) && !cut_begins_word(text, p.end);
}

static bool read_phone(struct str text, size_t start, struct number *out)
{
	struct parts p;
	begin(out, start);
	read_parts(text, start, PHONE_MAX, out, &p);
	out->end = p.end;
	return is_phone(out) && is_grouped_as_phone(&p) && !is_cut_short(text, &p) &&
	       !cut_begins_word(text, p.end);
}

static bool read_account(struct str text, size_t start, size_t end, struct number *out)
{
	struct parts p;
	if (end - start < 3)
		return false;
	begin(out, start);
	read_parts(text, start, MAX_FIGURES, out, &p);
	bool fours = false;
	for (size_t i = 0; i < p.count; i++)
		fours = fours || p.lens[i] > 3;
	out->end = p.end;
	return p.count > 1 && fours && p.figures >= ACCOUNT_MIN && !p.more &&
	       !cut_begins_word(text, p.end);
}

/* ---- Four figures first ---- */

static int value_of(struct str figures)
{
	int value = 0;
	for (size_t i = 0; i < figures.len && i < 4; i++)
		value = 10 * value + (figures.ptr[i] - '0');
	return value;
}

static bool is_year(struct str figures)
{
	return figures.len == 4 && value_of(figures) >= 1500 && value_of(figures) < 2200;
}

/* 1900 1234, 1800 558 868: four or six figures, but no years. */
static bool read_service(struct str text, size_t start, size_t end, struct number *out)
{
	struct str first = str_slice(text, start, end);
	struct parts p;
	if (!str_eq(first, STR("1900")) && !str_eq(first, STR("1800")))
		return false;
	begin(out, start);
	read_parts(text, start, 10, out, &p);
	out->end = p.end;
	bool whole = p.figures == 8 || p.figures == 10;
	return whole && p.count > 1 && !p.more && !cut_begins_word(text, p.end) &&
	       !(p.count == 2 && is_year(str_slice(text, p.end - 4, p.end)));
}

/* 1903 1234 5678: a card's or an account's number; not a row of years. */
static bool read_fours(struct str text, size_t start, struct number *out)
{
	struct parts p;
	begin(out, start);
	read_parts(text, start, MAX_FIGURES, out, &p);
	bool years = true;
	for (size_t i = 0; i < p.count; i++) {
		bool last = i + 1 == p.count;
		if (p.lens[i] != 4 && (!last || p.lens[i] > 4))
			return false;
		years = years && (last || is_year(str_make(out->text + 4 * i, 4)));
	}
	out->end = p.end;
	return p.count >= 3 && !years && !p.more && !cut_begins_word(text, p.end);
}

bool code_read(struct str text, size_t start, size_t end, struct number *out)
{
	if (text.ptr[start] == '0')
		return read_phone(text, start, out) || read_account(text, start, end, out);
	return read_abroad(text, start, end, out) || read_plate(text, start, end, out) ||
	       (str_at(text, end) == '.' && read_service(text, start, end, out));
}

bool code_may_be(struct str text, size_t start, size_t end, struct number *out)
{
	return end - start == 4 &&
	       (read_service(text, start, end, out) || read_fours(text, start, out));
}
