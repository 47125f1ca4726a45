/* Numbers of lists, as programs count and show them. */
#include "article/readers/office/numbers.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#define COUNT(array) (sizeof(array) / sizeof *(array))

static void levels_are_counted(void **state)
{
	static const struct {
		const char *levels; /* of paragraphs, from 1 */
		unsigned restart;   /* of the second level */
		const char *wanted;
	} cases[] = {
		{"122", 1, "Chương I./Điều 1./Điều 2./"},
		{"1221", 1, "Chương I./Điều 1./Điều 2./Chương II./"},
		{"12212", 1, "Chương I./Điều 1./Điều 2./Chương II./Điều 1./"},
		{"12212", 0, "Chương I./Điều 1./Điều 2./Chương II./Điều 3./"},
		{"123323", 1, "Chương I./Điều 1./1.1.1/1.1.2/Điều 2./1.2.1/"},
		{"3", 1, "1.1.1/"},
	};
	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++) {
		struct buf out = BUF_INIT;
		struct number_list l = {0};
		l.levels[0] = (struct number_level){
			.form = NUMBER_ROMAN_LARGE, .start = 1, .text = STR("Chương %1.")};
		l.levels[1] = (struct number_level){
			.start = 1, .restart = cases[i].restart, .text = STR("Điều %2.")};
		l.levels[2] = (struct number_level){.form = NUMBER_LETTER_SMALL,
			.start = 1,
			.restart = 2,
			.plain = true, /* letters, too */
			.text = STR("%1.%2.%3")};
		for (const char *level = cases[i].levels; *level; level++) {
			numbers_next(&l, (unsigned)(*level - '1'), &out);
			buf_push(&out, '/');
		}
		assert_string_equal(out.ptr, cases[i].wanted);
		buf_free(&out);
	}
}

static void forms_are_shown(void **state)
{
	static const struct {
		enum number_form form;
		uint32_t start;
		const char *text, *wanted;
	} cases[] = {
		{NUMBER_DECIMAL, 9, "%1.", "9.10."},
		{NUMBER_TWO_FIGURES, 9, "%1 ", "09 10 "},
		{NUMBER_ROMAN_LARGE, 1989, "%1 ", "MCMLXXXIX MCMXC "},
		{NUMBER_ROMAN_SMALL, 3, "(%1)", "(iii)(iv)"},
		{NUMBER_ROMAN_SMALL, 3999, "%1 ", "mmmcmxcix 4000 "},
		{NUMBER_LETTER_SMALL, 26, "%1)", "z)aa)"},
		{NUMBER_LETTER_LARGE, 53, "%1)", "AAA)BBB)"},
		{NUMBER_LETTER_LARGE, 0, "%1)", "0)A)"},
		{NUMBER_NONE, 1, "Ghi chú", "Ghi chúGhi chú"},
		{NUMBER_BULLET, 1, "-", "--"},
		{NUMBER_BULLET, 1, "\xEF\x82\xB7", ""},
		{NUMBER_DECIMAL, 1, "100%", "100%100%"},
		{NUMBER_DECIMAL, UINT32_MAX, "%1 ", "4294967295 0 "},
	};
	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++) {
		struct buf out = BUF_INIT;
		struct number_list l = {0};
		l.levels[0] = (struct number_level){.form = cases[i].form,
			.start = cases[i].start,
			.text = str_from_c(cases[i].text)};
		numbers_next(&l, 0, &out);
		numbers_next(&l, 0, &out);
		assert_string_equal(out.len > 0 ? out.ptr : "", cases[i].wanted);
		buf_free(&out);
	}
}

static void lists_begin_anew(void **state)
{
	struct buf out = BUF_INIT;
	struct number_list l = {0};
	(void)state;
	l.levels[0] = (struct number_level){.start = 1, .text = STR("%1.")};
	numbers_next(&l, 0, &out);
	numbers_next(&l, 0, &out);
	numbers_restart(&l, 0, 7);
	numbers_next(&l, 0, &out);
	numbers_restart(&l, 0, 0);
	numbers_next(&l, 0, &out);
	numbers_next(&l, 0, &out);
	assert_string_equal(out.ptr, "1.2.7.0.1.");
	buf_free(&out);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(levels_are_counted),
		cmocka_unit_test(forms_are_shown),
		cmocka_unit_test(lists_begin_anew),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
