/* Dates in folders and file names: each name is cut into words and numbers, and read by what
 * stands side by side in it and by what the folders above it said. */
#include "text/date/read.h"

#include "text/date/scan.h"

enum {
	YEAR_MIN = 1900,
	YEAR_MAX = 2099,  /* other numbers are no years */
	SHORT_MAX = 30,   /* two figures up to it are of this century */
	SHORT_MIN = 70,   /* from it on of the last one */
	PIECES_MAX = 130, /* of a name, which has 255 bytes */
	DIGITS_MAX = 14
};

/* A word or a number of a name. */
struct piece {
	struct scan_word word; /* "" for a number */
	int64_t value;
	size_t digits; /* 0: a word */
	char before;   /* the sign between it and the piece before; '\0': none */
	bool first;
	bool last; /* nothing stands behind it but an extension */
};

struct name {
	struct piece pieces[PIECES_MAX];
	size_t count;
	bool folder;
};

/* What the folders above say, and when it was said. */
struct above {
	struct date date;
	bool year, month; /* the last one, and it alone */
};

static const char *const month_words[] = {"tháng", "thang", "t", "th", "thg"};
static const char *const year_words[] = {"năm", "nam"};
static const char *const day_words[] = {"ngày", "ngay"};
/* Numbers behind them are of something else: so 1990 duong … */
static const char *const other_words[] = {"số", "so", "sô", "ngõ", "ngo", "hẻm", "hem", "quyết",
	"định", "ql", "tl", "dt", "đt", "km", "lô", "lo", "mã", "ma", "phòng", "phong", "nhà",
	"nha", "kiệt", "kiet", "trang", "id", "no", "bài", "bai", "hơn", "hon", "gần", "gan",
	"tặng", "tang", "trên", "tren", "khoảng", "khoang", "cả", "ca", "với", "voi"};

/* ---- Cutting ---- */

static bool is_sign(char c)
{
	return c != '\0' && strchr("-_. ,()+", c) != NULL;
}

static size_t read_number(struct str s, size_t at, struct piece *p)
{
	size_t end = at;
	while (scan_is_digit(s, end)) {
		if (end - at < DIGITS_MAX)
			p->value = p->value * 10 + (s.ptr[end] - '0');
		end++;
	}
	p->digits = end - at;
	return end;
}

static void cut(struct str s, bool folder, struct name *out)
{
	size_t stem = s.len;
	char before = '\0';
	out->count = 0;
	out->folder = folder;
	for (size_t i = s.len; !folder && i-- > 1;) {
		if (s.ptr[i] == '.')
			stem = i;
		if (scan_is_digit(s, i) || s.ptr[i] == ' ')
			break;
	}
	for (size_t at = 0; at < s.len && out->count < PIECES_MAX;) {
		struct piece p = {.before = before, .first = out->count == 0 && before == '\0'};
		int32_t c;
		size_t len = scan_code(s, at, &c), end;
		before = '\0';
		if (scan_is_digit(s, at)) {
			end = read_number(s, at, &p);
		} else if (scan_is_letter(c)) {
			end = scan_word(s, at, &p.word);
			if (end == at)
				end = at + len;
		} else {
			before = len == 1 && is_sign(s.ptr[at]) ? s.ptr[at] : '?';
			at += len;
			continue;
		}
		p.last = end >= stem;
		out->pieces[out->count++] = p;
		at = end;
	}
}

/* ---- What stands side by side ---- */

static const struct piece *piece_at(const struct name *n, size_t i)
{
	static const struct piece none = {.before = '?'};
	return i < n->count ? &n->pieces[i] : &none;
}

static bool is_number(const struct piece *p, size_t least, size_t most)
{
	return p->digits >= least && p->digits <= most;
}

static bool is_year(const struct piece *p)
{
	return p->digits == 4 && p->value >= YEAR_MIN && p->value <= YEAR_MAX;
}

static bool is_small(const struct piece *p)
{
	return is_number(p, 1, 2) && p->value > 0;
}

#define IS_WORD(p, table) ((p)->digits == 0 && SCAN_IS(&(p)->word, table))

/* Whether a sign stands before P, or the word before it says what it is: nam2012, but no qd2018. */
static bool is_free(const struct name *n, size_t i)
{
	const struct piece *p = &n->pieces[i], *next = piece_at(n, i + 1);
	const struct piece *before = i > 0 ? &n->pieces[i - 1] : NULL;
	bool glued = before && p->before == '\0' && !p->first;
	bool runs_on = i + 1 < n->count && next->before == '\0' && !IS_WORD(next, month_words) &&
		       !IS_WORD(next, year_words);
	if (before && IS_WORD(before, other_words))
		return false;
	return !runs_on && (!glued || IS_WORD(before, month_words) || IS_WORD(before, year_words) ||
				   IS_WORD(before, day_words));
}

static bool keep(struct date *out, int64_t year, int64_t month, int64_t day)
{
	*out = (struct date){(int)year, (int)month, (int)day};
	return date_is_valid(*out);
}

static int64_t long_year(const struct piece *p)
{
	return p->value <= SHORT_MAX   ? 2000 + p->value
	       : p->value >= SHORT_MIN ? 1900 + p->value
				       : 0;
}

/* 240312: the year first, unless it is to come and the day first reads as well. */
static bool read_six(int64_t v, struct date *out)
{
	enum { COMING = 27 }; /* of what was written before it nothing has such a year */
	struct date year_first, day_first;
	bool first = v / 10000 <= SHORT_MAX &&
		     keep(&year_first, 2000 + v / 10000, v / 100 % 100, v % 100);
	bool last =
		v % 100 <= SHORT_MAX && keep(&day_first, 2000 + v % 100, v / 100 % 100, v / 10000);
	if (first && last && v / 10000 >= COMING)
		return false;
	*out = first ? year_first : day_first;
	return first || last;
}

/* 20180327, 27032018, 20180327140500, and of six figures that begin a name 240312_x. */
static bool read_compact(const struct name *n, size_t i, struct date *out)
{
	const struct piece *p = &n->pieces[i], *next = piece_at(n, i + 1);
	int64_t v = p->value;
	bool more = i + 1 < n->count && is_sign(next->before) && !p->last;
	if (p->digits == 6 && p->first &&
		(more || (n->folder && p->last))) /* no number of a file */
		return read_six(v, out);
	if (p->digits == 12 || p->digits == 14)
		v /= p->digits == 12 ? 10000 : 1000000;
	else if (p->digits != 8)
		return false;
	if (v / 10000 >= YEAR_MIN && v / 10000 <= YEAR_MAX &&
		keep(out, v / 10000, v / 100 % 100, v % 100))
		return true;
	return p->first && v % 10000 >= YEAR_MIN && v % 10000 <= YEAR_MAX &&
	       keep(out, v % 10000, v / 10000 % 100, v / 1000000);
}

/* 2018-03-27, 27-3-2018, 12-03-24 */
static bool read_three(const struct name *n, size_t i, struct date *out)
{
	const struct piece *a = &n->pieces[i], *b = piece_at(n, i + 1), *c = piece_at(n, i + 2);
	bool joined = is_sign(b->before) && b->before == c->before;
	bool marked = a->first || (i > 0 && IS_WORD(a - 1, day_words));
	if (!joined || !is_small(b))
		return false;
	if (is_year(a) && is_small(c))
		return keep(out, a->value, b->value, c->value);
	if (is_small(a) && is_year(c))
		return keep(out, c->value, b->value, a->value);
	return marked && is_small(a) && b->digits == 2 && c->digits == 2 && b->before != ' ' &&
	       long_year(c) > 0 && keep(out, long_year(c), b->value, a->value);
}

/* The year at I, behind "năm" or not. *END: behind it. */
static int64_t year_from(const struct name *n, size_t i, size_t *end)
{
	bool word = IS_WORD(piece_at(n, i), year_words);
	const struct piece *p = piece_at(n, i + word);
	*end = i + word + 1;
	if (is_year(p))
		return p->value;
	return word && p->digits == 2 ? long_year(p) : 0;
}

/* "tháng 3 năm 2024", "T3.2024", "ngày 12 tháng 3 năm 2024", "2024-T3", "tháng 3" from the month
   at I on. */
static bool read_worded(const struct name *n, size_t i, struct date *out)
{
	const struct piece *month = &n->pieces[i];
	size_t end;
	if (i == 0 || !IS_WORD(month - 1, month_words) || !is_small(month) || month->value > 12)
		return false;
	int64_t year = year_from(n, i + 1, &end), day = 0;
	const struct piece *before = i > 1 ? month - 2 : NULL;
	if (before && is_small(before))
		day = before->value;
	else if (before && is_year(before) && year == 0)
		year = before->value;
	*out = (struct date){(int)year, (int)month->value, (int)day};
	return year == 0 || date_is_valid(*out);
}

/* "03-2024", "2024-03": of one figure only where nothing else is in the name. */
static bool read_month(const struct name *n, size_t i, struct date *out)
{
	const struct piece *a = &n->pieces[i], *b = piece_at(n, i + 1);
	bool whole = a->first && b->last;
	if (!is_sign(b->before) || b->before == ' ')
		return false;
	if (is_year(a) && is_small(b) && (b->digits == 2 || whole))
		return keep(out, a->value, b->value, 0);
	return is_year(b) && is_small(a) && (a->digits == 2 || whole) &&
	       keep(out, b->value, a->value, 0);
}

/* A year says so, stands alone, or begins or ends a name: not 2000 suất quà. */
static bool read_year(const struct name *n, size_t i, struct date *out)
{
	const struct piece *p = &n->pieces[i], *next = piece_at(n, i + 1);
	bool said = i > 0 && IS_WORD(p - 1, year_words);
	bool begins = p->first && next->before != ' ';
	bool within = p->before != ' ' && next->before != ' ' && !p->first;
	return is_year(p) && (said || begins || within || p->last) && keep(out, p->value, 0, 0);
}

/* ---- What the folders above say ---- */

/* "03", a folder below that of its year; "27", "27-cao-bang" below that of its month; "03-27"
   and "27-03" below that of its year; "ngày 27". */
static bool read_below(const struct name *n, const struct above *above, struct date *out)
{
	const struct piece *a = &n->pieces[0], *b = piece_at(n, 1);
	const struct date *up = &above->date;
	bool day = n->count > 1 && IS_WORD(a, day_words) && is_small(b);
	if (day && up->month != 0)
		return keep(out, up->year, up->month, b->value);
	if (!is_small(a) || (n->count > 1 && b->before == '\0'))
		return false;
	if (above->year && is_small(b) && b->before == '-')
		return (a->value <= 12 && a->digits == 2 && b->digits == 2 &&
			       keep(out, up->year, a->value, b->value)) ||
		       keep(out, up->year, b->value, a->value);
	if (above->year)
		return n->folder && n->count == 1 && keep(out, up->year, a->value, 0);
	return above->month && keep(out, up->year, up->month, a->value);
}

/* The most exact date of a name, the first of several; month alone where it has no year. */
static bool read_name(const struct name *n, const struct above *above, struct date *out)
{
	struct date d;
	bool found = false;
	*out = (struct date){0, 0, 0};
	for (size_t i = 0; i < n->count; i++) {
		if (n->pieces[i].digits == 0 || !is_free(n, i))
			continue;
		if ((read_compact(n, i, &d) || read_three(n, i, &d) || read_worded(n, i, &d) ||
			    read_month(n, i, &d) || read_year(n, i, &d)) &&
			(!found || date_exactness(d) > date_exactness(*out))) {
			*out = d;
			found = true;
		}
	}
	if (found && out->year == 0 && above->date.year != 0)
		out->year = above->date.year;
	if (found && out->year != 0)
		return date_is_valid(*out);
	return n->count > 0 && above->date.year != 0 && read_below(n, above, out);
}

static void descend(struct above *above, struct date d, bool found)
{
	above->year = found && d.month == 0;
	above->month = found && d.month != 0 && d.day == 0;
	if (found)
		above->date = d;
}

struct date date_of_path(struct str path)
{
	struct date best = {0, 0, 0}, d;
	struct above above = {.year = false};
	struct name name;
	struct str part;
	while (str_split(&path, '/', &part)) {
		cut(part, path.ptr != NULL, &name);
		bool found = read_name(&name, &above, &d);
		if (found && date_exactness(d) > date_exactness(best))
			best = d;
		descend(&above, d, found);
	}
	return best;
}
