#include "text/encoding/shown.h"

#include "base/ascii.h"
#include "text/syllable/utf8.h"

#include <stdlib.h>
#include <utf8proc.h>

struct range {
	uint32_t first, last;
	enum shown form;
};

/* Unicode 15: White_Space; C0, DEL and C1; what UAX 9 turns the direction with; what has no
   shape. In the order of code points. */
static const struct range ranges[] = {
	{0x00, 0x08, SHOWN_HARMFUL},
	{0x09, 0x0D, SHOWN_BLANK},
	{0x0E, 0x1F, SHOWN_HARMFUL},
	{0x20, 0x20, SHOWN_BLANK},
	{0x7F, 0x84, SHOWN_HARMFUL},
	{0x85, 0x85, SHOWN_BLANK},
	{0x86, 0x9F, SHOWN_HARMFUL},
	{0xA0, 0xA0, SHOWN_BLANK},
	{0xAD, 0xAD, SHOWN_AS_NOTHING},
	{0x61C, 0x61C, SHOWN_HARMFUL},
	{0x1680, 0x1680, SHOWN_BLANK},
	{0x2000, 0x200A, SHOWN_BLANK},
	{0x200B, 0x200D, SHOWN_AS_NOTHING},
	{0x200E, 0x200F, SHOWN_HARMFUL},
	{0x2028, 0x2029, SHOWN_BLANK},
	{0x202A, 0x202E, SHOWN_HARMFUL},
	{0x202F, 0x202F, SHOWN_BLANK},
	{0x205F, 0x205F, SHOWN_BLANK},
	{0x2060, 0x2064, SHOWN_AS_NOTHING},
	{0x2066, 0x206F, SHOWN_HARMFUL},
	{0x3000, 0x3000, SHOWN_BLANK},
	{0xFEFF, 0xFEFF, SHOWN_AS_NOTHING},
	{0xE0000, 0xE007F, SHOWN_AS_NOTHING},
};

enum { RANGE_COUNT = sizeof ranges / sizeof *ranges };

enum shown shown_form(uint32_t c)
{
	if (c > 0x20 && c < 0x7F)
		return SHOWN_AS_IS;
	for (size_t i = 0; i < RANGE_COUNT && ranges[i].first <= c; i++) {
		if (c <= ranges[i].last)
			return ranges[i].form;
	}
	return SHOWN_AS_IS;
}

/* The byte that the escape at the beginning of S stands for; -1: there is none. */
static int escape_at(struct str s)
{
	if (s.len < 4 || s.ptr[0] != '\\' || s.ptr[1] != 'x')
		return -1;
	int high = ascii_hex(s.ptr[2]);
	int low = ascii_hex(s.ptr[3]);
	return high < 0 || low < 0 ? -1 : high << 4 | low;
}

/* Bytes at the beginning of S that can stay as they are: 0 or a character. */
static size_t shown_length(struct str s)
{
	const unsigned char *bytes = (const unsigned char *)s.ptr;
	if (*bytes < 0x80)
		return (*bytes >= 0x20 && *bytes < 0x7F && (*bytes != '\\' || escape_at(s) < 0));
	size_t len = utf8_sequence(bytes, s.len);
	utf8proc_int32_t c;
	if (len == 0 || utf8proc_iterate(bytes, (utf8proc_ssize_t)len, &c) < 0)
		return 0;
	return shown_form((uint32_t)c) == SHOWN_AS_IS ? len : 0;
}

bool shown_append(struct buf *out, struct str raw)
{
	while (raw.len > 0) {
		size_t good = 0;
		size_t step;
		while (good < raw.len && (step = shown_length(str_slice(raw, good, raw.len))) > 0)
			good += step;
		buf_append(out, str_slice(raw, 0, good));
		raw = str_slice(raw, good, raw.len);
		if (raw.len == 0)
			break;
		size_t len = utf8_sequence((const unsigned char *)raw.ptr, raw.len);
		for (size_t i = 0; i < (len ? len : 1); i++)
			buf_printf(out, "\\x%02X", (unsigned char)raw.ptr[i]);
		raw = str_slice(raw, len ? len : 1, raw.len);
	}
	return !out->failed;
}

bool shown_revert(struct buf *out, struct str shown)
{
	while (shown.len > 0) {
		int byte = escape_at(shown);
		buf_push(out, byte < 0 ? shown.ptr[0] : (char)byte);
		shown = str_slice(shown, byte < 0 ? 1 : 4, shown.len);
	}
	return !out->failed;
}

bool shown_compose(struct buf *out, struct str s)
{
	utf8proc_uint8_t *composed = NULL;
	utf8proc_ssize_t len = utf8proc_map((const utf8proc_uint8_t *)s.ptr,
		(utf8proc_ssize_t)s.len, &composed, UTF8PROC_STABLE | UTF8PROC_COMPOSE);
	if (len >= 0)
		buf_append(out, str_make((const char *)composed, (size_t)len));
	free(composed);
	/* What is no UTF-8 has no other form. */
	return len == UTF8PROC_ERROR_NOMEM ? false : len < 0 ? buf_append(out, s) : !out->failed;
}
