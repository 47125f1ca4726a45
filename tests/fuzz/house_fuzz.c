/* A dictionary of any bytes: groups and problems, and what is found in it fits. */
#include "text/house/lookup.h"

#include "fuzz/check.h"
#include <stdint.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct str text = str_make((const char *)data, size);
	struct house *h = house_new();
	struct tokenizer *t = tokenizer_new_small();
	struct error err;
	struct token token;
	CHECK(h && t && house_parse(h, text, "fuzz", &err));
	CHECK(house_group_count(h) <= HOUSE_MAX_GROUPS);
	tokenizer_start(t, text);
	while (tokenizer_next(t, &token)) {
		struct variant_word word = {token.exact, token.folded, token.kind, token.flags};
		struct house_search search = {0};
		struct variant_match m;
		while (house_next(h, &search, &word, 1, &m))
			CHECK(m.covered == 1 && m.other_count > 0 &&
				m.other_count <= VARIANT_MAX_OTHERS);
	}
	tokenizer_free(t);
	house_free(h);
	return 0;
}
