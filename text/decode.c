#include "text/decode.h"

#include "base/lang.h"

#include <limits.h>
#include <stdlib.h>
#include <unicode/ustring.h>

static const struct str UTF8_MARK = {"\xEF\xBB\xBF", 3};
static const struct str REPLACEMENT = {"\xEF\xBF\xBD", 3};

const char *encoding_name(enum encoding e)
{
	static const char *const names[ENCODING_COUNT] = {"UTF-8", "UTF-16LE", "UTF-16BE"};
	return names[e];
}

/* The bytes of the well-formed sequence that S begins with, 0 when there is none. */
static size_t sequence(const unsigned char *s, size_t len)
{
	unsigned char c = s[0];
	if (c < 0x80)
		return 1;
	if (c < 0xC2 || c > 0xF4)
		return 0;
	size_t need = c < 0xE0 ? 2 : c < 0xF0 ? 3 : 4;
	if (len < need)
		return 0;
	unsigned char low = c == 0xE0 ? 0xA0 : c == 0xF0 ? 0x90 : 0x80;
	unsigned char high = c == 0xED ? 0x9F : c == 0xF4 ? 0x8F : 0xBF;
	if (s[1] < low || s[1] > high)
		return 0;
	for (size_t i = 2; i < need; i++) {
		if ((s[i] & 0xC0) != 0x80)
			return 0;
	}
	return need;
}

size_t utf8_valid_prefix(struct str s)
{
	const unsigned char *p = (const unsigned char *)s.ptr;
	size_t at = 0;
	while (at < s.len) {
		while (at + 8 <= s.len) { /* eight ASCII bytes at a time */
			uint64_t word;
			memcpy(&word, p + at, 8);
			if (word & 0x8080808080808080u)
				break;
			at += 8;
		}
		if (at == s.len)
			break;
		size_t used = sequence(p + at, s.len - at);
		if (used == 0)
			break;
		at += used;
	}
	return at;
}

/* How many bytes of an ill-formed sequence one U+FFFD stands for: its longest
   beginning that could have become well-formed (the Unicode standard, 3.9). */
static size_t ill_formed(const unsigned char *s, size_t len)
{
	for (size_t n = len < 3 ? len : 3; n > 1; n--) {
		unsigned char padded[4] = {s[0], 0x80, 0x80, 0x80};
		memcpy(padded, s, n);
		if (sequence(padded, 4) > n)
			return n;
	}
	return 1;
}

static bool repair(struct str text, struct buf *out, struct decoded *d, struct error *err)
{
	size_t at = 0;
	while (at < text.len) {
		struct str rest = str_slice(text, at, text.len);
		size_t good = utf8_valid_prefix(rest);
		buf_append(out, str_slice(rest, 0, good));
		at += good;
		if (at == text.len)
			break;
		if (d->repaired++ == 0)
			d->first_repair = d->skipped + at;
		buf_append(out, REPLACEMENT);
		at += ill_formed((const unsigned char *)text.ptr + at, text.len - at);
	}
	if (out->failed)
		return error_set_memory(err);
	d->text = buf_str(out);
	return true;
}

/* Binary data shows in control characters; a stray NUL or two in a text does not
   make it one. */
static bool is_binary(struct str text, size_t repaired)
{
	enum { SAMPLE = 64 * 1024, TOLERATED = 4, ONE_IN = 50 };
	size_t sample = text.len < SAMPLE ? text.len : SAMPLE;
	size_t controls = 0;
	for (size_t i = 0; i < sample; i++) {
		unsigned char c = (unsigned char)text.ptr[i];
		controls += c == 0x7F || (c < ' ' && !(c >= '\t' && c <= '\r') && c != 0x1B);
	}
	if (controls > TOLERATED && controls > sample / ONE_IN)
		return true;
	return repaired > TOLERATED && repaired > text.len / 10;
}

static bool refuse_binary(struct error *err)
{
	return error_set(err, ERROR_INPUT,
		SAY("không phải văn bản (dữ liệu nhị phân hoặc bảng mã lạ); hãy lưu lại dưới dạng "
		    "UTF-8",
			"not text (binary data or an unknown encoding); save it again as UTF-8"));
}

static uint16_t unit_at(const unsigned char *p, enum encoding e)
{
	return (uint16_t)(e == ENCODING_UTF16LE ? p[0] | p[1] << 8 : p[1] | p[0] << 8);
}

/* Without a mark: Vietnamese UTF-16 has a zero or small high byte in every unit, so
   zeros gather on one side. */
static bool looks_like_utf16(struct str s, enum encoding *e)
{
	enum { SAMPLE = 4096 };
	size_t sample = (s.len < SAMPLE ? s.len : SAMPLE) & ~(size_t)1;
	size_t zeros[2] = {0, 0};
	for (size_t i = 0; i < sample; i++)
		zeros[i & 1] += s.ptr[i] == 0;
	*e = zeros[1] > zeros[0] ? ENCODING_UTF16LE : ENCODING_UTF16BE;
	size_t more = zeros[1] > zeros[0] ? zeros[1] : zeros[0];
	size_t less = zeros[0] + zeros[1] - more;
	return sample >= 4 && more > sample / 5 && less <= sample / 100;
}

static bool starts_utf16(struct str s, enum encoding *e, size_t *mark)
{
	*mark = 2;
	*e = ENCODING_UTF16LE;
	if (str_starts_with(s, str_make("\xFF\xFE", 2)))
		return true;
	*e = ENCODING_UTF16BE;
	if (str_starts_with(s, str_make("\xFE\xFF", 2)))
		return true;
	*mark = 0;
	return looks_like_utf16(s, e);
}

static size_t count_lone_surrogates(const UChar *units, int32_t count, size_t *first)
{
	size_t lone = 0;
	for (int32_t i = 0; i < count; i++) {
		if (!U16_IS_SURROGATE(units[i]))
			continue;
		if (U16_IS_LEAD(units[i]) && i + 1 < count && U16_IS_TRAIL(units[i + 1]))
			i++;
		else if (lone++ == 0)
			*first = (size_t)i;
	}
	return lone;
}

static bool units_to_utf8(const UChar *units, int32_t count, struct buf *out, struct error *err)
{
	int32_t room = count <= INT32_MAX / 3 ? count * 3 : INT32_MAX;
	if (!buf_reserve(out, (size_t)room))
		return error_set_memory(err);
	UErrorCode status = U_ZERO_ERROR;
	int32_t len = 0;
	u_strToUTF8WithSub(out->ptr, room, &len, units, count, 0xFFFD, NULL, &status);
	if (U_FAILURE(status))
		return refuse_binary(err);
	out->len = (size_t)len;
	out->ptr[out->len] = '\0';
	return true;
}

static bool decode_utf16(
	struct str bytes, size_t mark, struct buf *out, struct decoded *d, struct error *err)
{
	size_t count = (bytes.len - mark) / 2;
	if (count > INT32_MAX / 4)
		return error_set(err, ERROR_LIMIT,
			SAY("văn bản UTF-16 quá lớn", "the UTF-16 text is too large"));
	UChar *units = malloc((count + 1) * sizeof *units);
	if (!units)
		return error_set_memory(err);
	const unsigned char *p = (const unsigned char *)bytes.ptr + mark;
	for (size_t i = 0; i < count; i++)
		units[i] = unit_at(p + 2 * i, d->encoding);
	bool ok = units_to_utf8(units, (int32_t)count, out, err);
	size_t first = 0;
	d->repaired = count_lone_surrogates(units, (int32_t)count, &first);
	d->first_repair = d->repaired ? mark + 2 * first : 0;
	free(units);
	if (!ok)
		return false;
	if ((bytes.len - mark) % 2 != 0) { /* half a unit at the end */
		if (d->repaired++ == 0)
			d->first_repair = bytes.len - 1;
		if (!buf_append(out, REPLACEMENT))
			return error_set_memory(err);
	}
	d->text = buf_str(out);
	return true;
}

bool decode_text(struct str bytes, struct buf *out, struct decoded *d, struct error *err)
{
	buf_reset(out);
	*d = (struct decoded){.text = bytes, .encoding = ENCODING_UTF8};
	size_t mark;
	enum encoding wide;
	if (starts_utf16(bytes, &wide, &mark)) {
		d->encoding = wide;
		if (!decode_utf16(bytes, mark, out, d, err))
			return false;
	} else {
		if (str_starts_with(bytes, UTF8_MARK)) {
			d->skipped = UTF8_MARK.len;
			d->text = str_slice(bytes, UTF8_MARK.len, bytes.len);
		}
		if (utf8_valid_prefix(d->text) < d->text.len && !repair(d->text, out, d, err))
			return false;
	}
	return is_binary(d->text, d->repaired) ? refuse_binary(err) : true;
}
