/* text: numbers, their units, times and codes have one spelling. */
#include "base/buf.h"
#include "text/token/token.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>

#include <cmocka.h>

#define COUNT(table) (sizeof(table) / sizeof *(table))

static void check_spellings(const char *const cases[][2], size_t count)
{
	struct tokenizer *t = tokenizer_new();
	struct buf got = BUF_INIT;
	struct token token;
	for (size_t i = 0; i < count; i++) {
		buf_reset(&got);
		tokenizer_start(t, str_from_c(cases[i][0]));
		while (tokenizer_next(t, &token))
			buf_printf(&got, "%s%.*s", got.len > 0 ? "|" : "", STR_ARG(token.exact));
		if (!str_eq(buf_str(&got), str_from_c(cases[i][1])))
			fail_msg("%s: %.*s, not %s", cases[i][0], STR_ARG(buf_str(&got)),
				cases[i][1]);
	}
	buf_free(&got);
	tokenizer_free(t);
}

static void a_number_is_one_word(void **state)
{
	(void)state;
	static const char *const cases[][2] = {
		{"1.234.567", "1234567"},
		{"1,234,567", "1234567"},
		{"1 234 567", "1234567"},
		{"1\u00a0234\u202f567,5", "1234567,5"},
		{"1.234.567,89", "1234567,89"},
		{"1,234,567.89", "1234567,89"},
		{"1.234,5", "1234,5"},
		{"1,5", "1,5"},
		{"1.5", "1,5"},
		{"0.5", "0,5"},
		{"09,5", "9,5"},
		{"4.0", "4,0"},
		{"1.234", "1234"},
		{"1,234", "1,234"},
		{"44,000", "44000"},
		{"1234,000", "1234,000"},
		{"0.125", "0,125"},
		{"0,120", "0,120"},
		/* no numbers */
		{"1.2.3", "1|2|3"},
		{"192.168.1.1", "192|168|1|1"},
		{"1.23.456", "1|23|456"},
		{"0.123.456", "0|123|456"},
		{"1.234.5678", "1|234|5678"},
		{"v2.0.1", "v2|0|1"},
		{"3.", "3"},
		{"3.Hai", "3|hai"},
		/* dates */
		{"ngày 27.3", "ngày|27|3"},
		{"27.3.2018", "27|3|2018"},
		{"ngày 5,6/7", "ngày|5|6|7"},
		/* grouped by spaces, or not */
		{"giá 200 000 đồng", "giá|200000|đồng"},
		{"có 395 526 lượt", "có|395526|lượt"},
		{"ngày 15 200 người", "ngày|15|200|người"},
		{"năm 2018 500 người", "năm|2018|500|người"},
		{"27/3 200 người", "27|3|200|người"},
		{"top 500 500 đội", "top|500|500|đội"},
		{"bảng 84 973 102 259 3", "bảng|84|973|102|259|3"},
		{"Boeing 737 800", "boeing|737|800"},
		{"cm 3 588.000", "cm|3|588000"},
		{"có 100 120 Lợi nhuận", "có|100|120|lợi|nhuận"},
		{"09 123", "9|123"},
		/* zeros */
		{"09", "9"},
		{"00123", "123"},
		{"001234", "001234"},
		{"12\u00ad34", "1234"},
	};
	check_spellings(cases, COUNT(cases));
}

static void what_stands_behind_a_number_is_cut_from_it(void **state)
{
	(void)state;
	static const char *const cases[][2] = {
		{"50kg", "50|kg"},
		{"12,5km/h", "12,5|km|h"},
		{"45m²", "45|m2"},
		{"10²", "10|2"},
		{"５０kg", "50|kg"},
		{"5% 5 % 5‰ 5％", "5|%|5|%|5|‰|5|%"},
		{"% 5, 5", "5|5"},
		{"38°C 38 °C 38oC 38 ºC", "38|độ|c|38|độ|c|38|độ|c|38|độ|c"},
		{"5 oc", "5|oc"},
		{"50đ 50 đ 50Đ 5 Đ", "50|đồng|50|đồng|50|đồng|5|đ"},
		{"5 đ/c", "5|đ|c"},
		{"50đ/chậu", "50|đồng|chậu"},
		{"5tr, 5 tr, 5 tr. 9", "5|triệu|5|triệu|5|tr|9"},
		{"6m 6 m 6M", "6|mét|6|mét|6|m"},
		{"2lần 5G 50cc", "2|lần|5|g|50|cc"},
		{"A4 m2 U23 QL1A", "a4|m2|u23|ql1a"},
		{"lúc11:55 Điều5", "lúc|11|giờ|55|điều|5"},
	};
	check_spellings(cases, COUNT(cases));
}

static void times_and_codes_have_one_spelling(void **state)
{
	(void)state;
	static const char *const cases[][2] = {
		{"18h30 18:30 18g30 18H30", "18|giờ|30|18|giờ|30|18|giờ|30|18|giờ|30"},
		{"7h 7 h 7h05 7h5", "7|giờ|7|giờ|7|giờ|5|7|giờ|5"},
		{"72h, 72 h", "72|giờ|72|h"},
		{"18g 7g3 3:2 25:10 10:75", "18|g|7|g3|3|2|25|10|10|75"},
		{"18h-20h", "18|giờ|20|giờ"},
		{"10:15:30", "10|giờ|15|30"},
		{"1:10.000", "1|10000"},
		{"24h.com.vn", "24|h|com|vn"},
		{"29A-123.45 29A-12345 29A12345", "29a12345|29a12345|29a12345"},
		{"29-C1 123.45 29C1-12345", "29c112345|29c112345"},
		{"29A - 123.45 29LD-123.45", "29a12345|29ld12345"},
		{"54K2-2100 54k22100", "54k22100|54k22100"},
		{"29A 123", "29|a|123"},
		{"0912.345.678 0912 345 678", "0912345678|0912345678"},
		{"+84912345678 +84 912 345 678 (+84) 912 345 678",
			"0912345678|0912345678|0912345678"},
		{"(024) 3825 1234 024-38251234", "02438251234|02438251234"},
		{"0011 0022 3344", "001100223344"},
		{"07-13-16-30-37-44", "7|13|16|30|37|44"},
		{"08.08.2008", "8|8|2008"},
	};
	check_spellings(cases, COUNT(cases));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_number_is_one_word),
		cmocka_unit_test(what_stands_behind_a_number_is_cut_from_it),
		cmocka_unit_test(times_and_codes_have_one_spelling),
	};
	return cmocka_run_group_tests_name("number", tests, NULL, NULL);
}
