#include "text/date/stated.h"

#include "text/date/stated_time.h"
#include "text/date/stated_tokens.h"

enum {
	VIETNAM_OFFSET = 7 * 60, /* minutes ahead of UTC */
	DAY_MINUTES = 24 * 60,
	DAY_SECONDS = 24 * 60 * 60,
	ITEMS_MAX = 3
};

/* ---- Days ---- */

/* The day NUMBER of the days since 1970-01-01. */
static struct date day_since_1970(int64_t number)
{
	const struct date first = {1970, 1, 1};
	return date_of_number(date_number(first) + (long)number);
}

static struct date day_before(struct date d)
{
	if (d.day > 1)
		return (struct date){d.year, d.month, d.day - 1};
	struct date month = {d.month > 1 ? d.year : d.year - 1, d.month > 1 ? d.month - 1 : 12, 0};
	return date_last_day(month);
}

/* The day of D in Vietnam, at TIME if it is told where. */
static struct date day_in_vietnam(struct date d, const struct stated_time *time)
{
	if (d.day == 0 || !time->placed)
		return d;
	int minutes = time->minutes - time->offset + VIETNAM_OFFSET;
	return minutes >= DAY_MINUTES ? date_next_day(d) : minutes < 0 ? day_before(d) : d;
}

/* ---- What is no part of the date ---- */

static bool is_noise_word(const struct scan_word *w)
{
	static const char *const words[] = {"ngày", "ngay", "lúc", "luc", "vào", "vao", "hồi",
		"đăng", "dang", "cập", "nhật", "nhat", "cap", "xuất", "bản", "xuat", "ban", "phát",
		"hành", "thời", "gian", "published", "posted", "updated", "on", "at", "of", "date",
		"isodate", "numberlong", "năm", "nam", "gmt", "utc", "ict", "giờ", "việt", "t",
		"st", "nd", "rd", "th", "mon", "tue", "tues", "wed", "thu", "thur", "thurs", "fri",
		"sat", "sun", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday",
		"sunday", "cn", "sáng", "trưa", "chiều", "tối", "sa", "ch", "am", "pm"};
	return SCAN_IS(w, words);
}

static bool is_noise_sign(char c)
{
	return strchr(",|()[]{}\"':;$*_", c) != NULL;
}

/* Thứ Ba, thứ 3, chủ nhật, T3 (not the T of a time): the tokens at AT. */
static size_t weekday_at(const struct stated_tokens *t, size_t at)
{
	static const char *const days[] = {"hai", "ba", "tư", "năm", "sáu", "bảy"};
	static const char *const before[] = {"thứ", "thu", "t"};
	const struct stated_token *token = &t->list[at];
	if (token->kind != STATED_WORD || at + 1 >= t->count)
		return 0;
	const struct stated_token *next = token + 1;
	if (strcmp(token->word.exact, "chủ") == 0)
		return next->kind == STATED_WORD ? 2 : 0;
	if (!SCAN_IS(&token->word, before) || (token->glued && at > 0))
		return 0;
	bool numbered = stated_is_number(t, at + 1, 1, 1) && next->value >= 2 && next->value <= 7;
	bool named = next->kind == STATED_WORD && SCAN_IS(&next->word, days);
	return numbered || named ? 2 : 0;
}

/* "(Indochina Time)" */
static size_t aside_at(const struct stated_tokens *t, size_t at)
{
	if (!stated_is_sign(t, at, '('))
		return 0;
	for (size_t end = at + 1; end < t->count; end++) {
		if (stated_is_sign(t, end, ')'))
			return end + 1 - at;
		if (t->list[end].kind != STATED_WORD)
			return 0;
	}
	return 0;
}

static void drop_noise(struct stated_tokens *t)
{
	for (size_t at = 0; at < t->count;) {
		const struct stated_token *token = &t->list[at];
		size_t len = weekday_at(t, at);
		if (len == 0)
			len = aside_at(t, at);
		if (len == 0 && token->kind == STATED_WORD)
			len = is_noise_word(&token->word);
		if (len == 0 && token->kind == STATED_SIGN)
			len = is_noise_sign(token->sign);
		if (len > 0)
			stated_drop(t, at, len);
		at += len == 0;
	}
}

/* ---- Numbers and months in their order ---- */

struct items {
	struct stated_token list[ITEMS_MAX];
	char signs[ITEMS_MAX]; /* before each; '\0': none */
	size_t count;
};

static bool is_joint(char c)
{
	return c == '-' || c == '/' || c == '.';
}

/* False when there is more than numbers, months and signs between them. */
static bool collect(const struct stated_tokens *t, struct items *out)
{
	char sign = '\0';
	*out = (struct items){0};
	for (size_t at = 0; at < t->count; at++) {
		const struct stated_token *token = &t->list[at];
		if (token->kind == STATED_WORD)
			return false;
		if (token->kind == STATED_SIGN) {
			if (!is_joint(token->sign))
				return false;
			sign = token->sign;
			continue;
		}
		if (out->count == ITEMS_MAX)
			return false;
		out->signs[out->count] = sign;
		out->list[out->count++] = *token;
		sign = '\0';
	}
	return out->count > 0;
}

static bool accept(struct date *out, int64_t year, int64_t month, int64_t day)
{
	if (year > DATE_YEAR_MAX || month > 12 || day > 31 || month < 1 || day < 1)
		return false;
	*out = (struct date){(int)year, (int)month, (int)day};
	return date_is_valid(*out);
}

/* The year that N figures mean; 0: none. */
static int64_t year_of(const struct stated_token *n)
{
	if (n->digits == 4)
		return n->value;
	if (n->digits != 2)
		return 0;
	return n->value + (n->value < 50 ? 2000 : 1900);
}

static bool is_small(const struct stated_token *n)
{
	return n->digits <= 2;
}

/* 27/3/2018, 2018-03-27, 27/3/18; 3/27/2018 where no day comes first. */
static bool read_three_numbers(const struct items *items, struct date *out)
{
	const struct stated_token *a = &items->list[0], *b = a + 1, *c = a + 2;
	if (!items->signs[1] || !items->signs[2] || !is_small(b))
		return false;
	if (a->digits == 4)
		return is_small(c) && accept(out, a->value, b->value, c->value);
	int64_t year = year_of(c);
	if (!is_small(a) || year == 0)
		return false;
	return accept(out, year, b->value, a->value) || accept(out, year, a->value, b->value);
}

/* 27 Mar 2018, Mar 27 2018, 2018 Mar 27 */
static bool read_named_month(const struct items *items, struct date *out)
{
	const struct stated_token *a = &items->list[0], *b = a + 1, *c = a + 2;
	if (c->kind != STATED_NUMBER)
		return false;
	const struct stated_token *month = a->kind == STATED_MONTH ? a : b;
	const struct stated_token *first = a->kind == STATED_MONTH ? b : a;
	if (month->kind != STATED_MONTH || first->kind != STATED_NUMBER)
		return false;
	if (first->digits == 4)
		return is_small(c) && accept(out, first->value, month->value, c->value);
	return is_small(first) && accept(out, year_of(c), month->value, first->value);
}

/* 3/2018, 2018-03, tháng 3 năm 2018 */
static bool read_month(const struct items *items, struct date *out)
{
	const struct stated_token *a = &items->list[0], *b = a + 1;
	bool named = a->kind == STATED_MONTH;
	if (!named && !items->signs[1])
		return false;
	if (b->kind == STATED_MONTH && a->kind == STATED_NUMBER && a->digits == 4) {
		*out = (struct date){(int)a->value, (int)b->value, 0};
	} else if (b->kind != STATED_NUMBER) {
		return false;
	} else if (b->digits == 4 && (named || is_small(a))) {
		*out = (struct date){(int)b->value, (int)a->value, 0};
	} else if (!named && a->digits == 4 && b->digits == 2) {
		*out = (struct date){(int)a->value, (int)b->value, 0};
	} else {
		return false;
	}
	return out->month > 0 && date_is_valid(*out);
}

/* ---- One number ---- */

static bool read_since_1970(int64_t seconds, struct date *out)
{
	enum { FIRST_YEAR = 1990, LAST_YEAR = 2099 }; /* of what is published */
	*out = day_since_1970((seconds + VIETNAM_OFFSET * 60) / DAY_SECONDS);
	return out->year >= FIRST_YEAR && out->year <= LAST_YEAR;
}

/* YYYYMMDD, and DDMMYYYY where that is none. */
static bool read_eight(int64_t n, struct date *out)
{
	return (accept(out, n / 10000, n / 100 % 100, n % 100) && out->year >= 1900) ||
	       (accept(out, n % 10000, n / 10000 % 100, n / 1000000) && out->year >= 1900);
}

static bool read_number(const struct stated_token *t, struct date *out)
{
	int64_t n = t->value;
	switch (t->digits) {
	case 4:
		*out = (struct date){(int)n, 0, 0};
		return date_is_valid(*out);
	case 6:
		*out = (struct date){(int)(n / 100), (int)(n % 100), 0};
		return out->year >= 1900 && out->month > 0 && date_is_valid(*out);
	case 8:
		return read_eight(n, out);
	case 9:
	case 10:
		return read_since_1970(n, out);
	case 12: /* YYYYMMDDhhmm */
		return n / 100 % 100 < 24 && read_eight(n / 10000, out);
	case 13:
		return read_since_1970(n / 1000, out);
	case 14:
		return n / 10000 % 100 < 24 && read_eight(n / 1000000, out);
	case 16:
		return read_since_1970(n / 1000000, out);
	case 17: /* with milliseconds */
		return read_eight(n / 1000000000, out);
	default:
		return false;
	}
}

/* 1522134000.0: what is behind the point of a number of seconds */
static void drop_fraction(struct items *items)
{
	bool seconds = items->count == 2 && items->signs[1] == '.' && items->list[0].digits >= 9 &&
		       items->list[0].kind == STATED_NUMBER && items->list[1].kind == STATED_NUMBER;
	if (seconds)
		items->count = 1;
}

static bool is_months(const struct items *items)
{
	for (size_t i = 0; i < items->count; i++) {
		if (items->list[i].kind == STATED_MONTH)
			return true;
	}
	return false;
}

/* 2018-03-27 and nothing else, as most are. */
static bool read_plain(struct str s, struct date *out)
{
	int parts[3] = {0, 0, 0}, part = 0;
	if (s.len != 10 || s.ptr[4] != '-' || s.ptr[7] != '-')
		return false;
	for (size_t i = 0; i < s.len; i++) {
		if (i == 4 || i == 7)
			part++;
		else if (scan_is_digit(s, i))
			parts[part] = parts[part] * 10 + (s.ptr[i] - '0');
		else
			return false;
	}
	return accept(out, parts[0], parts[1], parts[2]);
}

bool date_stated(struct str s, struct date *out)
{
	struct stated_tokens tokens;
	struct stated_time time;
	struct items items;
	if (read_plain(s, out))
		return true;
	if (!stated_cut(str_trim(s), &tokens) || !stated_take_time(&tokens, &time))
		return false;
	drop_noise(&tokens);
	if (!collect(&tokens, &items))
		return false;
	drop_fraction(&items);
	bool read = items.count == 3 && is_months(&items) ? read_named_month(&items, out)
		    : items.count == 3                    ? read_three_numbers(&items, out)
		    : items.count == 2                    ? read_month(&items, out)
							  : items.list[0].kind == STATED_NUMBER &&
						 read_number(&items.list[0], out);
	if (!read)
		return false;
	*out = day_in_vietnam(*out, &time);
	return date_is_valid(*out);
}

/* S, or what is left of it when up to a few words are cut off its end. */
static bool read_front(struct str s, struct date *out, struct str *read)
{
	enum { WORDS = 6 };
	for (int i = 0; i < WORDS && s.len > 0; i++) {
		*read = s;
		if (date_stated(s, out))
			return true;
		const char *space = memrchr(s.ptr, ' ', s.len);
		if (!space)
			return false;
		s = str_trim(str_make(s.ptr, (size_t)(space - s.ptr)));
	}
	return false;
}

bool date_stated_in(struct str s, struct date *out, struct str *read)
{
	enum { WEEKDAY = 16 /* bytes */ };
	struct str ignored = s;
	read = read ? read : &ignored;
	s = str_trim(s);
	if (read_front(s, out, read))
		return true;
	const char *comma = s.len > 0 ? memchr(s.ptr, ',', s.len) : NULL;
	size_t at = comma ? (size_t)(comma - s.ptr) : s.len;
	return at < WEEKDAY && at < s.len &&
	       read_front(str_trim(str_slice(s, at + 1, s.len)), out, read);
}
