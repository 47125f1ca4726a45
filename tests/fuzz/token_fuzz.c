/* Analysis of any bytes: tokens in order, on character borders, with valid spellings;
 * extra tokens begin where the word before them does. */
#include "fuzz/check.h"
#include "text/encoding/decode.h"
#include "text/token/token.h"

#include <stdint.h>
#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static bool on_border(struct str text, size_t at)
{
	return at == text.len || ((unsigned char)text.ptr[at] & 0xC0) != 0x80;
}

static void check_spelling(struct str s)
{
	CHECK(s.len > 0 && s.len <= TOKEN_MAX_BYTES);
	CHECK(utf8_valid_prefix(s) == s.len);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static struct tokenizer *t;
	if (!t && !(t = tokenizer_new()))
		abort();
	struct str text = str_make((const char *)data, size);
	bool valid = utf8_valid_prefix(text) == text.len;
	struct token token;
	size_t end = 0;
	size_t start = 0;
	if (size % 2)
		tokenizer_start_document(t, text);
	else
		tokenizer_start_query(t, text);
	while (tokenizer_next(t, &token)) {
		CHECK(token.start < token.end && token.end <= text.len);
		if (valid)
			CHECK(on_border(text, token.start) && on_border(text, token.end));
		check_spelling(token.exact);
		check_spelling(token.folded);
		if (token.flags & TOKEN_EXTRA) {
			CHECK(token.start <= start || token.end <= end);
			continue;
		}
		CHECK(token.start >= end);
		start = token.start;
		end = token.end;
	}
	return 0;
}
