#include "text/encoding/utf16.h"

#include "base/lang.h"

#include <limits.h>
#include <stdlib.h>
#include <unicode/ustring.h>

static uint16_t unit_at(const unsigned char *p, enum encoding e)
{
	return (uint16_t)(e == ENCODING_UTF16LE ? p[0] | p[1] << 8 : p[1] | p[0] << 8);
}

size_t utf16_mark(struct str s, enum encoding e)
{
	return str_starts_with(s, e == ENCODING_UTF16LE ? STR("\xFF\xFE") : STR("\xFE\xFF")) ? 2
											     : 0;
}

/* Without a mark: Vietnamese UTF-16 has a zero or small high byte in every unit, so
   zeros gather on one side. */
static bool looks_like_utf16(struct str s, enum encoding *e)
{
	enum { SAMPLE = 4096 };
	size_t sample = (s.len < SAMPLE ? s.len : SAMPLE) & ~(size_t)1;
	size_t zeros[2] = {0, 0};
	if (sample == 0 || !memchr(s.ptr, 0, sample))
		return false;
	for (size_t i = 0; i < sample; i++)
		zeros[i & 1] += s.ptr[i] == 0;
	*e = zeros[1] > zeros[0] ? ENCODING_UTF16LE : ENCODING_UTF16BE;
	size_t more = zeros[1] > zeros[0] ? zeros[1] : zeros[0];
	size_t less = zeros[0] + zeros[1] - more;
	return sample >= 4 && more > sample / 5 && less <= sample / 100;
}

bool utf16_recognise(struct str s, enum encoding *e, size_t *mark)
{
	*mark = 2;
	*e = ENCODING_UTF16LE;
	if (utf16_mark(s, *e) > 0)
		return true;
	*e = ENCODING_UTF16BE;
	if (utf16_mark(s, *e) > 0)
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
			*first = 2 * (size_t)i;
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
	u_strToUTF8WithSub(out->ptr + out->len, room, &len, units, count, 0xFFFD, NULL, &status);
	if (U_FAILURE(status))
		return error_set_memory(err);
	out->len += (size_t)len;
	out->ptr[out->len] = '\0';
	return true;
}

bool utf16_decode(struct str s, enum encoding e, struct buf *out, size_t *repaired, size_t *first,
	struct error *err)
{
	size_t count = s.len / 2;
	if (count > INT32_MAX / 4)
		return error_set(err, ERROR_LIMIT,
			SAY("văn bản UTF-16 quá lớn", "the UTF-16 text is too large"));
	UChar *units = malloc((count + 1) * sizeof *units);
	if (!units)
		return error_set_memory(err);
	for (size_t i = 0; i < count; i++)
		units[i] = unit_at((const unsigned char *)s.ptr + 2 * i, e);
	bool ok = units_to_utf8(units, (int32_t)count, out, err);
	*first = 0;
	*repaired = count_lone_surrogates(units, (int32_t)count, first);
	free(units);
	if (!ok)
		return false;
	if (s.len % 2 != 0) { /* half a unit at the end */
		if ((*repaired)++ == 0)
			*first = s.len - 1;
		if (!buf_append_c(out, "\xEF\xBF\xBD"))
			return error_set_memory(err);
	}
	return true;
}
