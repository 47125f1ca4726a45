#include "text/encoding/escapes.h"

#include "base/ascii.h"
#include "text/encoding/decode.h"
#include "text/encoding/legacy.h"

#include <stdlib.h>
#include <string.h>
#include <utf8proc.h>

enum { ENTITY_MAX = 10 /* bytes of &#x1EA3; without its sign */ };

/* The byte of the code at I; negative: there is none. */
static int percent_at(struct str s, size_t i)
{
	if (s.ptr[i] != '%' || s.len - i < 3)
		return -1;
	int high = ascii_hex(s.ptr[i + 1]), low = ascii_hex(s.ptr[i + 2]);
	return high < 0 || low < 0 ? -1 : high * 16 + low;
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
		{"otilde", 0xF5}, {"ugrave", 0xF9}, {"uacute", 0xFA}, {"yacute", 0xFD},
		{"auml", 0xE4}, {"aring", 0xE5}, {"aelig", 0xE6}, {"ccedil", 0xE7}, {"euml", 0xEB},
		{"iuml", 0xEF}, {"icirc", 0xEE}, {"ntilde", 0xF1}, {"ouml", 0xF6}, {"oslash", 0xF8},
		{"ucirc", 0xFB}, {"uuml", 0xFC}, {"eth", 0xF0}, {"thorn", 0xFE}, {"szlig", 0xDF},
		{"abreve", 0x103}, {"Abreve", 0x102}, {"dstrok", 0x111}, {"Dstrok", 0x110},
		{"itilde", 0x129}, {"Itilde", 0x128}, {"utilde", 0x169}, {"Utilde", 0x168},
		{"oelig", 0x153}, {"OElig", 0x152}, {"iexcl", 0xA1}, {"cent", 0xA2},
		{"pound", 0xA3}, {"yen", 0xA5}, {"sect", 0xA7}, {"copy", 0xA9}, {"ordf", 0xAA},
		{"laquo", 0xAB}, {"not", 0xAC}, {"shy", 0xAD}, {"reg", 0xAE}, {"deg", 0xB0},
		{"plusmn", 0xB1}, {"sup1", 0xB9}, {"sup2", 0xB2}, {"sup3", 0xB3}, {"acute", 0xB4},
		{"micro", 0xB5}, {"para", 0xB6}, {"middot", 0xB7}, {"ordm", 0xBA}, {"raquo", 0xBB},
		{"frac14", 0xBC}, {"frac12", 0xBD}, {"frac34", 0xBE}, {"iquest", 0xBF},
		{"times", 0xD7}, {"divide", 0xF7}, {"euro", 0x20AC}, {"trade", 0x2122},
		{"bull", 0x2022}, {"sbquo", 0x201A}, {"bdquo", 0x201E}, {"lsaquo", 0x2039},
		{"rsaquo", 0x203A}, {"permil", 0x2030}, {"prime", 0x2032}, {"Prime", 0x2033},
		{"ensp", 0x2002}, {"emsp", 0x2003}, {"thinsp", 0x2009}, {"zwnj", 0x200C},
		{"zwj", 0x200D}, {"minus", 0x2212}, {"ge", 0x2265}, {"le", 0x2264}, {"ne", 0x2260},
		{"rarr", 0x2192}, {"larr", 0x2190}};
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
		int value = ascii_hex(digits.ptr[i]);
		if (value < 0 || value >= base || code > 0x10FFFF)
			return -1;
		code = code * base + value;
	}
	return digits.len > (size_t)is_hex && utf8proc_codepoint_valid(code) ? code : -1;
}

/* The code point of the entity whose name begins at I, behind its &, and its bytes up to
   the semicolon; negative: there is none. */
static int32_t reference_at(struct str s, size_t i, size_t *bytes)
{
	size_t end = i;
	while (end < s.len && end - i < ENTITY_MAX && s.ptr[end] != ';')
		end++;
	if (end >= s.len || s.ptr[end] != ';' || end == i)
		return -1;
	*bytes = end + 1 - i;
	struct str name = str_slice(s, i, end);
	return name.ptr[0] == '#' ? numbered(str_slice(name, 1, name.len)) : named(name);
}

/* The code point of the entity at I, and its bytes; negative: there is none. */
static int32_t entity_at(struct str s, size_t i, size_t *bytes)
{
	int32_t code = s.ptr[i] == '&' ? reference_at(s, i + 1, bytes) : -1;
	*bytes += 1;
	return code;
}

/* &#150; is meant as the byte of windows-1252, as browsers have it. */
static int32_t as_page_means(int32_t code)
{
	if (code < 0x80 || code > 0x9F)
		return code;
	unsigned char byte = (unsigned char)code;
	int32_t meant;
	legacy_read(ENCODING_CP1252, &byte, 1, &meant);
	return meant;
}

int32_t escapes_entity(struct str text, size_t at, size_t *bytes)
{
	size_t inner = 0;
	*bytes = 0;
	int32_t code = entity_at(text, at, bytes);
	if (code == '&') {
		int32_t second = reference_at(text, at + *bytes, &inner);
		*bytes += second >= 0 ? inner : 0;
		code = second >= 0 ? second : code;
	}
	return as_page_means(code);
}

void escapes_push(struct buf *out, int32_t code)
{
	utf8proc_uint8_t bytes[4];
	bool control = code < ' ' && code != '\n' && code != '\r' && code != '\t';
	utf8proc_ssize_t len = control ? 0 : utf8proc_encode_char(code, bytes);
	if (len > 0)
		buf_append(out, str_make((const char *)bytes, (size_t)len));
	else
		buf_append_c(out, "\uFFFD");
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

/* Appends what is at *I of TEXT, decoded, and moves *I behind it. Whether it is a code. */
static bool decode_at(enum escapes sort, struct str text, size_t *i, struct buf *out)
{
	size_t bytes = 3;
	int32_t code = sort == ESCAPES_PERCENT ? percent_at(text, *i) : entity_at(text, *i, &bytes);
	if (code < 0)
		buf_push(out, text.ptr[*i]);
	else if (sort == ESCAPES_PERCENT)
		buf_push(out, (char)code);
	else
		push_code(out, code);
	*i += code < 0 ? 1 : bytes;
	return code >= 0;
}

bool escapes_decode(enum escapes sort, struct str text, struct buf *out)
{
	size_t before = out->len;
	bool any = false;
	if (!memchr(text.ptr, sort == ESCAPES_PERCENT ? '%' : '&', text.len))
		return false;
	if (utf8_valid_prefix(text) < text.len)
		return false; /* what a code and a stray byte would make, nobody wrote */
	for (size_t i = 0; i < text.len;)
		any |= decode_at(sort, text, &i, out);
	if (any && !out->failed && is_clean(str_slice(buf_str(out), before, out->len)))
		return true;
	out->len = before;
	return false;
}

size_t escapes_source(enum escapes sort, struct str text, size_t decoded)
{
	struct buf read = BUF_INIT;
	size_t i = 0;
	while (i < text.len && read.len < decoded && !read.failed)
		decode_at(sort, text, &i, &read);
	buf_free(&read);
	return i;
}
