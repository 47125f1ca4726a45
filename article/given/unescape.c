#include "article/given/unescape.h"

#include "base/ascii.h"
#include "text/encoding/escapes.h"

/* The four figures of \uXXXX at AT; -1: it is none. */
static int32_t unit_at(struct str s, size_t at)
{
	int32_t unit = 0;
	if (str_at(s, at) != '\\' || str_at(s, at + 1) != 'u' || s.len - at < 6)
		return -1;
	for (size_t i = at + 2; i < at + 6; i++) {
		int digit = ascii_hex(s.ptr[i]);
		if (digit < 0)
			return -1;
		unit = unit * 16 + digit;
	}
	return unit;
}

/* A folder's name may begin with n. */
static bool is_of_path(struct str s, size_t at)
{
	return at > 0 && (s.ptr[at - 1] == ':' || s.ptr[at - 1] == '\\');
}

bool unescape_is_needed(struct str text)
{
	for (size_t at = 0; at < text.len;) {
		const char *slash = memchr(text.ptr + at, '\\', text.len - at);
		if (!slash)
			return false;
		at = (size_t)(slash - text.ptr);
		if ((str_at(text, at + 1) == 'n' && !is_of_path(text, at)) ||
			unit_at(text, at) >= 0)
			return true;
		at += 1;
	}
	return false;
}

/* The code point of the escape at AT and its bytes; negative: there is none. */
static int32_t escape_at(struct str s, size_t at, size_t *bytes)
{
	static const char signs[] = "nrt\"/\\";
	static const char meant[] = "\n\r\t\"/\\";
	*bytes = 2;
	char c = str_at(s, at + 1);
	const char *sign = c ? strchr(signs, c) : NULL;
	if (sign)
		return meant[sign - signs];
	int32_t unit = unit_at(s, at);
	if (unit < 0)
		return -1;
	*bytes = 6;
	if (unit < 0xD800 || unit > 0xDFFF)
		return unit;
	int32_t low = unit_at(s, at + 6);
	if (unit > 0xDBFF || low < 0xDC00 || low > 0xDFFF)
		return 0xFFFD;
	*bytes = 12;
	return 0x10000 + ((unit - 0xD800) << 10) + (low - 0xDC00);
}

void unescape(struct str text, struct buf *out)
{
	for (size_t at = 0; at < text.len;) {
		const char *slash = memchr(text.ptr + at, '\\', text.len - at);
		size_t end = slash ? (size_t)(slash - text.ptr) : text.len;
		size_t bytes;
		buf_append(out, str_slice(text, at, end));
		if (end == text.len)
			return;
		int32_t code = escape_at(text, end, &bytes);
		if (code < 0)
			buf_push(out, '\\');
		else
			escapes_push(out, code > 0 ? code : 0xFFFD);
		at = end + (code < 0 ? 1 : bytes);
	}
}
