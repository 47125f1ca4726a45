#include "article/readers/html/bytes.h"

#include "text/encoding/decode.h"
#include "text/encoding/escapes.h"
#include "text/encoding/legacy.h"
#include "text/syllable/utf8.h"

static bool is_control(unsigned char c)
{
	return c < 0x20 && c != '\t' && c != '\n' && c != '\r' && c != '\f';
}

/* The character that windows-1252, or a program that takes 81 for U+0081, has for BYTE. */
static int32_t western(unsigned char byte)
{
	int32_t cp = 0xFFFD;
	if (byte >= 0x80 && byte < 0xA0)
		legacy_read(ENCODING_CP1252, &byte, 1, &cp);
	return cp == 0xFFFD ? byte : cp;
}

struct census {
	size_t well, ill, controls;
};

static struct census count(struct str s)
{
	struct census c = {0};
	for (size_t at = 0; at < s.len;) {
		unsigned char byte = (unsigned char)s.ptr[at];
		size_t len = 1;
		if (byte < 0x80) {
			c.controls += is_control(byte);
		} else {
			len = utf8_sequence((const unsigned char *)s.ptr + at, s.len - at);
			c.well += len > 0;
			c.ill += len == 0;
		}
		at += len > 0 ? len : 1;
	}
	return c;
}

static void read_byte(unsigned char byte, bool legacy, struct buf *out)
{
	if (byte == '\0' || (is_control(byte) && !legacy))
		buf_push(out, ' ');
	else if (is_control(byte))
		escapes_push(out, BYTES_CONTROLS + byte);
	else if (byte < 0x80)
		buf_push(out, (char)byte);
	else
		escapes_push(out, western(byte));
}

static void read_all(struct str s, bool legacy, struct buf *out)
{
	for (size_t at = 0; at < s.len;) {
		unsigned char byte = (unsigned char)s.ptr[at];
		size_t len = 0;
		if (!legacy && byte >= 0x80)
			len = utf8_sequence((const unsigned char *)s.ptr + at, s.len - at);
		if (len > 0)
			buf_append(out, str_slice(s, at, at + len));
		else
			read_byte(byte, legacy, out);
		at += len > 0 ? len : 1;
	}
}

/* Whether BYTES are windows-1258, whose pages write what it lacks as entities. */
static bool is_1258(struct str bytes, enum encoding told)
{
	struct buf room = BUF_INIT;
	struct decoded d;
	struct error ignored;
	bool is = told == ENCODING_CP1258;
	if (told == ENCODING_DETECT && decode_text(bytes, &room, &d, &ignored))
		is = d.encoding == ENCODING_CP1258;
	buf_free(&room);
	return is;
}

bool bytes_read(struct str bytes, enum encoding told, struct buf *out, struct bytes_read *r)
{
	*r = (struct bytes_read){.text = bytes, .before = ENCODING_UTF8};
	if (str_starts_with(bytes, STR("\xEF\xBB\xBF")))
		r->text = bytes = str_slice(bytes, 3, bytes.len);
	struct census c = count(bytes);
	if (told == ENCODING_DETECT)
		r->legacy = c.ill > c.well;
	else
		r->legacy = told >= ENCODING_CP1252 && told <= ENCODING_CP1258;
	if (!r->legacy)
		r->repaired = c.ill;
	if (c.controls == 0 && c.ill == 0 && !r->legacy)
		return true;
	buf_reset(out);
	if (r->legacy && is_1258(bytes, told)) {
		size_t first;
		r->legacy = false;
		r->before = ENCODING_CP1258;
		legacy_decode(ENCODING_CP1258, bytes, out, &r->repaired, &first);
		r->text = buf_str(out);
		return !out->failed;
	}
	read_all(bytes, r->legacy, out);
	r->text = buf_str(out);
	return !out->failed;
}

/* The character at AT where it is one of those that bytes_restore changes, else -1; *LEN is its
   length. */
static int32_t changed_at(struct str s, size_t at, size_t *len)
{
	const unsigned char *p = (const unsigned char *)s.ptr + at;
	size_t left = s.len - at;
	if (left > 1 && p[0] == 0xC2 && p[1] < 0xA0) {
		*len = 2;
		return western(p[1]);
	}
	if (left > 2 && p[0] == 0xEE && p[1] == 0x80 && p[2] < 0xA0) {
		*len = 3;
		return p[2] & 0x1F;
	}
	return -1;
}

bool bytes_need_restoring(struct str text)
{
	size_t len;
	for (size_t at = 0; at < text.len; at++) {
		unsigned char c = (unsigned char)text.ptr[at];
		if ((c == 0xC2 || c == 0xEE) && changed_at(text, at, &len) >= 0)
			return true;
	}
	return false;
}

void bytes_restore(struct str text, struct buf *out)
{
	for (size_t at = 0; at < text.len;) {
		size_t len = 1;
		int32_t cp = changed_at(text, at, &len);
		if (cp < 0)
			buf_push(out, text.ptr[at]);
		else if (cp < 0x80)
			buf_push(out, (char)cp);
		else
			escapes_push(out, cp);
		at += len;
	}
}
