#include "query/reading/chars.h"

#include "text/encoding/decode.h"
#include "text/encoding/shown.h"
#include "text/syllable/script.h"
#include "text/syllable/utf8.h"

#define REPLACEMENT STR("\xEF\xBF\xBD")

enum { REPLACEMENT_CHARACTER = 0xFFFD };

/* Bytes of the character that LEAD begins, 0 when it begins none. */
static size_t length_of(unsigned char lead)
{
	if (lead < 0x80)
		return 1;
	if (lead < 0xC2 || lead > 0xF4)
		return 0;
	return lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
}

/* The character at I; *LEN its bytes, 1 and U+FFFD where there is none. */
static uint32_t decode(struct str s, size_t i, size_t *len)
{
	unsigned char lead = (unsigned char)s.ptr[i];
	*len = length_of(lead);
	if (*len == 1)
		return lead;
	struct str rest = str_slice(s, i, i + *len <= s.len ? i + *len : s.len);
	if (*len == 0 || rest.len < *len || utf8_valid_prefix(rest) < *len) {
		*len = 1;
		return REPLACEMENT_CHARACTER;
	}
	uint32_t c = lead & (0x7Fu >> *len);
	for (size_t k = 1; k < *len; k++)
		c = c << 6 | ((unsigned char)s.ptr[i + k] & 0x3F);
	return c;
}

uint32_t chars_next(struct str s, size_t *i)
{
	size_t len;
	uint32_t c = decode(s, *i, &len);
	*i += len;
	return c;
}

size_t chars_count(struct str s, size_t bytes)
{
	size_t count = 0;
	for (size_t i = 0; i < bytes && i < s.len; count++)
		chars_next(s, &i);
	return count;
}

struct str chars_cut_words(struct str s, size_t max)
{
	struct str cut = utf8_cut(s, max);
	if (cut.len == s.len)
		return s;
	for (size_t i = cut.len; i > 0; i--) {
		if (s.ptr[i] == ' ' || s.ptr[i] == '\n')
			return str_slice(s, 0, i);
	}
	return cut;
}

bool chars_is_space(uint32_t c)
{
	return c == ' ' || ((c < ' ' || c > '~') && shown_form(c) == SHOWN_BLANK);
}

bool chars_ends_in_space(struct str s)
{
	size_t i = s.len;
	while (i > 0 && s.len - i < 4 && (i == s.len || ((unsigned char)s.ptr[i] & 0xC0) == 0x80))
		i--;
	return i < s.len && chars_is_space(chars_next(s, &i));
}

bool chars_is_control(uint32_t c)
{
	return c < 0x20 || (c >= 0x7F && c < 0xA0);
}

bool chars_is_quote(uint32_t c)
{
	return c == '"' || (c >= 0x201C && c <= 0x201F) || c == 0xAB || c == 0xBB || c == 0xFF02;
}

struct range {
	uint32_t first, last;
};

static bool within(uint32_t c, const struct range *ranges, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		if (c >= ranges[i].first && c <= ranges[i].last)
			return true;
	}
	return false;
}

#define WITHIN(c, ranges) within(c, ranges, sizeof(ranges) / sizeof *(ranges))

/* Unicode 15: marks that stand on the letter before them. */
static const struct range combining[] = {{0x300, 0x36F}, {0x483, 0x489}, {0x591, 0x5BD},
	{0x610, 0x61A}, {0x64B, 0x65F}, {0xE31, 0xE31}, {0xE34, 0xE3A}, {0xE47, 0xE4E},
	{0x1AB0, 0x1AFF}, {0x1DC0, 0x1DFF}, {0x20D0, 0x20FF}, {0xFE00, 0xFE0F}, {0xFE20, 0xFE2F},
	{0xE0100, 0xE01EF}};

/* UAX 11: the blocks that terminals draw two columns wide. */
static const struct range wide[] = {{0x1100, 0x115F}, {0x2E80, 0x303E}, {0x3041, 0xA4CF},
	{0xA960, 0xA97C}, {0xAC00, 0xD7A3}, {0xF900, 0xFAFF}, {0xFE30, 0xFE6F}, {0xFF00, 0xFF60},
	{0xFFE0, 0xFFE6}, {0x1F300, 0x1F64F}, {0x1F680, 0x1F6FF}, {0x1F900, 0x1FAFF},
	{0x20000, 0x3FFFD}};

unsigned chars_width(uint32_t c)
{
	if (c < 0x300)
		return c == 0xAD ? 0 : 1;
	if (WITHIN(c, combining) || shown_form(c) == SHOWN_AS_NOTHING)
		return 0;
	return WITHIN(c, wide) ? 2 : 1;
}

void chars_append_valid(struct buf *out, struct str s)
{
	while (s.len > 0) {
		size_t valid = utf8_valid_prefix(s);
		buf_append(out, str_slice(s, 0, valid));
		if (valid == s.len)
			return;
		buf_append(out, REPLACEMENT);
		s = str_slice(s, valid + 1, s.len);
	}
}

size_t chars_find_quote(struct str text, size_t from, size_t *len)
{
	size_t i = from;
	while (i < text.len) {
		size_t start = i;
		if (chars_is_quote(chars_next(text, &i))) {
			*len = i - start;
			return start;
		}
	}
	*len = 0;
	return text.len;
}

size_t chars_word_end(struct str text, size_t i)
{
	while (i < text.len) {
		size_t start = i;
		uint32_t c = chars_next(text, &i);
		if (chars_is_space(c) || chars_is_quote(c))
			return start;
	}
	return text.len;
}

bool chars_have_small(struct str text)
{
	for (size_t i = 0; i < text.len;) {
		struct script_letter l = script_letter_of((int32_t)chars_next(text, &i));
		if (l.letter && !l.capital)
			return true;
	}
	return false;
}
