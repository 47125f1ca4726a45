/* text/date: parts of a year or month, and decades. */
#include "text/date/part.h"

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
	{"6 tháng đầu năm 2017", "2017-01-01", "2017-06-30"},
	{"6 thang dau nam 2017", "2017-01-01", "2017-06-30"},
	{"9 tháng đầu năm", "2018-01-01", "2018-09-30"},
	{"2 tháng đầu năm 2016", "2016-01-01", "2016-02-29"},
	{"2 tháng đầu năm nay", "2018-01-01", "2018-02-28"},
	{"1 tháng cuối năm ngoái", "2017-12-01", "2017-12-31"},
	{"3 tháng cuối năm 2017", "2017-10-01", "2017-12-31"},
	{"nửa đầu năm 2017", "2017-01-01", "2017-06-30"},
	{"nửa cuối năm 2017", "2017-07-01", "2017-12-31"},
	{"nửa cuối năm", "2018-07-01", "2018-12-31"},
	{"nửa đầu tháng 9/2017", "2017-09-01", "2017-09-15"},
	{"nửa cuối tháng 2 năm 2016", "2016-02-16", "2016-02-29"},
	{"nửa đầu tháng này", "2018-03-01", "2018-03-15"},
	{"thập niên 2010", "2010-01-01", "2019-12-31"},
	{"thập kỷ 90", "1990-01-01", "1999-12-31"},
	{"thap ki 1980", "1980-01-01", "1989-12-31"},
	{"những năm 30", "1930-01-01", "1939-12-31"},
	{"1980s", "1980-01-01", "1989-12-31"},
	{"những năm 2018", "", ""},
	{"những năm 20", "", ""},
	{"thập niên", "", ""},
	{"thập niên 2010 2020", "", ""},
	{"198xs", "", ""},
	{"12 tháng đầu năm 2017", "", ""},
	{"0 tháng đầu năm 2017", "", ""},
	{"6 tháng đầu tháng 9/2017", "", ""},
	{"6 tháng năm 2017", "", ""},
	{"6 ngày đầu năm 2017", "", ""},
	{"nửa đầu quý 2/2017", "", ""},
	{"nửa đầu 27/3/2017", "", ""},
	{"nửa năm 2017", "", ""},
	{"nửa đầu", "", ""},
	{"đầu năm 2017", "", ""},
	{"a b c d e f g h i", "", ""},
	{"", "", ""},
};

static void parts_are_read(void **state)
{
	const struct date today = {2018, 3, 15};
	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct date first, last;
		char text[DATE_TEXT_SIZE];
		bool read = date_read_part(str_from_c(cases[i].text), today, &first, &last);
		if (read != (cases[i].first[0] != '\0'))
			fail_msg("%s", cases[i].text);
		if (!read)
			continue;
		assert_string_equal(date_format(first, text), cases[i].first);
		assert_string_equal(date_format(last, text), cases[i].last);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(parts_are_read)};
	return cmocka_run_group_tests_name("part", tests, NULL, NULL);
}
