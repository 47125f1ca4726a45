#include "article/readers/container/codepage.h"

#include "text/encoding/legacy.h"
#include "text/syllable/script.h"

#include <stdio.h>
#include <unicode/ucnv.h>

int codepage_of_charset(int charset, int without)
{
	static const struct {
		int charset, page;
	} sets[] = {{0, 1252}, {77, 10000}, {128, 932}, {129, 949}, {134, 936}, {136, 950},
		{161, 1253}, {162, 1254}, {163, 1258}, {177, 1255}, {178, 1256}, {186, 1257},
		{204, 1251}, {222, 874}, {238, 1250}, {255, 850}};
	for (size_t i = 0; i < sizeof sets / sizeof *sets; i++) {
		if (sets[i].charset == charset)
			return sets[i].page;
	}
	return without;
}

void codepage_append_latin(struct str bytes, struct buf *out)
{
	for (size_t i = 0; i < bytes.len; i++) {
		char utf8[4];
		size_t len = script_write((unsigned char)bytes.ptr[i], utf8);
		buf_append(out, str_make(utf8, len));
	}
}

static void append_legacy(enum encoding e, struct str bytes, struct buf *out)
{
	size_t undefined = 0, first = 0;
	legacy_decode(e, bytes, out, &undefined, &first);
}

/* Converters are opened once, and kept to the end of the process. */
static UConverter *converter_of(int page)
{
	static struct {
		int page;
		UConverter *converter;
	} known[] = {{437, NULL}, {850, NULL}, {874, NULL}, {932, NULL}, {936, NULL}, {949, NULL},
		{950, NULL}, {1250, NULL}, {1251, NULL}, {1253, NULL}, {1254, NULL}, {1255, NULL},
		{1256, NULL}, {1257, NULL}, {10000, NULL}};
	for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
		if (known[i].page != page)
			continue;
		char name[32];
		UErrorCode status = U_ZERO_ERROR;
		bool dos = page < 874;
		snprintf(name, sizeof name, dos ? "ibm-%d" : "windows-%d", page);
		if (!known[i].converter)
			known[i].converter = ucnv_open(page == 10000 ? "macintosh" : name, &status);
		return known[i].converter;
	}
	return NULL;
}

/* Appends BYTES as CONVERTER has them; nothing where that fails. */
static bool append_converted(UConverter *converter, struct str bytes, struct buf *out)
{
	enum { LONGEST = 4 }; /* bytes that one becomes: of TIS-620 three, of UTF-7 less */
	UErrorCode status = U_ZERO_ERROR;
	if (bytes.len > INT32_MAX / LONGEST / 2 || !buf_reserve(out, LONGEST * bytes.len + 4))
		return false;
	int32_t len = ucnv_toAlgorithmic(UCNV_UTF8, converter, out->ptr + out->len,
		(int32_t)(LONGEST * bytes.len + 4), bytes.ptr, (int32_t)bytes.len, &status);
	if (U_FAILURE(status)) {
		out->ptr[out->len] = '\0';
		return false;
	}
	out->len += (size_t)len;
	out->ptr[out->len] = '\0';
	return true;
}

bool codepage_append_named(const char *name, struct str bytes, struct buf *out)
{
	UErrorCode status = U_ZERO_ERROR;
	UConverter *converter = ucnv_open(name, &status);
	if (U_SUCCESS(status))
		ucnv_setToUCallBack(converter, UCNV_TO_U_CALLBACK_STOP, NULL, NULL, NULL, &status);
	bool ok = U_SUCCESS(status) && append_converted(converter, bytes, out);
	if (converter)
		ucnv_close(converter);
	return ok;
}

void codepage_append(int page, struct str bytes, struct buf *out)
{
	if (page == CODEPAGE_VIETNAMESE) {
		append_legacy(ENCODING_CP1258, bytes, out);
		return;
	}
	UConverter *converter = page == 1252 || bytes.len == 0 ? NULL : converter_of(page);
	if (!converter || !append_converted(converter, bytes, out))
		append_legacy(ENCODING_CP1252, bytes, out);
}

void codepage_warm_up(void)
{
	struct buf ignored = BUF_INIT;
	for (int page = 400; page <= 10000; page++)
		codepage_append(page, STR("\xC0"), &ignored);
	buf_free(&ignored);
}
