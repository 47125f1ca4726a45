#include "text/token/clock.h"

#include "text/token/cut.h"
#include "text/token/number.h"

/* The value of at most two figures, more than any hour or minute for others. */
static int small_value(struct str text, size_t start, size_t end)
{
	enum { NONE = 100 };
	if (end == start || end - start > 2)
		return NONE;
	int value = text.ptr[start] - '0';
	return end - start == 1 ? value : 10 * value + (text.ptr[start + 1] - '0');
}

bool clock_is_hour(struct str text, size_t start, size_t end)
{
	return small_value(text, start, end) <= 24;
}

/* Whether a word goes on at AT, or an address: 24h.com.vn. */
static bool goes_on(struct str text, size_t at)
{
	size_t used;
	at += at < text.len && cut_is_one_of(text.ptr[at], ".@_");
	if (at == text.len)
		return false;
	enum part part = cut_part((const unsigned char *)text.ptr + at, text.len - at, &used);
	return part == PART_WORD || part == PART_MARK;
}

/* Whether what begins at AT is no more than the minutes that end at END: a number or a score
   may go on there. */
static bool minutes_end(struct str text, size_t at, size_t end)
{
	if (small_value(text, at, end) > 59)
		return false;
	return end == text.len || !cut_is_one_of(text.ptr[end], ".,-/") ||
	       !number_is_figure(text, end + 1) || text.ptr[end] == '-';
}

bool clock_read(struct str text, size_t start, size_t end, struct clock *out)
{
	char sign = end < text.len ? text.ptr[end] : '\0';
	if (!cut_is_one_of(sign, "hHgG:"))
		return false;
	size_t at = end + 1;
	size_t minutes = number_figures(text, at);
	bool third = sign == ':' && start > 1 && text.ptr[start - 1] == ':' &&
		     number_is_figure(text, start - 2); /* 40:20:40 */
	bool hour = !third && clock_is_hour(text, start, end);
	bool said = sign == 'h' || sign == 'H'; /* 18h5 is a time, 3:2 a score */
	*out = (struct clock){at, minutes};
	if (minutes > at)
		return hour && (said || minutes - at == 2) && minutes_end(text, at, minutes);
	return sign == 'h' && !goes_on(text, at);
}
