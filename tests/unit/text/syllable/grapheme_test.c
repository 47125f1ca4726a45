/* text/syllable/grapheme: what a reader takes for one character. */
#include "text/syllable/grapheme.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#define COUNT(table) (sizeof(table) / sizeof *(table))

static const struct {
	const char *text;
	size_t ends[4]; /* of each, in bytes; up to the first 0 */
} cases[] = {
	{"", {0}}, {"ab", {1, 2}}, {"\u1ed9a", {3, 4}}, /* ộ composed */
	{"o\u0302\u0323a", {5, 6}},                     /* o, circumflex, dot below */
	{"\u00f4\u0323a", {4, 5}},                      /* ô, dot below */
	{"\u0301a", {2, 3}},                            /* a mark with no letter */
	{"\xff\xffo\u0300", {1, 2, 5}},                 /* bytes that are nothing */
	{"o\xcc", {1, 2}},                              /* a mark that is cut off */
	{"\U0001F1FB\U0001F1F3!", {8, 9}},              /* a flag */
	{"\r\n", {2}}, {"\uac00\u11a8", {6}},           /* a syllable of Hangul and its end */
};

static void test_ends(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++) {
		struct str s = str_from_c(cases[i].text);
		size_t at = 0;
		for (size_t k = 0; k < COUNT(cases[i].ends) && cases[i].ends[k]; k++) {
			size_t end = grapheme_end(s, at);
			assert_int_equal(end, cases[i].ends[k]);
			assert_int_equal(grapheme_before(s, end), at);
			for (size_t within = at + 1; within <= end; within++)
				assert_int_equal(grapheme_round(s, within), end);
			at = end;
		}
		assert_int_equal(at, s.len);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(test_ends)};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
