/* text/date: dates that are stated as such, read or refused. */
#include "text/date/stated.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#define COUNT(array) (sizeof(array) / sizeof *(array))

static const struct {
	const char *text, *want; /* NULL: it can't be read */
} cases[] = {
	/* ISO 8601, and what is nearly so */
	{"2018-03-27", "2018-03-27"},
	{"2018-3-7", "2018-03-07"},
	{"2018/03/27", "2018-03-27"},
	{"2018.03.27", "2018-03-27"},
	{"2018-03-27T10:00:00", "2018-03-27"},
	{"2018-03-27T10:00", "2018-03-27"},
	{"2018-03-27 10:00:00", "2018-03-27"},
	{"2018-03-27 10:00:00.123456", "2018-03-27"},
	{"2018-03-27T10:00:00+07:00", "2018-03-27"},
	{"2018-03-27T10:00:00.000+0700", "2018-03-27"},
	{"2018-03-27t10:00:00z", "2018-03-27"},
	{"2018-03-27 10:00:00 +0700", "2018-03-27"},
	{"20180327", "2018-03-27"},
	{"20180327T100000", "2018-03-27"},
	{"20180327T1000+0700", "2018-03-27"},
	{"201803271405", "2018-03-27"},
	{"20180327140500", "2018-03-27"},
	{"20180327140500123", "2018-03-27"},
	/* in Vietnam's day */
	{"2018-03-27T17:00:00Z", "2018-03-28"},
	{"2018-03-27T16:59:59Z", "2018-03-27"},
	{"2018-03-27T17:00:00.000Z", "2018-03-28"},
	{"2018-12-31T20:00:00+00:00", "2019-01-01"},
	{"2018-03-27T23:30:00-05:00", "2018-03-28"},
	{"2018-03-28T00:30:00+09:00", "2018-03-27"},
	{"2019-01-01T00:30:00+09:00", "2018-12-31"},
	{"20180327T180000Z", "2018-03-28"},
	{"2018-03-27 18:00:00 UTC", "2018-03-28"},
	{"2018-03-27 10:00 PM GMT", "2018-03-28"},
	/* since 1970 */
	{"1522134000", "2018-03-27"},
	{"1522170000", "2018-03-28"},
	{"1522134000000", "2018-03-27"},
	{"1522134000.0", "2018-03-27"},
	{"1522134000.527", "2018-03-27"},
	{"1522134000000000", "2018-03-27"},
	{"/Date(1522134000000)/", "2018-03-27"},
	{"{\"$date\":\"2018-03-27T03:00:00Z\"}", "2018-03-27"},
	{"{\"$date\": 1522134000000}", "2018-03-27"},
	{"ISODate(\"2018-03-27T03:00:00Z\")", "2018-03-27"},
	/* RFC 822 and its like */
	{"Tue, 27 Mar 2018 10:00:00 +0700", "2018-03-27"},
	{"Tue, 27 Mar 2018 20:00:00 GMT", "2018-03-28"},
	{"Tue, 27 Mar 18 10:00:00 +0700", "2018-03-27"},
	{"27 Mar 2018 10:00:00 +0700", "2018-03-27"},
	{"Tue Mar 27 10:00:00 2018", "2018-03-27"},
	{"Tue Mar 27 10:00:00 UTC 2018", "2018-03-27"},
	{"Tue Mar 27 2018 10:00:00 GMT+0700 (Indochina Time)", "2018-03-27"},
	{"Tuesday, 27-Mar-18 10:00:00 UTC", "2018-03-27"},
	/* English months */
	{"27 March 2018", "2018-03-27"},
	{"March 27, 2018", "2018-03-27"},
	{"Mar. 27, 2018", "2018-03-27"},
	{"27-Mar-2018", "2018-03-27"},
	{"27/Mar/2018", "2018-03-27"},
	{"27th March, 2018", "2018-03-27"},
	{"March 2nd, 2018", "2018-03-02"},
	{"Sept 2, 2018", "2018-09-02"},
	{"2018 Mar 27", "2018-03-27"},
	{"March 27, 2018 10:00 AM", "2018-03-27"},
	{"Published on March 27, 2018", "2018-03-27"},
	{"March 2018", "2018-03"},
	/* Vietnamese months */
	{"27 tháng 3 năm 2018", "2018-03-27"},
	{"27 tháng 3, 2018", "2018-03-27"},
	{"27 Tháng 3 2018", "2018-03-27"},
	{"27 Tháng Ba 2018", "2018-03-27"},
	{"27 Tháng Ba, 2018", "2018-03-27"},
	{"Tháng Ba 27, 2018", "2018-03-27"},
	{"2 Tháng Mười Hai 2018", "2018-12-02"},
	{"2 Tháng Mười Một, 2018", "2018-11-02"},
	{"27 thg 3 2018", "2018-03-27"},
	{"27 thg 3, 2018", "2018-03-27"},
	{"27 Thg3 2018", "2018-03-27"},
	{"Th3 27, 2018", "2018-03-27"},
	{"27 Th3 2018", "2018-03-27"},
	{"Th12 5, 2018", "2018-12-05"},
	{"ngày 27 tháng 3 năm 2018", "2018-03-27"},
	{"Ngày 27/3/2018", "2018-03-27"},
	{"tháng 3 năm 2018", "2018-03"},
	{"Tháng 3/2018", "2018-03"},
	{"Tháng Ba, 2018", "2018-03"},
	{"27 THÁNG 3 NĂM 2018", "2018-03-27"},
	{"27 tha\u0301ng 3 n\u0103m 2018", "2018-03-27"},
	/* figures alone */
	{"27/3/2018", "2018-03-27"},
	{"27/03/2018", "2018-03-27"},
	{"27-03-2018", "2018-03-27"},
	{"27.3.2018", "2018-03-27"},
	{"27 / 3 / 2018", "2018-03-27"},
	{"27/3/18", "2018-03-27"},
	{"27-03-98", "1998-03-27"},
	{"3/27/2018", "2018-03-27"},
	{"03-27-2018 10:00", "2018-03-27"},
	{"5/4/2018", "2018-04-05"},
	{"27032018", "2018-03-27"},
	{"3/2018", "2018-03"},
	{"2018-03", "2018-03"},
	{"2018", "2018"},
	{"năm 2018", "2018"},
	/* weekdays and times around them */
	{"Thứ Ba, 27/3/2018", "2018-03-27"},
	{"Thứ ba, ngày 27/03/2018 - 10:20", "2018-03-27"},
	{"Thứ Năm, 29/3/2018, 10:20 (GMT+7)", "2018-03-29"},
	{"Thứ 3, 27/03/2018 10:20 GMT+7", "2018-03-27"},
	{"Thứ 3 ngày 27 tháng 3 năm 2018", "2018-03-27"},
	{"Chủ nhật, 25/3/2018", "2018-03-25"},
	{"CN, 25/03/2018", "2018-03-25"},
	{"T3, 27/03/2018", "2018-03-27"},
	{"10:20 27/3/2018", "2018-03-27"},
	{"10:20 - 27/3/2018", "2018-03-27"},
	{"10:20, 27/03/2018", "2018-03-27"},
	{"10h20 27/3/2018", "2018-03-27"},
	{"10h20' ngày 27/3/2018", "2018-03-27"},
	{"10 giờ 20 phút, ngày 27/3/2018", "2018-03-27"},
	{"27/03/2018 | 10:20", "2018-03-27"},
	{"27/03/2018 10:20:00 SA", "2018-03-27"},
	{"27/03/2018 02:20:00 CH", "2018-03-27"},
	{"3/27/2018 10:20:00 AM", "2018-03-27"},
	{"27/03/2018, 10:20 AM GMT+7", "2018-03-27"},
	{"Cập nhật lúc: 10:20, 27/03/2018", "2018-03-27"},
	{"Đăng ngày 27/03/2018", "2018-03-27"},
	{"(27/03/2018)", "2018-03-27"},
	/* of other keyboards */
	{"２０１８-０３-２７", "2018-03-27"},
	{"２７／３／２０１８", "2018-03-27"},
	{"27–03–2018", "2018-03-27"},
	{"\u00a027/03/2018\u00a0", "2018-03-27"},
	/* no date, or nobody knows which */
	{"hôm qua", NULL},
	{"2 giờ trước", NULL},
	{"N/A", NULL},
	{"0000-00-00 00:00:00", NULL},
	{"31/2/2018", NULL},
	{"2018-13-40", NULL},
	{"27/3", NULL},
	{"27 tháng 3", NULL},
	{"tháng 13 năm 2018", NULL},
	{"quý 1/2018", NULL},
	{"10/3/2018 âm lịch", NULL},
	{"27/3/2018 - 29/3/2018", NULL},
	{"27/3/2018 và 28/3/2018", NULL},
	{"Hà Nội, 27/3/2018", NULL},
	{"2018-W13-2", NULL},
	{"12345", NULL},
	{"99999999999999999999", NULL},
	{"18/03/27/2018", NULL},
	{"27,3,2018", NULL},
	{"2018-03-27T25:00:00Z", NULL},
	{"", NULL},
	{"\xFF\xFE", NULL},
};

static void stated_dates_are_read_or_refused(void **state)
{
	(void)state;
	size_t read = 0;
	for (size_t i = 0; i < COUNT(cases); i++) {
		struct date d = {0, 0, 0};
		char got[DATE_TEXT_SIZE] = "";
		bool ok = date_stated(str_from_c(cases[i].text), &d);
		if (ok)
			date_format(d, got);
		if (ok != (cases[i].want != NULL) || (ok && strcmp(got, cases[i].want) != 0))
			fail_msg("\"%s\": \"%s\", wanted \"%s\"", cases[i].text, got,
				cases[i].want ? cases[i].want : "(none)");
		read += ok;
	}
	assert_true(read >= 100);
}

static void any_length_is_refused_quickly(void **state)
{
	enum { SIZE = 1 << 20 };
	static char text[SIZE];
	struct date d;
	(void)state;
	memset(text, '1', SIZE);
	assert_false(date_stated(str_make(text, SIZE), &d));
	memset(text, ' ', SIZE);
	assert_false(date_stated(str_make(text, SIZE), &d));
	for (size_t i = 0; i < SIZE; i++)
		text[i] = "1/"[i % 2];
	assert_false(date_stated(str_make(text, SIZE), &d));
}

static void words_may_stand_about_a_date(void **state)
{
	static const struct {
		const char *text, *want, *read;
	} dated[] = {
		{"27/3/2018", "2018-03-27", "27/3/2018"},
		{"Th 2, 10 thg 5, 2021 vào lúc 16:02", "2021-05-10", NULL},
		{"Thứ Hai, 07 Oct 2024 06:15:00 GMT+7", "2024-10-07", NULL},
		{"27/3/2018 theo lịch của ban tổ chức lễ hội", NULL, NULL},
		{"ngày mai", NULL, NULL},
		{"", NULL, NULL},
	};
	(void)state;
	for (size_t i = 0; i < sizeof dated / sizeof *dated; i++) {
		struct date d;
		struct str read;
		char got[DATE_TEXT_SIZE];
		bool ok = date_stated_in(str_from_c(dated[i].text), &d, &read);
		assert_int_equal(ok, dated[i].want != NULL);
		if (ok)
			assert_string_equal(date_format(d, got), dated[i].want);
		if (dated[i].read)
			assert_true(str_eq(read, str_from_c(dated[i].read)));
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(stated_dates_are_read_or_refused),
		cmocka_unit_test(any_length_is_refused_quickly),
		cmocka_unit_test(words_may_stand_about_a_date),
	};
	return cmocka_run_group_tests_name("stated", tests, NULL, NULL);
}
