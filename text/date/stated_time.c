#include "text/date/stated_time.h"

enum { HOUR = 60, NOON = 12 };

static bool is_word(
	const struct stated_tokens *t, size_t at, const char *const *table, size_t count)
{
	return at < t->count && t->list[at].kind == STATED_WORD &&
	       scan_is_one_of(&t->list[at].word, table, count);
}

#define IS_WORD(t, at, table) is_word(t, at, table, sizeof(table) / sizeof *(table))

static const char *const hour_words[] = {"h", "g", "giờ", "gio"};
static const char *const minute_words[] = {"p", "ph", "phút", "phut", "m", "'"};
static const char *const second_words[] = {"s", "giây", "giay"};
static const char *const morning_words[] = {"am", "sa", "sáng"};
static const char *const evening_words[] = {"pm", "ch", "chiều", "tối"};
static const char *const zone_words[] = {"gmt", "utc"};

/* The tokens of 10:00, 10:00:00, 10:00:00.000 or 10:00:00,000 at AT; 0: it is none. */
static size_t read_colons(const struct stated_tokens *t, size_t at, int parts[3])
{
	if (!stated_is_number(t, at, 1, 2) || !stated_is_sign(t, at + 1, ':') ||
		!stated_is_number(t, at + 2, 2, 2))
		return 0;
	size_t len = 3;
	parts[0] = (int)t->list[at].value;
	parts[1] = (int)t->list[at + 2].value;
	if (stated_is_sign(t, at + len, ':') && stated_is_number(t, at + len + 1, 2, 2)) {
		parts[2] = (int)t->list[at + len + 1].value;
		len += 2;
	}
	bool point = stated_is_sign(t, at + len, '.') || stated_is_sign(t, at + len, ',');
	if (len == 5 && point && stated_is_number(t, at + len + 1, 1, 9) &&
		t->list[at + len + 1].glued)
		len += 2;
	return len;
}

/* 10h30, 10h, 10 giờ 30 phút */
static size_t read_hours(const struct stated_tokens *t, size_t at, int parts[3])
{
	if (!stated_is_number(t, at, 1, 2) || !IS_WORD(t, at + 1, hour_words))
		return 0;
	parts[0] = (int)t->list[at].value;
	size_t len = 2;
	len += stated_is_sign(t, at + len, ':');
	bool minutes = stated_is_number(t, at + len, 1, 2) &&
		       !stated_is_sign(t, at + len + 1, '/') &&
		       !stated_is_sign(t, at + len + 1, '-') &&
		       (t->list[at + len].glued || IS_WORD(t, at + len + 1, minute_words));
	if (!minutes)
		return len;
	parts[1] = (int)t->list[at + len].value;
	len++;
	len += IS_WORD(t, at + len, minute_words);
	if (stated_is_number(t, at + len, 1, 2) && IS_WORD(t, at + len + 1, second_words))
		len += 2;
	return len;
}

/* 100000 or 1000 behind the T of 20180327T100000 */
static size_t read_compact(const struct stated_tokens *t, size_t at, int parts[3])
{
	static const char *const marks[] = {"t"};
	if (at == 0 || !IS_WORD(t, at - 1, marks) || !t->list[at].glued)
		return 0;
	if (!stated_is_number(t, at, 4, 4) && !stated_is_number(t, at, 6, 6))
		return 0;
	int64_t value = t->list[at].value * (t->list[at].digits == 4 ? 100 : 1);
	parts[0] = (int)(value / 10000);
	parts[1] = (int)(value / 100 % 100);
	parts[2] = (int)(value % 100);
	return 1;
}

/* +07:00, +0700, +7; of those behind a minus, which also stands before a date, the first two. */
static size_t read_offset(const struct stated_tokens *t, size_t at, int *offset)
{
	bool minus = stated_is_sign(t, at, '-');
	if (!minus && !stated_is_sign(t, at, '+'))
		return 0;
	int hours, minutes = 0;
	size_t len = 2;
	if (stated_is_number(t, at + 1, 4, 4)) {
		hours = (int)(t->list[at + 1].value / 100);
		minutes = (int)(t->list[at + 1].value % 100);
	} else if (stated_is_number(t, at + 1, 1, 2)) {
		hours = (int)t->list[at + 1].value;
		bool colon = stated_is_sign(t, at + 2, ':') && stated_is_number(t, at + 3, 2, 2);
		if (minus && !colon)
			return 0;
		minutes = colon ? (int)t->list[at + 3].value : 0;
		len += colon ? 2 : 0;
	} else {
		return 0;
	}
	if (hours > 14 || minutes >= HOUR)
		return 0;
	*offset = (minus ? -1 : 1) * (hours * HOUR + minutes);
	return len;
}

/* Behind a time: its place. */
static void take_zone(struct stated_tokens *t, size_t at, struct stated_time *out)
{
	static const char *const zulu[] = {"z"};
	if (IS_WORD(t, at, zulu)) {
		out->placed = true;
		stated_drop(t, at, 1);
		return;
	}
	size_t open = stated_is_sign(t, at, '(') ? 1 : 0;
	bool named = IS_WORD(t, at + open, zone_words);
	size_t len = read_offset(t, at + open + named, &out->offset);
	if (!named && len == 0)
		return;
	out->placed = true;
	len += open + named;
	len += open && stated_is_sign(t, at + len, ')');
	stated_drop(t, at, len);
}

static void take_half(struct stated_tokens *t, size_t at, struct stated_time *out)
{
	bool evening = IS_WORD(t, at, evening_words);
	if (!evening && !IS_WORD(t, at, morning_words))
		return;
	if (evening && out->minutes < NOON * HOUR)
		out->minutes += NOON * HOUR;
	if (!evening && out->minutes >= NOON * HOUR)
		out->minutes -= NOON * HOUR;
	stated_drop(t, at, 1);
}

bool stated_take_time(struct stated_tokens *t, struct stated_time *out)
{
	*out = (struct stated_time){0};
	for (size_t at = 0; at < t->count; at++) {
		int parts[3] = {0, 0, 0};
		size_t len = read_colons(t, at, parts);
		if (len == 0)
			len = read_hours(t, at, parts);
		if (len == 0)
			len = read_compact(t, at, parts);
		if (len == 0)
			continue;
		if (parts[0] > 24 || parts[1] >= HOUR || parts[2] > HOUR)
			return false;
		out->minutes = parts[0] * HOUR + parts[1];
		stated_drop(t, at, len);
		take_half(t, at, out);
		take_zone(t, at, out);
		return true;
	}
	return true;
}
