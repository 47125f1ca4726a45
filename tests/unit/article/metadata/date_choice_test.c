/* article/metadata: which date is the article's own, and how far it is to be believed. */
#include "article/metadata/date_choice.h"
#include "article/metadata/deictic.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>

#define COUNT(table) (sizeof(table) / sizeof *(table))

/* "2018-03-27 text medium", or "none" */
static const char *choose(const struct date_clues *clues, char *out, size_t size)
{
	char date[DATE_TEXT_SIZE];
	struct date_choice c = date_choose(clues);
	if (c.provenance == PROVENANCE_NONE)
		return "none";
	snprintf(out, size, "%s %s %s", date_format(c.date, date), provenance_name(c.provenance),
		confidence_name(c.confidence));
	return out;
}

static void a_date_is_chosen_or_none(void **state)
{
	static const struct {
		const char *title, *lead, *url, *path, *want;
	} cases[] = {
		/* datelines */
		{"", "Cao Bằng, ngày 27/3/2018 – Tin.", "", "2019/01/02.txt",
			"2018-03-27 text high"},
		{"", "Cao Bằng, ngày 27/3 – Tin.", "", "2018/a.txt", "2018-03-27 text medium"},
		{"", "Cao Bằng, ngày 27/3 – Tin.", "", "2018/03/28-a.txt",
			"2018-03-27 text medium"},
		{"", "Cao Bằng, ngày 27/3 – Tin.", "", "2018/09/28-a.txt",
			"2018-09-28 path medium"},
		{"Kế hoạch năm 2018", "Cao Bằng, ngày 27/3 – Tin.", "", "a.txt", "none"},
		/* the page's address, the path */
		{"", "Sáng 26/3, tin.", "https://a.vn/tin-20180327101530123.htm", "2019/a.txt",
			"2018-03-27 url medium"},
		{"", "Tin.", "https://a.vn/2018/03/27/tin.html", "", "2018-03-27 url medium"},
		{"", "Tin.", "https://a.vn/tong-ket-nam-2018.html", "", "none"},
		{"", "Tin.", "https://a.vn/chao-mung-2-9-2018.html", "2018/03/27.txt",
			"2018-03-27 path medium"},
		{"", "Sáng 26/3, tin.", "", "2018/03/27-a.txt", "2018-03-27 path medium"},
		{"", "Tin.", "", "2018/03/a.txt", "2018-03 path low"},
		{"", "Tin.", "", "2018/a.txt", "2018 path low"},
		/* days that the lead places near its own */
		{"", "Hôm nay, 27/5, hội nghị bàn về Hiến pháp năm 1992.", "", "a.txt", "none"},
		{"", "Hôm nay, 27/5, hội nghị bàn về Hiến pháp năm 1992.", "", "2017/a.txt",
			"2017-05-27 text medium"},
		{"", "Sáng nay 27/5/2017, hội nghị khai mạc.", "", "a.txt",
			"2017-05-27 text medium"},
		{"Hướng tới năm 2020", "Sáng nay 27/5/2017, hội nghị.", "", "a.txt", "none"},
		{"", "Xe khách lật chiều qua (12/4), ba người bị thương.", "", "2017/a.txt",
			"2017-04-12 text medium"},
		{"", "Sáng 15/3, hội nghị khai mạc.", "", "2017/a.txt", "2017-03-15 text low"},
		{"", "(TTXVN) - Tối ngày 15/3, hội nghị khai mạc.", "", "2017/a.txt",
			"2017-03-15 text low"},
		{"", "Ngày 15/3, hội nghị khai mạc.", "", "2017/a.txt", "2017-03-15 text low"},
		/* an agency's */
		{"", "Hà Nội (TTXVN 15/3/2017) - Tin.", "", "a.txt", "2017-03-15 text high"},
		{"", "(VOV, ngày 15/3) Tin.", "", "2017/a.txt", "2017-03-15 text medium"},
		{"", "Hà Nội (15/3/2017, TTXVN) - Tin.", "", "a.txt", "none"},
		{"", "Hà Nội (TTXVN) - Ngày 15/3/2017, hội nghị.", "", "a.txt",
			"2017-03-15 text low"},
		{"", "TTXVN (Hà Nội 15/3/2017) - Tin.", "", "a.txt", "2017-03-15 text high"},
		{"", "(Hà Nội) - Ngày 15/3/2017, hội nghị.", "", "a.txt", "2017-03-15 text low"},
		{"", "Sốp Cộp (Sơn La), ngày 15/3/2017 - Tin.", "", "a.txt",
			"2017-03-15 text high"},
		{"", "Trận Điện Biên Phủ (7/5/1954) là một thiên sử.", "", "a.txt", "none"},
		{"", "Đêm 30/12, tại huyện Con Cuông.", "", "2019/01/a.txt", "2018-12-30 text low"},
		/* another's day */
		{"", "Ngày 15/3 tới, tòa mở phiên phúc thẩm.", "", "2017/a.txt", "2017 path low"},
		{"", "Sáng 15/3, tòa sẽ mở phiên phúc thẩm.", "", "2017/a.txt", "2017 path low"},
		{"", "Dự kiến sáng 15/3, tòa mở phiên.", "", "2017/a.txt", "2017 path low"},
		{"", "Từ ngày 1/7, lương tăng.", "", "2017/a.txt", "2017 path low"},
		{"", "Đến ngày 31/8, hội kéo dài.", "", "2017/a.txt", "2017 path low"},
		{"", "Ngày 1-2 vừa qua, ông đã ký.", "", "2017/a.txt", "2017 path low"},
		{"", "Ngày 2/9/1945, Bác Hồ đọc Tuyên ngôn.", "", "a.txt", "none"},
		{"", "Sáng 17/6/1983, phố vắng.", "", "a.txt", "none"},
		{"", "Sáng 17/6/1983, phố vắng.", "", "2017/a.txt", "2017 path low"},
		{"", "Sáng 15/9, hội nghị.", "", "2017/03/a.txt", "2017-03 path low"},
		{"", "Từ 15 đến 17/8, lễ hội.", "", "2017/a.txt", "2017 path low"},
		{"", "Thông tư ngày 15/3 có hiệu lực.", "", "2017/a.txt", "2017 path low"},
		{"Kết quả ngày 6/2/2017", "Tin.", "", "a.txt", "none"},
		{"", "", "", "", "none"},
	};
	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++) {
		struct article_block lead = {ZONE_LEAD, str_from_c(cases[i].lead), 0, false};
		const struct date_clues clues = {str_from_c(cases[i].title), lead.text, &lead, 1,
			str_from_c(cases[i].url), str_from_c(cases[i].path)};
		char got[64];
		const char *is = choose(&clues, got, sizeof got);
		if (strcmp(is, cases[i].want) != 0)
			print_message("%s (%s%s)\n", cases[i].lead, cases[i].url, cases[i].path);
		assert_string_equal(is, cases[i].want);
	}
}

/* A line of its own, among the first or last. */
static void date_lines_are_read(void **state)
{
	static const struct {
		const char *line, *want;
	} cases[] = {
		{"Sơn La, ngày 4 tháng 2 năm 2019", "2019-02-04 text high"},
		{"Thứ Ba, 27/3/2018, 10:20 (GMT+7)", "2018-03-27 text high"},
		{"Cập nhật lúc 10h20 ngày 27/03/2018", "2018-03-27 text high"},
		{"27-3-2018", "2018-03-27 text high"},
		{"Ngày 27/3", "none"},
		{"Luật có hiệu lực ngày 27/3/2018", "none"},
		{"27/3/2018 – 28/3/2018", "none"},
		{"Sơn La, ngày 27/3/2018 10:20", "2018-03-27 text high"},
	};
	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++) {
		struct article_block blocks[] = {{ZONE_TITLE, STR("Năm 1999"), 0, false},
			{ZONE_LEAD, STR("Tin."), 0, false},
			{ZONE_BODY, str_from_c(cases[i].line), 0, false}};
		const struct date_clues clues = {
			blocks[0].text, blocks[1].text, blocks, 3, STR(""), STR("")};
		char got[64];
		assert_string_equal(choose(&clues, got, sizeof got), cases[i].want);
	}
}

/* No bytes, and no place of a cut, lead anything out of its bounds. */
static void any_bytes_are_survived(void **state)
{
	static const char text[] = "(\xff) - S\xc3\xa1ng nay (27/5), t\xe1\xbb\x91i qua 26/5 \xc4";
	(void)state;
	for (size_t from = 0; from < sizeof text; from++) {
		for (size_t to = from; to < sizeof text; to++) {
			struct deictic_finder f;
			struct deictic d;
			deictic_start(&f, str_make(text + from, to - from));
			while (deictic_next(&f, &d))
				assert_true(date_is_valid(d.date));
		}
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_date_is_chosen_or_none),
		cmocka_unit_test(date_lines_are_read),
		cmocka_unit_test(any_bytes_are_survived),
	};
	return cmocka_run_group_tests_name("date_choice", tests, NULL, NULL);
}
