/* text/encoding: names as they are shown and typed. */
#include "text/encoding/shown.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

struct shown_case {
	const char *raw, *shown;
};

static const struct shown_case cases[] = {
	{"", ""},
	{"2018/03/bài viết.txt", "2018/03/bài viết.txt"},
	{"b\xE0i.txt", "b\\xE0i.txt"},
	{"b\xE1i.txt", "b\\xE1i.txt"},
	{"\xE1\xBA", "\\xE1\\xBA"},
	{"a\nb\tc\x7F", "a\\x0Ab\\x09c\\x7F"},
	{"a\\b", "a\\b"},
	{"a\\xb", "a\\xb"},
	{"a\\xE0", "a\\x5CxE0"},
	{"a\\\xE0", "a\\\\xE0"},
	{"a\\xE\x01", "a\\xE\\x01"},
	{"a\u00A0b", "a\\xC2\\xA0b"},
	{"a\u200Bb", "a\\xE2\\x80\\x8Bb"},
	{"\u202Etxt", "\\xE2\\x80\\xAEtxt"},
	{"\uFEFFa", "\\xEF\\xBB\\xBF"
		    "a"},
	{"a\uFFFD", "a\uFFFD"},
	{"100%.txt", "100%.txt"},
	{"ba\u0300i", "ba\u0300i"},
};

static void what_is_shown_leads_back(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct buf shown = BUF_INIT;
		struct buf raw = BUF_INIT;
		assert_true(shown_append(&shown, str_from_c(cases[i].raw)));
		assert_string_equal(buf_str(&shown).ptr, cases[i].shown);
		assert_true(shown_revert(&raw, buf_str(&shown)));
		assert_string_equal(buf_str(&raw).ptr, cases[i].raw);
		buf_free(&shown);
		buf_free(&raw);
	}
}

/* All strings of three of these bytes: each comes back, so no two are shown alike. */
static void different_bytes_are_shown_differently(void **state)
{
	static const char bytes[] = {
		'\\', 'x', 'E', '0', ' ', '\n', '\x80', '\xC3', '\xA0', '\xE1'};
	enum { KINDS = sizeof bytes, LENGTH = 5 };
	(void)state;
	unsigned all = 1;
	for (int i = 0; i < LENGTH; i++)
		all *= KINDS;
	struct buf shown = BUF_INIT;
	struct buf back = BUF_INIT;
	for (unsigned n = 0; n < all; n++) {
		char raw[LENGTH];
		unsigned rest = n;
		for (int i = 0; i < LENGTH; i++, rest /= KINDS)
			raw[i] = bytes[rest % KINDS];
		buf_reset(&shown);
		buf_reset(&back);
		shown_append(&shown, str_make(raw, LENGTH));
		shown_revert(&back, buf_str(&shown));
		assert_true(str_eq(buf_str(&back), str_make(raw, LENGTH)));
	}
	buf_free(&shown);
	buf_free(&back);
}

static void macs_names_are_composed(void **state)
{
	(void)state;
	static const struct shown_case forms[] = {{"ba\u0300i vie\u0302\u0301t", "bài viết"},
		{"bài", "bài"}, {"", ""}, {"b\xE0i", "b\xE0i"}};
	for (size_t i = 0; i < sizeof forms / sizeof *forms; i++) {
		struct buf out = BUF_INIT;
		assert_true(shown_compose(&out, str_from_c(forms[i].raw)));
		assert_true(str_eq(buf_str(&out), str_from_c(forms[i].shown)));
		buf_free(&out);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_is_shown_leads_back),
		cmocka_unit_test(different_bytes_are_shown_differently),
		cmocka_unit_test(macs_names_are_composed),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
