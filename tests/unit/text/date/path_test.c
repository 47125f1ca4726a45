/* text/date: dates in folders, file names and the addresses of pages. */
#include "text/date/read.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

struct path_case {
	const char *path, *want;
};

static void check_dates(
	struct date (*date_of)(struct str), const struct path_case *cases, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		char got[DATE_TEXT_SIZE];
		date_format(date_of(str_from_c(cases[i].path)), got);
		if (strcmp(got, cases[i].want) != 0)
			print_message("%s\n", cases[i].path);
		assert_string_equal(got, cases[i].want);
	}
}

static void reads_dates_in_paths(void **state)
{
	static const struct path_case cases[] = {
		{"2018/03/27-cao-bang.txt", "2018-03-27"},
		{"2018/03-27-ha-noi.txt", "2018-03-27"},
		{"2018/03/27/a.txt", "2018-03-27"},
		{"2018-03-27_x.txt", "2018-03-27"},
		{"2018_03_27.txt", "2018-03-27"},
		{"20180327.txt", "2018-03-27"},
		{"tin-20180327-2.txt", "2018-03-27"},
		{"27-3-2018.txt", "2018-03-27"},
		{"2018/tin-2018-03-27.txt", "2018-03-27"},
		{"2018/03/cao-bang.txt", "2018-03"},
		{"2018-03.txt", "2018-03"},
		{"2018/12-su-kien.txt", "2018"},
		{"press-release-cao-bang-2018.txt", "2018"},
		{"2018/bao-cao-2017.txt", "2018"},
		{"2018/100-nam.txt", "2018"},
		{"2018/13/40.txt", "2018"},
		{"Tháng 03 năm 2024/a.txt", "2024-03"},
		{"Tha\u0301ng 03 na\u0306m 2024/a.txt", "2024-03"},
		{"thang 3 nam 2024/a.txt", "2024-03"},
		{"THÁNG 3-2024/a.txt", "2024-03"},
		{"T3.2024/a.txt", "2024-03"},
		{"T3-2024/a.txt", "2024-03"},
		{"t03_2024/a.txt", "2024-03"},
		{"Th3 2024/a.txt", "2024-03"},
		{"thang3nam2024/a.txt", "2024-03"},
		{"2024-T3/a.txt", "2024-03"},
		{"03-2024/a.txt", "2024-03"},
		{"3.2024/a.txt", "2024-03"},
		{"bao cao thang 3.2024.txt", "2024-03"},
		{"2024/Tháng 3/a.txt", "2024-03"},
		{"2024/T3/a.txt", "2024-03"},
		{"Nam 2024/Thang 03/Ngay 12/a.txt", "2024-03-12"},
		{"Năm 2024/Tháng 3/12-cao-bang.txt", "2024-03-12"},
		{"03-2024/12-cao-bang.txt", "2024-03-12"},
		{"ngày 12 tháng 3 năm 2024.txt", "2024-03-12"},
		{"ngay 12-3-2024 cao bang.txt", "2024-03-12"},
		{"12-03-24/a.txt", "2024-03-12"},
		{"12.03.24/a.txt", "2024-03-12"},
		{"12-03-98/a.txt", "1998-03-12"},
		{"240312_x.txt", "2024-03-12"},
		{"240312-x.txt", "2024-03-12"},
		{"240312/a.txt", "2024-03-12"},
		{"270318_x.txt", ""},
		{"310318_x.txt", "2018-03-31"},
		{"12032024.txt", "2024-03-12"},
		{"20240312140500.txt", "2024-03-12"},
		{"IMG_20240312_140500.txt", "2024-03-12"},
		{"2024/12-03/a.txt", "2024-12-03"},
		{"2024/27-03/a.txt", "2024-03-27"},
		{"nam2012/a.txt", "2012"},
		{"nam 2012/a.txt", "2012"},
		{"năm_2012/a.txt", "2012"},
		{"tin 2012/a.txt", "2012"},
		{"so 1990 duong.txt", ""},
		{"số 1990 đường.txt", ""},
		{"tang 2000 suat qua.txt", ""},
		{"2000 suat qua.txt", ""},
		{"bai 1995.txt", ""},
		{"240312.txt", ""},
		{"123456_x.txt", ""},
		{"T13.2024/a.txt", "2024"},
		{"T3/a.txt", ""},
		{"2024x/a.txt", ""},
		{"2024/thang 30.txt", "2024"},
		{"kho/a.txt", ""},
		{"qd2018.txt", ""},
		{"baomoi-21395276.txt", ""},
		{"1234/5678.txt", ""},
		{"", ""},
	};
	(void)state;
	check_dates(date_of_path, cases, sizeof cases / sizeof *cases);
}

static void reads_dates_in_addresses(void **state)
{
	static const struct path_case cases[] = {
		{"https://a.vn/tin-20180327101530.htm", "2018-03-27"},
		{"https://a.vn/tin-20180327101530123.htm", "2018-03-27"},
		{"https://a.vn/2018/03/27/tin.html", "2018-03-27"},
		{"https://a.vn/2018/3/27/tin.html", "2018-03-27"},
		{"https://a.vn/20180327/tin.html", "2018-03-27"},
		{"https://a.vn/2018/03/tin.html", "2018-03"},
		{"https://a.vn/tong-ket-nam-2018.html", ""},
		{"https://a.vn/chao-mung-2-9-2018.html", ""},
		{"https://a.vn/tin-20183327101530.htm", ""},
		{"https://a.vn/tin-20180327991530.htm", ""},
		{"https://a.vn/tin-20180327.htm", ""},
		{"https://a.vn/2018/tin.html", ""},
		{"https://a.vn/1234/05/06/tin.html", ""},
		{"", ""},
	};
	(void)state;
	check_dates(date_of_url, cases, sizeof cases / sizeof *cases);
}

/* Any bytes make a date that there is, or none. */
static void any_path_is_survived(void **state)
{
	static const char *const pieces[] = {"2018", "03", "27", "3", "240312", "20180327", "-",
		"_", ".", " ", "/", "T", "thang", "tháng", "nam", "năm", "ngay", "so", "x", "\xff",
		"\xcc\x81", "99999999999999999999", ".txt"};
	enum { COUNT = sizeof pieces / sizeof *pieces };
	(void)state;
	srand(4);
	for (int round = 0; round < 50000; round++) {
		char path[256] = "";
		for (int i = rand() % 14; i > 0; i--)
			strcat(path, pieces[(size_t)rand() % COUNT]);
		struct date d = date_of_path(str_from_c(path));
		assert_true(d.year == 0 || date_is_valid(d));
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(reads_dates_in_paths),
		cmocka_unit_test(reads_dates_in_addresses),
		cmocka_unit_test(any_path_is_survived),
	};
	return cmocka_run_group_tests_name("path", tests, NULL, NULL);
}
