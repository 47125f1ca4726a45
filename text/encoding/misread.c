#include "text/encoding/misread.h"

#include "text/encoding/legacy.h"
#include "text/encoding/plausible.h"
#include "text/syllable/script.h"
#include "text/syllable/utf8.h"

enum { A_GRAVE = 0x00E0, A_GRAVE_LEAD = 0xC3, NONE = 0xFFFD };

size_t misread_read(enum encoding e, const unsigned char *s, size_t len, int32_t *cp)
{
	if (e == ENCODING_UTF8) {
		size_t used = utf8_sequence(s, len);
		if (used > 0)
			return script_read((const char *)s, cp);
		e = ENCODING_CP1252;
	}
	size_t used = legacy_read(e, s, len, cp);
	if (*cp == NONE)
		*cp = s[0];
	return used;
}

static bool is_letter_byte(unsigned char c)
{
	return ((c | 0x20) >= 'a' && (c | 0x20) <= 'z') || c >= 0x80;
}

/* The letters that OUT ends in, at most MAX. Returns their number. */
static size_t last_letters(const struct buf *out, int32_t *cps, size_t max)
{
	size_t at = out->len;
	size_t count = 0;
	while (at > 0 && count < max) {
		do
			at--;
		while (at > 0 && ((unsigned char)out->ptr[at] & 0xC0) == 0x80);
		int32_t cp;
		script_read(out->ptr + at, &cp);
		if (script_letter_of(cp).letter == 0)
			break;
		memmove(cps + 1, cps, count * sizeof *cps);
		cps[0] = cp;
		count++;
	}
	return count;
}

/* à is C3 A0 in UTF-8, and A0 a no-break space in windows-1252, which programs like
   to make a plain one, to join to the space after it, or to drop. So Ã before ASCII is
   à; a space after it goes too, unless it parts two words: "lÃ ng" is làng, "lÃ má»™t"
   is "là một". */
static bool space_is_of_a_grave(const struct buf *out, const unsigned char *s, size_t len)
{
	if (len < 2 || s[1] != ' ')
		return false;
	if (len < 3 || !is_letter_byte(s[2]))
		return true;
	int32_t cps[2 * SYLLABLE_MAX_LETTERS + 2];
	size_t count = last_letters(out, cps, SYLLABLE_MAX_LETTERS);
	cps[count++] = A_GRAVE;
	size_t room = count + SYLLABLE_MAX_LETTERS;
	for (size_t at = 2; at < len && is_letter_byte(s[at]) && count < room; count++)
		at += misread_read(ENCODING_UTF8, s + at, len - at, &cps[count]);
	return plausible_syllable(cps, count);
}

static bool is_bare_lead(const unsigned char *s, size_t len)
{
	return s[0] == A_GRAVE_LEAD && (len == 1 || s[1] < 0x80);
}

static bool write_bytes(enum encoding e, struct str bytes, struct buf *out)
{
	enum { LONGEST = 3 };
	if (bytes.len > SIZE_MAX / LONGEST || !buf_reserve(out, bytes.len * LONGEST))
		return false;
	const unsigned char *s = (const unsigned char *)bytes.ptr;
	for (size_t at = 0; at < bytes.len;) {
		int32_t cp;
		size_t len = bytes.len - at;
		if (e == ENCODING_UTF8 && is_bare_lead(s + at, len)) {
			cp = A_GRAVE;
			at += space_is_of_a_grave(out, s + at, len) ? 2 : 1;
		} else {
			at += misread_read(e, s + at, len, &cp);
		}
		out->len += script_write(cp, out->ptr + out->len);
	}
	out->ptr[out->len] = '\0';
	return true;
}

bool misread_decode(enum encoding e, struct str text, struct buf *out)
{
	struct buf bytes = BUF_INIT;
	bool ok = buf_reserve(&bytes, text.len);
	for (size_t at = 0; ok && at < text.len;) {
		int32_t cp;
		size_t used = script_read(text.ptr + at, &cp);
		int byte = legacy_cp1252_byte(cp);
		if (byte >= 0) {
			buf_push(&bytes, (char)byte);
		} else {
			ok = write_bytes(e, buf_str(&bytes), out) &&
			     buf_append(out, str_slice(text, at, at + used));
			buf_reset(&bytes);
		}
		at += used;
	}
	ok = ok && write_bytes(e, buf_str(&bytes), out);
	buf_free(&bytes);
	return ok;
}
