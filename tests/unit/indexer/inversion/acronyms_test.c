/* indexer: which words of a block stand in capitals among others. */
#include "base/buf.h"
#include "indexer/inversion/acronyms.h"
#include "text/token/token.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>

#include <cmocka.h>

#define COUNT(table) (sizeof(table) / sizeof *(table))

static void capitals_among_small_letters_are_acronyms(void **state)
{
	(void)state;
	static const struct {
		const char *text, *want;
	} cases[] = {
		{"Trạm BOT dừng thu phí", "bot"},
		{"Câu lạc bộ MU và AI", "mu ai"},
		{"Trạm BOT, con bot", "bot"},
		{"HĐND và WHO họp", "who"},
		{"Đội M.U thắng", "mu"},
		{"Trung ương: TƯ họp", "tư"},
		/* headlines */
		{"TRẠM BOT DỪNG", ""},
		{"BOT", ""},
		{"Tin: CẤM XE QUA CẦU từ mai", ""},
		{"Tin: CẤM XE QUA từ mai", "cấm xe qua"},
		{"An, A và B", ""},
		{"", ""},
	};
	struct tokenizer *t = tokenizer_new();
	struct words words;
	struct acronyms acronyms = {.found = BUF_INIT};
	struct buf got = BUF_INIT;
	assert_true(words_open(&words));
	for (size_t i = 0; i < COUNT(cases); i++) {
		struct token token;
		words_reset(&words);
		acronyms_begin(&acronyms);
		tokenizer_start_document(t, str_from_c(cases[i].text));
		while (tokenizer_next(t, &token)) {
			struct word *word = words_add(&words, &token, ZONE_BODY, 1);
			acronyms_read(&acronyms, &token, (uint32_t)(word - words.ptr));
		}
		acronyms_end(&acronyms, &words);
		buf_reset(&got);
		buf_append_c(&got, "");
		for (size_t k = 0; k < words.count; k++) {
			if (words.ptr[k].acronym)
				buf_printf(&got, "%s%.*s", got.len > 0 ? " " : "",
					STR_ARG(words.ptr[k].exact));
		}
		assert_string_equal(got.ptr, cases[i].want);
	}
	buf_free(&got);
	buf_free(&acronyms.found);
	words_close(&words);
	tokenizer_free(t);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(capitals_among_small_letters_are_acronyms),
	};
	return cmocka_run_group_tests_name("acronyms", tests, NULL, NULL);
}
