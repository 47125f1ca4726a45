/* query/reading: the operators of a query, and what is left of it. */
#include "query/reading/operators.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

static const struct {
	const char *query;
	const char *rest;
	const char *choices; /* "a|b; c|"d e"" */
} cases[] = {
	{"lũ bão", "lũ bão", ""},
	{"lũ OR bão", "lũ    bão", "lũ|bão"},
	{"lũ HOẶC bão", "lũ        bão", "lũ|bão"},
	{"lũ HOAC bão", "lũ      bão", "lũ|bão"},
	{"lũ HAY bão", "lũ     bão", "lũ|bão"},
	{"lũ|bão", "lũ bão", "lũ|bão"},
	{"lũ || bão", "lũ    bão", "lũ|bão"},
	{"lũ OR bão OR hạn", "lũ    bão    hạn", "lũ|bão|hạn"},
	{"miền trung lũ OR bão to", "miền trung lũ    bão to", "lũ|bão"},
	{"\"lũ quét\" OR bão", "\"lũ quét\"    bão", "\"lũ quét\"|bão"},
	{"“lũ quét”|“sạt lở”", "“lũ quét” “sạt lở”", "\"lũ quét\"|\"sạt lở\""},
	{"(lũ OR bão) huế", "(lũ    bão) huế", "lũ|bão"},
	{"lũ OR bão hạn OR mặn", "lũ    bão hạn    mặn", "lũ|bão; hạn|mặn"},
	{"lũ AND bão", "lũ     bão", ""},
	{"lũ VÀ bão", "lũ     bão", ""},
	{"lũ NOT bão", "lũ    -bão", ""},
	{"NOT bão lũ", "   -bão lũ", ""},
	{"lũ KHÔNG bão", "lũ       -bão", ""},
	{"lũ TRỪ \"bão số 3\"", "lũ      -\"bão số 3\"", ""},
	/* Words. */
	{"KHÔNG khí lạnh", "KHÔNG khí lạnh", ""},
	{"LŨ OR BÃO", "LŨ OR BÃO", ""},
	{"lũ or bão", "lũ or bão", ""},
	{"lũ hay bão", "lũ hay bão", ""},
	{"lũ OR", "lũ OR", ""},
	{"OR bão", "OR bão", ""},
	{"lũ OR OR bão", "lũ OR OR bão", ""},
	{"lũ OR -bão", "lũ OR -bão", ""},
	{"\"lũ OR bão\"", "\"lũ OR bão\"", ""},
	{"\"lũ OR bão", "\"lũ OR bão", ""},
	{"AND bão to", "AND bão to", ""},
	{"| lũ", "| lũ", ""},
	{"", "", ""},
};

static void describe(const char *text, const struct operators *o, struct buf *out)
{
	for (size_t i = 0; i < o->count; i++) {
		buf_append_c(out, i > 0 ? "; " : "");
		for (size_t k = 0; k < o->choices[i].count; k++) {
			const struct operand *one = &o->choices[i].operands[k];
			const char *quote = one->quoted ? "\"" : "";
			buf_printf(out, "%s%s%.*s%s", k > 0 ? "|" : "", quote,
				(int)(one->end - one->start), text + one->start, quote);
		}
	}
	buf_push(out, '\0');
}

static void operators_are_read(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct buf text = BUF_INIT, told = BUF_INIT;
		struct operators o;
		buf_append_c(&text, cases[i].query);
		buf_push(&text, '\0');
		operators_read(text.ptr, text.len - 1, &o);
		operators_put_minuses(&o, text.ptr);
		describe(cases[i].query, &o, &told);
		assert_string_equal(text.ptr, cases[i].rest);
		assert_string_equal(told.ptr, cases[i].choices);
		buf_free(&text);
		buf_free(&told);
	}
}

/* What is too long to have been typed keeps its words; no choice is longer than there is room for.
 */
static void there_are_bounds(void **state)
{
	(void)state;
	struct buf text = BUF_INIT;
	struct operators o;
	for (int i = 0; i < 2 * QUERY_TYPED_WORDS + 1; i++)
		buf_append_c(&text, i % 2 ? "OR " : "lũ ");
	buf_push(&text, '\0');
	operators_read(text.ptr, text.len - 1, &o);
	assert_int_equal(o.count, 0);
	assert_non_null(strstr(text.ptr, "OR"));
	buf_reset(&text);
	for (int i = 0; i < 2 * OPERATORS_OPERANDS + 7; i++)
		buf_append_c(&text, i % 2 ? "| " : "lũ ");
	operators_read(text.ptr, text.len, &o);
	assert_int_equal(o.count, 2);
	assert_int_equal(o.choices[0].count, OPERATORS_OPERANDS);
	buf_free(&text);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(operators_are_read),
		cmocka_unit_test(there_are_bounds),
	};
	return cmocka_run_group_tests_name("operators", tests, NULL, NULL);
}
