#include "printing/escape.h"
#include "text/encoding/shown.h"
#include "text/syllable/utf8.h"

enum { DEL = 0x7F, NEXT_LINE = 0x85, LINE_SEPARATOR = 0x2028, PARAGRAPH_SEPARATOR = 0x2029 };

static bool is_escaped(uint32_t c)
{
	return c == NEXT_LINE || c == LINE_SEPARATOR || c == PARAGRAPH_SEPARATOR ||
	       (c >= DEL && shown_form(c) == SHOWN_HARMFUL);
}

/* The character at AT if it is one that may have to be escaped, all of which have up to three
   bytes; else 0. *LEN is its bytes. */
static uint32_t suspect(struct str s, size_t at, size_t *len)
{
	const unsigned char *b = (const unsigned char *)s.ptr + at;
	size_t left = s.len - at;
	*len = 1;
	if (b[0] == DEL)
		return DEL;
	/* C1; the Arabic letter mark; the general punctuation */
	if ((b[0] == 0xC2 || b[0] == 0xD8) && left >= 2) {
		*len = 2;
		return (uint32_t)(b[0] & 0x1F) << 6 | (b[1] & 0x3F);
	}
	if (b[0] == 0xE2 && left >= 3) {
		*len = 3;
		return 0x2000u | (uint32_t)(b[1] & 0x3F) << 6 | (b[2] & 0x3F);
	}
	return 0;
}

void escape_json(struct buf *out, struct str json)
{
	size_t kept = 0;
	for (size_t at = 0; at < json.len;) {
		size_t len;
		uint32_t c = suspect(json, at, &len);
		if (c > 0 && is_escaped(c)) {
			buf_append(out, str_slice(json, kept, at));
			buf_printf(out, "\\u%04X", (unsigned)c);
			kept = at + len;
		}
		at += len;
	}
	buf_append(out, str_slice(json, kept, json.len));
}
