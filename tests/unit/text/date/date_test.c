#include "text/date/find.h"
#include "text/date/period.h"
#include "text/date/read.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

enum { GOT_SIZE = 512 };

/* Prints to OUT, and returns how much it holds more. */
__attribute__((format(printf, 3, 4))) static size_t put(
	char *out, size_t size, const char *format, ...)
{
	va_list ap;
	va_start(ap, format);
	int len = vsnprintf(out, size, format, ap);
	va_end(ap);
	return len > 0 && (size_t)len < size ? (size_t)len : 0;
}

/* Each mention as "the bytes=year-month-day", the days of a list with commas between, of a
   range longer than three the first and last with dots; a space between mentions. */
static const char *list_dates(struct str text, char got[GOT_SIZE])
{
	struct date_finder f;
	struct date_match m;
	struct date days[DATE_DAYS_MAX];
	size_t len = 0, last = 0;
	got[0] = '\0';
	date_finder_start(&f, text);
	while (date_finder_next(&f, &m)) {
		assert_true(m.start >= last && m.start < m.end && m.end <= text.len);
		assert_true(date_is_valid(m.date));
		last = m.end;
		len += put(got + len, GOT_SIZE - len, "%s%.*s=", len ? " " : "",
			STR_ARG(str_slice(text, m.start, m.end)));
		size_t count = date_match_days(&m, days);
		assert_true(count > 0 && count <= DATE_DAYS_MAX);
		for (size_t i = 0; i < count; i++) {
			bool inside = count > 3 && i > 0 && i + 1 < count;
			const char *before = i == 0 ? "" : count > 3 ? ".." : ",";
			assert_true(date_is_valid(days[i]));
			if (!inside)
				len += put(got + len, GOT_SIZE - len, "%s%d-%d-%d", before,
					days[i].year, days[i].month, days[i].day);
		}
	}
	return got;
}

static void finds_dates_in_text(void **state)
{
	static const struct {
		const char *text, *want;
	} cases[] = {
		/* with words */
		{"ngày 27 tháng 3 năm 2018", "27 tháng 3 năm 2018=2018-3-27"},
		{"NGÀY 27 THÁNG 3 NĂM 2018", "27 THÁNG 3 NĂM 2018=2018-3-27"},
		{"ngày 05 tháng 9, năm 2016", "05 tháng 9, năm 2016=2016-9-5"},
		{"ngày 27 tháng 3", "27 tháng 3=0-3-27"},
		{"27 tháng 3", "27 tháng 3=0-3-27"},
		{"ngày 27 tháng 3/2018", "27 tháng 3/2018=2018-3-27"},
		{"ngày 2 tháng Chín năm 1945", "2 tháng Chín năm 1945=1945-9-2"},
		{"ngày 5 tháng mười hai năm 2016", "5 tháng mười hai năm 2016=2016-12-5"},
		{"ngày 1 tháng năm năm 2016", "1 tháng năm năm 2016=2016-5-1"},
		{"ngày 27\ntháng 3", "27\ntháng 3=0-3-27"},
		{"ngày\u00a027\u00a0tháng\u00a03", "27\u00a0tháng\u00a03=0-3-27"},
		/* figures that need no word */
		{"27/3/2018", "27/3/2018=2018-3-27"},
		{"27-3-2018", "27-3-2018=2018-3-27"},
		{"27.3.2018.", "27.3.2018=2018-3-27"},
		{"(Huế, 05-9-2016)", "05-9-2016=2016-9-5"},
		{"Hà Nội, 23-2-2022. Trước", "23-2-2022=2022-2-23"},
		{"27 / 3 / 2018", "27 / 3 / 2018=2018-3-27"},
		{"27 - 3 - 2018", "27 - 3 - 2018=2018-3-27"},
		{"ngày 27/3-2018", "27/3-2018=2018-3-27"},
		{"2018-03-27T10:00:00", "2018-03-27=2018-3-27"},
		{"“27/3/2018”", "27/3/2018=2018-3-27"},
		{"29/2/2016", "29/2/2016=2016-2-29"},
		/* a day and a month after a word that says so */
		{"Ngày 27/3, Ban", "27/3=0-3-27"},
		{"Ngày 27/3.", "27/3=0-3-27"},
		{"sáng 5-9, lần đầu", "5-9=0-9-5"},
		{"Rạng sáng 18/11", "18/11=0-11-18"},
		{"đêm 17-4 gần suối", "17-4=0-4-17"},
		{"ngày 27.3", "27.3=0-3-27"},
		{"ngày 5/9/16", "5/9/16=2016-9-5"},
		{"ngày 2/12/68", "2/12/68=1968-12-2"},
		{"thứ Ba, 27/3", "27/3=0-3-27"},
		{"Thứ 3, 27/3", "27/3=0-3-27"},
		{"Chủ nhật (11/3)", "11/3=0-3-11"},
		{"hôm qua (26/3)", "26/3=0-3-26"},
		{"sáng nay 27/3", "27/3=0-3-27"},
		{"27/3/18", "27/3/18=2018-3-27"},
		{"ngay 27/3", "27/3=0-3-27"},
		/* lists */
		{"hai ngày 26 và 27/11/2016", "26 và 27/11/2016=2016-11-26,2016-11-27"},
		{"ba ngày 12, 13 và 14/10", "12, 13 và 14/10=0-10-12,0-10-13,0-10-14"},
		{"ngày 5, 6/7", "5, 6/7=0-7-5,0-7-6"},
		{"ngày 5,6/7", "5,6/7=0-7-5,0-7-6"},
		{"ngày 5 và ngày 6/7", "5 và ngày 6/7=0-7-5,0-7-6"},
		{"ngày 5, 6, và 9 tháng 7 năm 2019",
			"5, 6, và 9 tháng 7 năm 2019=2019-7-5,2019-7-6,2019-7-9"},
		{"sáng 5 và chiều 6/7", "5 và chiều 6/7=0-7-5,0-7-6"},
		{"ngày 27/3 và 2/4/2018", "27/3 và 2/4/2018=2018-3-27,2018-4-2"},
		{"ngay 5 va 6/7", "5 va 6/7=0-7-5,0-7-6"},
		{"các ngày 16/12, 23/12, 6/1 và 21/1/2017",
			"16/12, 23/12, 6/1 và 21/1/2017=2016-12-16..2017-1-21"},
		{"ngày 26/3, 27/3 và 3/4", "26/3, 27/3 và 3/4=0-3-26,0-3-27,0-4-3"},
		{"Từ 6-2, khách đi xe", "6-2=0-2-6"},
		{"nghỉ trước 30/4.", "30/4=0-4-30"},
		{"tăng từ 3/4 lên 4/5 số hộ", ""},
		{"tháng 5/2/2016", "5/2/2016=2016-2-5"},
		{"sáng sớm nay (6/2)", "6/2=0-2-6"},
		{"Chủ nhật vừa qua (5/2)", "5/2=0-2-5"},
		/* ranges */
		{"từ ngày 9 đến 13-10", "9 đến 13-10=0-10-9..0-10-13"},
		{"từ ngày 15 đến hết ngày 17/8", "15 đến hết ngày 17/8=0-8-15,0-8-16,0-8-17"},
		{"từ 22 đến 25/2", "22 đến 25/2=0-2-22..0-2-25"},
		{"từ 2 đến 5/2", "2 đến 5/2=0-2-2..0-2-5"},
		{"từ 22-25/2/2019", "22-25/2/2019=2019-2-22..2019-2-25"},
		{"22-25/2", "22-25/2=0-2-22..0-2-25"},
		{"22 – 25/2", "22 – 25/2=0-2-22..0-2-25"},
		{"ngày 22-25.2", "22-25.2=0-2-22..0-2-25"},
		{"22-25 tháng 2", "22-25 tháng 2=0-2-22..0-2-25"},
		{"ngày 5-7 tháng 8", "5-7 tháng 8=0-8-5,0-8-6,0-8-7"},
		{"ngày 26-27/11", "26-27/11=0-11-26,0-11-27"},
		{"ngày 27/3-30/3", "27/3-30/3=0-3-27..0-3-30"},
		{"dịp 30/4 - 1/5", "30/4 - 1/5=0-4-30,0-5-1"},
		{"từ 30/12 đến 2/1/2019", "30/12 đến 2/1/2019=2018-12-30..2019-1-2"},
		{"27/2/2018 - 1/3/2018", "27/2/2018 - 1/3/2018=2018-2-27,2018-2-28,2018-3-1"},
		{"ngày 1-31/1", "1-31/1=0-1-1..0-1-31"},
		{"từ ngày 3-2 đến 29-5-2019", "3-2 đến 29-5-2019=2019-2-3,2019-5-29"},
		{"27/7/1947 – 27/7/2010", "27/7/1947 – 27/7/2010=1947-7-27,2010-7-27"},
		{"ngày 17 đến 15/8", "17 đến 15/8=0-8-17,0-8-15"},
		/* what comes after a list is none of it */
		{"ngày 27/3 và 28 người", "27/3=0-3-27"},
		{"ngày 27/3, 3/4 số hộ", "27/3=0-3-27"},
		{"ngày 5, 6 và 7 người", ""},
		{"5-7/8 số hộ", ""},
		{"5, 27/3/2018", "27/3/2018=2018-3-27"},
		{"ngày 30 và 31/2", ""},
		/* months and years */
		{"tháng 10/2020", "10/2020=2020-10-0"},
		{"tháng 3-2018", "3-2018=2018-3-0"},
		{"tháng 10 năm 2020", "10 năm 2020=2020-10-0"},
		{"năm 2018", "2018=2018-0-0"},
		{"NĂM 2018.", "2018=2018-0-0"},
		/* decomposed, the tone before the shape, the tone on another letter */
		{"nga\u0300y 27 tha\u0301ng 3 na\u0306m 2018",
			"27 tha\u0301ng 3 na\u0306m 2018=2018-3-27"},
		{"to\u0301\u0302i 27/3", "27/3=0-3-27"},
		{"ngaỳ 27/3", "27/3=0-3-27"},
		{"chìêu 27/3", "27/3=0-3-27"},
		{"ngày 10/3 âm thanh", "10/3=0-3-10"},
		{"mùng 2/9/2018", "2/9/2018=2018-9-2"},
		{"ngày mùng 5/2/2017, sáng", "5/2/2017=2017-2-5"},
		/* signs about them, letters that stick to them */
		{"Ngày 25 / 12 / 2006, bà", "25 / 12 / 2006=2006-12-25"},
		{"đến ngày 1-7- 2017", "1-7- 2017=2017-7-1"},
		{"từ ngày 4/ 4/2017", "4/ 4/2017=2017-4-4"},
		{"ngày mai (7/2-PV)", "7/2=0-2-7"},
		{"(6/2/1952-2017)", "6/2/1952=1952-2-6"},
		{"ngày 21-2-2016Ảnh: An", "21-2-2016=2016-2-21"},
		{"lúc 18h15ngày 6/2", "6/2=0-2-6"},
		{"ngày 3\u200B-8/7", "3\u200B-8/7=0-7-3..0-7-8"},
		{"từ nay đến hết 1-3.", "1-3=0-3-1"},
		{"ngày 15; 16 và 17/8", "15; 16 và 17/8=0-8-15,0-8-16,0-8-17"},
		{"khách hàng hôm 15/3 hay không", "15/3=0-3-15"},
		{"Cách mạng 19 tháng Tám", "19 tháng Tám=0-8-19"},
		{"19 tháng tám năm 1945", "19 tháng tám năm 1945=1945-8-19"},
		{"từ tháng 3 đến hết 31-12-2016", "31-12-2016=2016-12-31"},
		/* no dates */
		{"ngủ mỗi ngày 4-5 giờ", ""},
		{"hàng ngày 3/4 số hộ", ""},
		{"khám 3-6 tháng một lần", ""},
		{"mồng 5 và 6 tháng 2", ""},
		{"mùng 4, 5/2 và mùng 6/2", ""},
		{"ngày 10 tháng 3 năm Đinh Dậu", ""},
		{"(20 tháng Tám năm Canh Tý)", ""},
		{"rút từ 1/3 - 1/2 thời gian", ""},
		{"phân NPK 30-10-10", ""},
		{"11/11 phường xã đạt chuẩn", ""},
		{"3/4 diện tích", ""},
		{"24/24 giờ", ""},
		{"thương binh hạng 2/4", ""},
		{"12/2024/NĐ-CP", ""},
		{"tháng 12/2024/NĐ-CP", ""},
		{"số 01/02/2024/TT", ""},
		{"284/QĐ-UBND", ""},
		{"1.234", ""},
		{"ngày 1.234 người", ""},
		{"8.500.000 đồng", ""},
		{"mỗi ngày 2-3 lần", ""},
		{"ngày 2-3 lần", ""},
		{"hằng năm 2000 tấn", ""},
		{"Ban đêm, 3/4 số hộ mất điện", ""},
		{"ngày nay 3/4 dân số", ""},
		{"Sau 27 tháng thi công", ""},
		{"27 tháng 3 ngày", ""},
		{"31/2/2018", ""},
		{"29/2/2018", ""},
		{"ngày 32/3", ""},
		{"ngày 27/13", ""},
		{"5/9/16", ""},
		{"số 27/3/18", ""},
		{"tăng ngày 11.9%", ""},
		{"tăng ngày 11.9 %", ""},
		{"ngày 11,9 %", ""},
		{"mồng 10 tháng Giêng", ""},
		{"mùng 10/3", ""},
		{"mồng 10 tháng 3", ""},
		{"ngày rằm 15/7", ""},
		{"âm lịch 10/3", ""},
		{"ngày 10/3 (ÂL)", ""},
		{"ngày 10/3/2018 (ÂL)", ""},
		{"từ ngày 8 đến 10/3 âm lịch", ""},
		{"ngày 10 tháng 3 (âm lịch)", ""},
		{"ngày 10/3 âm lịch", ""},
		{"27/3", ""},
		{"2018", ""},
		{"tháng 3", ""},
		{"ngày 27", ""},
		{"HS-18/3/2018x", ""},
		{"5,3/4/2018", ""},
		{"2010 - 2012", ""},
		{"ngày 12345/3", ""},
		{"", ""},
		{"/", ""},
		{"7", ""},
	};
	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		char got[GOT_SIZE];
		list_dates(str_from_c(cases[i].text), got);
		if (strcmp(got, cases[i].want) != 0)
			print_message("%s\n", cases[i].text);
		assert_string_equal(got, cases[i].want);
	}
}

static void finds_months_and_quarters(void **state)
{
	static const struct {
		const char *text, *want; /* "m" or "q", numbers, "/" and a year */
	} cases[] = {
		{"tháng 3", "m 3"},
		{"Tháng 03", "m 3"},
		{"tháng 3/2018", "m 3/2018"},
		{"tháng 3-2018", "m 3/2018"},
		{"tháng 3 năm 2018", "m 3/2018"},
		{"tháng ba", "m 3"},
		{"tháng Mười hai", "m 12"},
		{"tháng Năm", "m 5"},
		{"tháng năm năm 2018", "m 5/2018"},
		{"tháng III", "m 3"},
		{"tháng XII/2018", "m 12/2018"},
		{"tháng 2, 3/2018", "m 2 3/2018"},
		{"tháng 2-4/2018", "m 2 3 4/2018"},
		{"tháng 3-5", "m 3 4 5"},
		{"tháng 1 đến 2", "m 1 2"},
		{"tháng 3-4 lần", "m 3"},
		{"tháng 3, 4 người", "m 3"},
		{"tháng 2 và tháng 4 năm 2018", "m 2 4/2018"},
		{"thang 3", "m 3"},
		{"quý I", "q 1"},
		{"quý 1", "q 1"},
		{"Quý IV/2023", "q 4/2023"},
		{"quý 1-2023", "q 1/2023"},
		{"quý I năm 2023", "q 1/2023"},
		{"Q4/2023", "q 4/2023"},
		{"Q5/2023", ""},
		{"q4/2023", ""},
		{"Q4 năm 2023", ""},
		{"quý hai năm 2023", "q 2/2023"},
		{"quý III và IV/2023", "q 3 4/2023"},
		{"quý I, quý II/2023", "q 1 2/2023"},
		{"quý II hoặc III/2023", "q 2 3/2023"},
		{"tháng tám, quý III/2023", "m 8"},
		{"quy iii/2023", "q 3/2023"},
		{"quí 2-2017", "q 2/2017"},
		{"quý 4- 2017", "q 4/2017"},
		{"tháng 8 /2015", "m 8/2015"},
		{"tháng 12/ 2016", "m 12/2016"},
		{"tháng 2/2016Ảnh", "m 2/2016"},
		{"tháng 5 và tháng 6/2016", "m 5 6/2016"},
		{"tháng 3 hoặc tháng 4-2018", "m 3 4/2018"},
		{"tháng 3 đến hết 31-12-2016", "m 3"},
		{"tháng 1 – V-League", "m 1"},
		/* none */
		{"tháng 3\n- 2018 là năm", "m 3"},
		{"tháng 3/017", ""},
		{"tháng 3, 4, 9 âm lịch", ""},
		{"tháng 8 năm Canh Tý", ""},
		{"Qui 4 tháng", ""},
		{"tháng", ""},
		{"tháng năm sinh", ""},
		{"tháng một", ""},
		{"tháng hai lần", ""},
		{"tháng x", ""},
		{"tháng XIII", ""},
		{"tháng 13", ""},
		{"tháng 12/2024/NĐ-CP", ""},
		{"tháng 1.234", ""},
		{"tháng 7 âm lịch", ""},
		{"tháng 7/2018 (ÂL)", ""},
		{"quý 5", ""},
		{"quý hai", ""},
		{"quý vị", ""},
		{"quý", ""},
	};
	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct period_match m;
		char got[GOT_SIZE] = "";
		size_t len = 0;
		struct str text = str_from_c(cases[i].text);
		if (period_at(text, 0, &m)) {
			assert_true(m.end <= text.len && m.count > 0);
			len = put(got, sizeof got, m.quarters ? "q" : "m");
			for (size_t k = 0; k < m.count; k++)
				len += put(got + len, sizeof got - len, " %u", m.numbers[k]);
			if (m.year)
				put(got + len, sizeof got - len, "/%d", m.year);
		}
		if (strcmp(got, cases[i].want) != 0)
			print_message("%s\n", cases[i].text);
		assert_string_equal(got, cases[i].want);
	}
}

/* What stands before forbids. */
static void knows_spans_and_lunar_months(void **state)
{
	static const char *const cases[] = {
		"3 tháng 3 ngày", "mỗi tháng 3", "rằm tháng 7", "mồng 5 và 6 tháng 2"};
	struct period_match m;
	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct str text = str_from_c(cases[i]);
		assert_false(period_at(text, str_find(text, STR("tháng"), 0), &m));
	}
}

static void reads_dates_that_stand_alone(void **state)
{
	static const struct {
		const char *text, *want;
	} cases[] = {
		{"2018-03-27", "2018-03-27"},
		{" 2018-03-27\n", "2018-03-27"},
		{"2018-03-27T10:00:00+07:00", "2018-03-27"},
		{"2018-03-27 10:00", "2018-03-27"},
		{"2018/3/27", "2018-03-27"},
		{"20180327", "2018-03-27"},
		{"20180327T1000", "2018-03-27"},
		{"27/03/2018 10:20", "2018-03-27"},
		{"Thứ Ba, 27/3/2018, 10:20 (GMT+7)", "2018-03-27"},
		{"ngày 27 tháng 3 năm 2018", "2018-03-27"},
		{"2018-03", "2018-03"},
		{"3/2018", "2018-03"},
		{"2018", "2018"},
		{"ngày 27/3", ""},
		{"2018-13", ""},
		{"2018-02-30", ""},
		{"20181327", ""},
		{"hôm qua", ""},
		{"0", ""},
		{"", ""},
	};
	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct date d = {0, 0, 0};
		char got[DATE_TEXT_SIZE];
		bool found = date_parse(str_from_c(cases[i].text), &d);
		assert_string_equal(found ? date_format(d, got) : "", cases[i].want);
	}
}

static void orders_dates(void **state)
{
	(void)state;
	const struct date year = {2018, 0, 0}, day = {2018, 3, 27}, later = {2018, 4, 1};
	assert_true(date_compare(year, day) < 0);
	assert_true(date_compare(later, day) > 0);
	assert_int_equal(date_compare(day, day), 0);
	assert_false(date_is_valid((struct date){2018, 0, 3}));
	assert_false(date_is_valid((struct date){0, 0, 0}));
	assert_false(date_is_valid((struct date){999, 1, 1}));
}

/* Bytes that are not UTF-8, and cuts through characters, break nothing. */
/* Every day of 900 years. */
static void numbers_days(void **state)
{
	struct date d = {1, 1, 1};
	long number = date_number(d);
	(void)state;
	for (long i = 0; i < 900 * 366; i++) {
		struct date back = date_of_number(number + i);
		assert_int_equal(date_compare(back, d), 0);
		d = date_next_day(d);
	}
	assert_int_equal(date_number((struct date){2000, 3, 1}), 5 * 146097);
}

static void survives_any_bytes(void **state)
{
	static const char pieces[] =
		"ng\xc3\xa0y 27/3/2018 th\xc3\xa1ng 3 n\xc4\x83m 2018\xff\xfe 5-9\xcc\x80";
	(void)state;
	srand(1);
	for (int round = 0; round < 20000; round++) {
		char text[64], got[GOT_SIZE];
		size_t len = (size_t)rand() % sizeof text;
		for (size_t i = 0; i < len;) {
			size_t from = (size_t)rand() % (sizeof pieces - 1);
			size_t count = 1 + (size_t)rand() % 8;
			for (; count > 0 && i < len && from < sizeof pieces - 1; count--)
				text[i++] = pieces[from++];
		}
		list_dates(str_make(text, len), got);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(finds_dates_in_text),
		cmocka_unit_test(finds_months_and_quarters),
		cmocka_unit_test(knows_spans_and_lunar_months),
		cmocka_unit_test(reads_dates_that_stand_alone),
		cmocka_unit_test(orders_dates),
		cmocka_unit_test(numbers_days),
		cmocka_unit_test(survives_any_bytes),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
