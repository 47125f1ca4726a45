#include "text/token/behind.h"

#include "text/token/clock.h"
#include "text/token/cut.h"

static bool use(struct unit *out, size_t len, const char *exact, const char *folded)
{
	*out = (struct unit){len, str_from_c(exact), str_from_c(folded)};
	return true;
}

static struct str from(struct str text, size_t at)
{
	return str_slice(text, at < text.len ? at : text.len, text.len);
}

bool behind_sign(struct str text, size_t at, struct unit *out)
{
	struct str rest = from(text, at);
	if (rest.ptr[0] == '%')
		return use(out, 1, "%", "%");
	if (str_starts_with(rest, STR("\uFF05"))) /* of full width */
		return use(out, 3, "%", "%");
	if (str_starts_with(rest, STR("\u20AB")))
		return use(out, 3, "đồng", "dong");
	if (str_starts_with(rest, STR("\u2030")))
		return use(out, 3, "\u2030", "\u2030");
	return str_starts_with(rest, STR("\u00B0")) && use(out, 2, "độ", "do");
}

/* oC and ºC: a degree that lost its height. */
static bool is_degree(struct str word, size_t *len)
{
	*len = str_starts_with(word, STR("\u00BA")) ? 2 : 1;
	if (word.len != *len + 1 || (*len == 1 && word.ptr[0] != 'o'))
		return false;
	return word.ptr[*len] == 'C' || word.ptr[*len] == 'F';
}

/* The c of 5 đ/c, which are comrades. */
static bool is_comrade(struct str text, size_t at)
{
	size_t used;
	if (at + 1 >= text.len || !cut_is_one_of(text.ptr[at], "./") ||
		!cut_is_one_of(text.ptr[at + 1], "cC"))
		return false;
	return at + 2 == text.len || cut_part((const unsigned char *)text.ptr + at + 2,
					     text.len - at - 2, &used) != PART_WORD;
}

bool behind_word(struct str text, size_t number, size_t number_end, size_t start, size_t end,
	struct unit *out)
{
	struct str word = str_slice(text, start, end);
	bool glued = start == number_end;
	size_t degree;
	if (word.len > 3)
		return false;
	if (str_eq(word, STR("đ")) || (glued && str_eq(word, STR("Đ"))))
		return !is_comrade(text, end) && use(out, word.len, "đồng", "dong");
	if (str_eq(word, STR("m")))
		return use(out, word.len, "mét", "met");
	bool point = str_at(text, end) == '.';
	if (str_eq(word, STR("tr"))) /* 5 tr. is pages */
		return (glued || !point) && use(out, word.len, "triệu", "trieu");
	if (str_eq(word, STR("h"))) /* 24 h.vn is an address */
		return !glued && !(point && cut_begins_word(text, end + 1)) &&
		       clock_is_hour(text, number, number_end) && use(out, word.len, "giờ", "gio");
	return is_degree(word, &degree) && use(out, degree, "độ", "do");
}
