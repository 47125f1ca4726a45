#include "article/readers/container/charset.h"

#include "article/readers/container/codepage.h"
#include "base/ascii.h"
#include "text/encoding/decode.h"
#include "text/encoding/detect.h"
#include "text/encoding/utf16.h"
#include "text/syllable/utf8.h"

#include <unicode/ucnv.h>

enum {
	NAME_MAX_BYTES = 64,
	SAMPLE = 16 * 1024 /* bytes that a reading is judged by */
};

static const double LIKELY = 0.5; /* confidence of a text that tells its encoding by itself */

/* The encoding of our own that CHARSET is, by that name or by one that ICU knows. */
static bool encoding_of_charset(const char *charset, enum encoding *e)
{
	UErrorCode status = U_ZERO_ERROR;
	if (encoding_of_name(str_from_c(charset), e))
		return true;
	const char *standard = ucnv_getStandardName(charset, "IANA", &status);
	return U_SUCCESS(status) && standard && encoding_of_name(str_from_c(standard), e);
}

/* Whether each word of TEXT with marks is Vietnamese as E has it. */
static bool makes_sense(struct str text, enum encoding e)
{
	struct evidence evidence = {0};
	detect_weigh(str_slice(text, 0, text.len < SAMPLE ? text.len : SAMPLE), 1u << e, &evidence);
	return evidence.readings[e].valid > 0 && evidence.readings[e].invalid == 0;
}

static bool is_vietnamese(enum encoding e)
{
	return e >= ENCODING_TCVN3 && e <= ENCODING_CP1258;
}

/* Whether TEXT is UTF-8 with more than ASCII, or tells another encoding by itself. */
static bool tells(struct str text)
{
	struct buf room = BUF_INIT;
	struct decoded d;
	struct error ignored;
	bool utf8 = utf8_valid_prefix(text) == text.len;
	if (utf8)
		return !ascii_is_all(text);
	bool told = decode_text(text, &room, &d, &ignored) && d.confidence >= LIKELY &&
		    is_vietnamese(d.encoding);
	buf_free(&room);
	return told;
}

/* Converts *TEXT where it is UTF-16, whatever it is called. */
static bool convert_wide(struct str *text, struct buf *out)
{
	enum encoding e;
	size_t mark, repaired, first;
	struct error ignored;
	if (!utf16_recognise(*text, &e, &mark) || !utf16_decode(str_slice(*text, mark, text->len),
							  e, out, &repaired, &first, &ignored))
		return false;
	*text = buf_str(out);
	return true;
}

enum encoding charset_tell(struct str charset, struct str *text, struct buf *out)
{
	char name[NAME_MAX_BYTES];
	enum encoding e;
	buf_reset(out);
	if (convert_wide(text, out))
		return ENCODING_UTF8;
	charset = str_trim(charset);
	if (charset.len == 0 || charset.len >= sizeof name || text->len == 0)
		return ENCODING_DETECT;
	memcpy(name, charset.ptr, charset.len);
	name[charset.len] = '\0';
	if (encoding_of_charset(name, &e)) {
		bool meant = is_vietnamese(e) && utf8_valid_prefix(*text) < text->len &&
			     makes_sense(*text, e);
		return meant ? e : ENCODING_DETECT;
	}
	if (tells(*text) || !codepage_append_named(name, *text, out))
		return ENCODING_DETECT;
	*text = buf_str(out);
	return ENCODING_UTF8;
}
