/* Any bytes decode to valid UTF-8 of a bounded length, or are refused as no text. */
#include "fuzz/check.h"
#include "text/encoding/decode.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check_text(struct str bytes, const struct decoded *d)
{
	CHECK(utf8_valid_prefix(d->text) == d->text.len);
	CHECK(d->text.len <= 3 * bytes.len);
	CHECK(d->encoding < ENCODING_COUNT && d->second < ENCODING_COUNT);
	CHECK(d->confidence >= 0 && d->confidence <= 1);
	CHECK(d->repaired <= bytes.len && d->first_repair <= bytes.len);
	if (d->repaired == 0)
		CHECK(d->first_repair == 0);
}

/* What was decoded once is UTF-8 for good. */
static void check_again(struct str text)
{
	struct buf out = BUF_INIT;
	struct decoded d;
	struct error err;
	if (decode_text_as(text, ENCODING_UTF8, &out, &d, &err))
		CHECK(d.repaired == 0 && d.text.len + d.skipped == text.len);
	buf_free(&out);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct str bytes = str_make((const char *)data, size);
	struct buf out = BUF_INIT;
	struct decoded d;
	struct error err;
	if (decode_text(bytes, &out, &d, &err)) {
		check_text(bytes, &d);
		check_again(d.text);
	} else {
		CHECK(err.code == ERROR_INPUT);
	}
	for (int e = 0; e < ENCODING_COUNT; e++) {
		if (decode_text_as(bytes, (enum encoding)e, &out, &d, &err))
			check_text(bytes, &d);
	}
	enum encoding as;
	if (decode_word(bytes, &out, &as)) {
		CHECK(encoding_is_misread(as) && out.len > 0);
		CHECK(utf8_valid_prefix(buf_str(&out)) == out.len);
	}
	buf_free(&out);
	return 0;
}
