#include "base/buf.h"
#include "text/syllable/slip.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#define COUNT(table) (sizeof(table) / sizeof *(table))

static void syllables_are_taken_for_one_another(void **state)
{
	(void)state;
	static const struct {
		const char *exact, *want;
	} cases[] = {
		{"sữa", "sưa sừa sứa sửa sựa xữa"},
		{"trao", "trào tráo trảo trão trạo chao"},
		{"gì", "gi gí gỉ gĩ gị dì rì"},
		{"nghỉ", "nghi nghì nghí nghĩ nghị nỉ"},
		{"làn", "lan lán lản lãn lạn nàn làng"},
		{"bát", "bạt bác"},
		{"lý", "ly lỳ lỷ lỹ lỵ ný"},
		{"zx", ""},
		{"ngiêng", "nghiêng niêng"},
		{"", ""},
	};
	for (size_t i = 0; i < COUNT(cases); i++) {
		struct slip slips[SLIP_MAX];
		struct buf got = BUF_INIT;
		size_t count = slips_of(str_from_c(cases[i].exact), slips);
		buf_append_c(&got, "");
		for (size_t k = 0; k < count; k++) {
			buf_append_c(&got, k > 0 ? " " : "");
			buf_append(&got, str_make(slips[k].exact, slips[k].exact_len));
		}
		assert_string_equal(buf_str(&got).ptr, cases[i].want);
		buf_free(&got);
	}
}

static void hoi_and_nga_are_no_mistyping(void **state)
{
	(void)state;
	struct slip slips[SLIP_MAX];
	size_t count = slips_of(STR("sữa"), slips);
	for (size_t i = 0; i < count; i++) {
		struct str exact = str_make(slips[i].exact, slips[i].exact_len);
		bool same_letters =
			str_eq(str_make(slips[i].folded, slips[i].folded_len), STR("sua"));
		assert_int_equal(slips[i].only_tone, same_letters);
		assert_int_equal(slips[i].mistyped, same_letters && !str_eq(exact, STR("sửa")));
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(syllables_are_taken_for_one_another),
		cmocka_unit_test(hoi_and_nga_are_no_mistyping),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
