/* text/date: days that are told from today. */
#include "text/date/relative.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>

/* Today is Thursday, the 15th of March 2018; "": they are none. */
static const struct {
	const char *text;
	const char *first, *last;
} cases[] = {
	{"hôm nay", "2018-03-15", "2018-03-15"},
	{"hom qua", "2018-03-14", "2018-03-14"},
	{"hôm kia", "2018-03-13", "2018-03-13"},
	{"today", "2018-03-15", "2018-03-15"},
	{"Yesterday", "2018-03-14", "2018-03-14"},
	{"tuần này", "2018-03-12", "2018-03-18"},
	{"tuần trước", "2018-03-05", "2018-03-11"},
	{"last week", "2018-03-05", "2018-03-11"},
	{"tháng này", "2018-03-01", "2018-03-31"},
	{"tháng trước", "2018-02-01", "2018-02-28"},
	{"thang qua", "2018-02-01", "2018-02-28"},
	{"quý trước", "2017-10-01", "2017-12-31"},
	{"năm nay", "2018-01-01", "2018-12-31"},
	{"năm ngoái", "2017-01-01", "2017-12-31"},
	{"last year", "2017-01-01", "2017-12-31"},
	{"7 ngày qua", "2018-03-08", "2018-03-15"},
	{"2 tuần qua", "2018-03-01", "2018-03-15"},
	{"3 tháng gần đây", "2017-12-15", "2018-03-15"},
	{"1 năm vừa qua", "2017-03-15", "2018-03-15"},
	{"last 20 days", "2018-02-23", "2018-03-15"},
	{"past 2 years", "2016-03-15", "2018-03-15"},
	{"3 ngày trước", "2018-03-12", "2018-03-12"},
	{"cách đây 2 tuần", "2018-02-26", "2018-03-04"},
	{"cach day 2 thang truoc", "2018-01-01", "2018-01-31"},
	{"2 quý trước", "2017-07-01", "2017-09-30"},
	{"5 years ago", "2013-01-01", "2013-12-31"},
	{"cách đây", "", ""},
	{"cách đây ngày", "", ""},
	{"3 trước", "", ""},
	{"3 ngày trước đó", "", ""},
	{"0 ngày trước", "", ""},
	{"1001 ngày trước", "", ""},
	{"qua", "", ""},
	{"7 ngày", "", ""},
	{"0 ngày qua", "", ""},
	{"99999 ngày qua", "", ""},
	{"1000 năm qua", "1018-03-15", "2018-03-15"},
	{"tháng", "", ""},
	{"ngày trước", "", ""},
	{"hôm qua hôm nay", "", ""},
	{"", "", ""},
};

static void days_are_read(void **state)
{
	const struct date today = {2018, 3, 15};
	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct date first, last;
		char text[DATE_TEXT_SIZE];
		bool read = date_read_relative(str_from_c(cases[i].text), today, &first, &last);
		assert_int_equal(read, cases[i].first[0] != '\0');
		if (!read)
			continue;
		assert_string_equal(date_format(first, text), cases[i].first);
		assert_string_equal(date_format(last, text), cases[i].last);
	}
}

static void months_end(void **state)
{
	struct date first, last;
	char text[DATE_TEXT_SIZE];
	(void)state;
	assert_true(
		date_read_relative(STR("1 tháng qua"), (struct date){2020, 3, 31}, &first, &last));
	assert_string_equal(date_format(first, text), "2020-02-29");
	assert_true(date_read_relative(STR("hôm qua"), (struct date){2020, 3, 1}, &first, &last));
	assert_string_equal(date_format(first, text), "2020-02-29");
	assert_true(date_read_relative(STR("hôm qua"), (struct date){2021, 1, 1}, &first, &last));
	assert_string_equal(date_format(first, text), "2020-12-31");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(days_are_read),
		cmocka_unit_test(months_end),
	};
	return cmocka_run_group_tests_name("relative", tests, NULL, NULL);
}
