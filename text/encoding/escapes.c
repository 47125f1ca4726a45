#include "text/encoding/escapes.h"

#include "text/encoding/decode.h"

#include <stdlib.h>
#include <string.h>
#include <utf8proc.h>

enum { ENTITY_MAX = 10 /* bytes of &#x1EA3; without its sign */ };

static int hex(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	c = (char)(c | 0x20);
	return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/* The byte of the code at I; negative: there is none. */
static int percent_at(struct str s, size_t i)
{
	if (s.ptr[i] != '%' || s.len - i < 3 || hex(s.ptr[i + 1]) < 0 || hex(s.ptr[i + 2]) < 0)
		return -1;
	return hex(s.ptr[i + 1]) * 16 + hex(s.ptr[i + 2]);
}

/* The letters of Latin-1 that Vietnamese has, and the signs that pages write so. */
static int32_t named(struct str name)
{
	static const struct {
		const char *name;
		int32_t code;
	} all[] = {{"amp", '&'}, {"lt", '<'}, {"gt", '>'}, {"quot", '"'}, {"apos", '\''},
		{"nbsp", ' '}, {"ndash", 0x2013}, {"mdash", 0x2014}, {"hellip", 0x2026},
		{"ldquo", 0x201C}, {"rdquo", 0x201D}, {"lsquo", 0x2018}, {"rsquo", 0x2019},
		{"agrave", 0xE0}, {"aacute", 0xE1}, {"acirc", 0xE2}, {"atilde", 0xE3},
		{"egrave", 0xE8}, {"eacute", 0xE9}, {"ecirc", 0xEA}, {"igrave", 0xEC},
		{"iacute", 0xED}, {"ograve", 0xF2}, {"oacute", 0xF3}, {"ocirc", 0xF4},
		{"otilde", 0xF5}, {"ugrave", 0xF9}, {"uacute", 0xFA}, {"yacute", 0xFD}};
	for (size_t i = 0; i < sizeof all / sizeof *all; i++) {
		struct str known = str_from_c(all[i].name);
		if (str_eq(name, known))
			return all[i].code;
		/* Agrave is the capital, 32 before the small letter. */
		bool capital = all[i].code >= 0xE0 && all[i].code < 0x100 &&
			       name.len == known.len && name.ptr[0] == (known.ptr[0] & ~0x20) &&
			       memcmp(name.ptr + 1, known.ptr + 1, known.len - 1) == 0;
		if (capital)
			return all[i].code - 32;
	}
	return -1;
}

static int32_t numbered(struct str digits)
{
	bool is_hex = digits.len > 1 && (digits.ptr[0] | 0x20) == 'x';
	int32_t base = is_hex ? 16 : 10;
	int32_t code = 0;
	for (size_t i = is_hex; i < digits.len; i++) {
		int value = hex(digits.ptr[i]);
		if (value < 0 || value >= base || code > 0x10FFFF)
			return -1;
		code = code * base + value;
	}
	return digits.len > (size_t)is_hex && utf8proc_codepoint_valid(code) ? code : -1;
}

/* The code point of the entity at I, and its bytes; negative: there is none. */
static int32_t entity_at(struct str s, size_t i, size_t *bytes)
{
	if (s.ptr[i] != '&')
		return -1;
	size_t end = i + 1;
	while (end < s.len && end - i <= ENTITY_MAX && s.ptr[end] != ';')
		end++;
	if (end == s.len || s.ptr[end] != ';' || end == i + 1)
		return -1;
	*bytes = end + 1 - i;
	struct str name = str_slice(s, i + 1, end);
	return name.ptr[0] == '#' ? numbered(str_slice(name, 1, name.len)) : named(name);
}

static void push_code(struct buf *out, int32_t code)
{
	utf8proc_uint8_t bytes[4];
	utf8proc_ssize_t len = utf8proc_encode_char(code, bytes);
	buf_append(out, str_make((const char *)bytes, (size_t)len));
}

static bool is_clean(struct str s)
{
	for (size_t i = 0; i < s.len; i++) {
		if ((unsigned char)s.ptr[i] < 0x20 || s.ptr[i] == 0x7F)
			return false;
	}
	return utf8_valid_prefix(s) == s.len;
}

bool escapes_decode(enum escapes sort, struct str text, struct buf *out)
{
	size_t before = out->len;
	bool any = false;
	if (!memchr(text.ptr, sort == ESCAPES_PERCENT ? '%' : '&', text.len))
		return false;
	if (utf8_valid_prefix(text) < text.len)
		return false; /* what a code and a stray byte would make, nobody wrote */
	for (size_t i = 0; i < text.len;) {
		size_t bytes = 3;
		int32_t code =
			sort == ESCAPES_PERCENT ? percent_at(text, i) : entity_at(text, i, &bytes);
		any = any || code >= 0;
		if (code < 0)
			buf_push(out, text.ptr[i++]);
		else if (sort == ESCAPES_PERCENT)
			buf_push(out, (char)code);
		else
			push_code(out, code);
		i += code >= 0 ? bytes : 0;
	}
	if (any && !out->failed && is_clean(str_slice(buf_str(out), before, out->len)))
		return true;
	out->len = before;
	return false;
}
