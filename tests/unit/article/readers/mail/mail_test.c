/* Mails: headers, texts that were passed on, files of many. */
#include "article/readers/mail/body.h"
#include "article/readers/mail/mbox.h"
#include "article/readers/mail/parameter.h"
#include "article/readers/mail/words.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>
#include <sys/mman.h>
#include <unistd.h>

#define COUNT(array) (sizeof(array) / sizeof *(array))

static void headers_are_read(void **state)
{
	static const struct {
		const char *header, *wanted, *charset;
	} cases[] = {
		{"Họp báo", "Họp báo", NULL},
		{"=?utf-8?B?SOG7jXAgYsOhbw==?=", "Họp báo", NULL},
		{"=?UTF-8?Q?H=E1=BB=8Dp_b=C3=A1o?= ngay 5", "Họp báo ngay 5", NULL},
		/* a letter that was divided between two words */
		{"=?utf-8?Q?H=E1=BB?=\r\n =?utf-8?Q?=8Dp_b=C3=A1o?=", "Họp báo", NULL},
		{"=?utf-8?B?SOG7?= =?utf-8?B?jXAgYsOhbw==?=", "Họp báo", NULL},
		/* cut off, with spaces, with another charset than said */
		{"=?utf-8?B?SOG7jXAgYsOhbw", "Họp báo", NULL},
		{"=?utf-8?Q?H=E1=BB=8Dp b=C3=A1o?=", "Họp báo", NULL},
		{"=?us-ascii?Q?H=E1=BB=8Dp_b=C3=A1o?=", "Họp báo", NULL},
		{"Th\xAB"
		 "ng b\xB8"
		 "o v\xD2 ph\xDF"
		 "ng ch\xE8"
		 "ng b\xB7o l\xF2",
			"Thông báo về phòng chống bão lũ", NULL},
		/* too short to tell: by its charset, or that of the text */
		{"=?windows-1258?Q?S=EA=F2t_l=F5=DE?=", "Sệt lỡ", "viscii"},
		{"=?VISCII*vi?Q?H=F7p?=", "Họp", NULL},
		{"H\xF7p", "Họp", "viscii"},
		{"H\xE4p", "Họp", "x-viet-tcvn5712"},
		{"=?x-viet-vni?Q?ho=EFp?=", "họp", NULL},
		{"=?Big5?B?pV+xtg==?=", "北捷", NULL},
		{"=?Big5?Q?=A5=5F?= =?koi8-r?Q?=ED=CF=D3=D4?=", "北Мост", NULL},
		{"\x1B$B?7$7$$66\x1B(B", "新しい橋", "iso-2022-jp"},
		/* wrong, or none that there is */
		{"=?Big5?Q?H=E1=BB=8Dp_b=C3=A1o?=", "Họp báo", "x"},
		{"=?iso-2022-kr?Q?H=E1=BB=8Dp_b=C3=A1o?=", "Họp báo", NULL},
		{"=?no-such?Q?H=E1=BB=8Dp_b=C3=A1o?=", "Họp báo", NULL},
		{"a =? b", "a =? b", NULL},
		{"=?x?B", "=?x?B", NULL},
		{"", "", NULL},
	};
	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++) {
		struct arena memory = ARENA_INIT;
		struct str charset = str_from_c(cases[i].charset ? cases[i].charset : "");
		struct str got = mail_words(&memory, str_from_c(cases[i].header), charset);
		if (!str_eq(got, str_from_c(cases[i].wanted)))
			fail_msg("\"%s\": \"%.*s\"", cases[i].header, STR_ARG(got));
		arena_free(&memory);
	}
}

static void parameters_are_read(void **state)
{
	static const struct {
		const char *header, *wanted;
	} cases[] = {
		{"attachment; filename=a.txt", "a.txt"},
		{"attachment; FileName = \"a; \\\"b\\\".txt\" ; size=3", "a; \"b\".txt"},
		{"attachment; filename=\"C:\\tin\\a.txt\"", "C:\\tin\\a.txt"},
		{"attachment; filename*=windows-1258'vi'l%F5%DE.txt", "lỡ.txt"},
		{"attachment; filename=lo.txt; filename*=UTF-8''l%E1%BB%A1.txt", "lỡ.txt"},
		{"attachment; filename*0*=UTF-8''l%E1%BB; filename*1*=%A1; filename*2=\".txt\"",
			"lỡ.txt"},
		{"attachment; filename*1=b.txt; filename*0=a", "ab.txt"},
		{"attachment; filename=\"=?UTF-8?Q?l=E1=BB=A1.txt?=\"", "lỡ.txt"},
		{"attachment; filename=\"l\xF5\xDE.txt\"", "lỡ.txt"},
		{"attachment; filename*=\"UTF-8''l%E1%BB%A1.txt\"", "lỡ.txt"},
		{"attachment; filename*='", "'"},
		{"attachment; filename*=", ""},
		{"attachment; filename=\"", ""},
		{"attachment; filenames=a", ""},
		{"", ""},
	};
	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++) {
		struct arena memory = ARENA_INIT;
		struct str got = mail_parameter(
			&memory, str_from_c(cases[i].header), "filename", STR("windows-1258"));
		if (!str_eq(got, str_from_c(cases[i].wanted)))
			fail_msg("\"%s\": \"%.*s\"", cases[i].header, STR_ARG(got));
		arena_free(&memory);
	}
}

static void subjects_are_bared(void **state)
{
	static const struct {
		const char *subject, *wanted;
	} cases[] = {
		{"Re: Fwd: FW: Cầu Nà Lủng thông xe", "Cầu Nà Lủng thông xe"},
		{"[bao-chi] TCBC: Cầu Nà Lủng thông xe", "Cầu Nà Lủng thông xe"},
		{"Trả lời: Chuyển tiếp: Cầu thông xe", "Cầu thông xe"},
		{"Thông cáo báo chí", ""},
		{"Gửi bài", ""},
		{"Tin bài: ba xã có điện", "Tin bài: ba xã có điện"},
		{"", ""},
		{"[x]", "[x]"},
	};
	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++) {
		struct str got = mail_subject(str_from_c(cases[i].subject));
		if (!str_eq(got, str_from_c(cases[i].wanted)))
			fail_msg("\"%s\": \"%.*s\"", cases[i].subject, STR_ARG(got));
	}
}

static void bodies_are_found(void **state)
{
	static const struct {
		const char *text, *wanted, *from;
	} cases[] = {
		{"Kính gửi Quý báo,\n\nCầu Nà Lủng đã thông xe.\n\nTrân trọng,\nBùi Toàn\n",
			"Cầu Nà Lủng đã thông xe.", ""},
		{"Cầu Nà Lủng đã thông xe hôm qua.\n-- \nBùi Toàn\nĐT 0123\n",
			"Cầu Nà Lủng đã thông xe hôm qua.", ""},
		{"Xem giúp.\n---------- Forwarded message ---------\nFrom: Bùi Toàn <t@x.vn>\n"
		 "Date: Mon, 1 Jan 2018\nSubject: Cầu\nTo: <b@x.vn>\n\nCầu đã thông xe.\n",
			"Cầu đã thông xe.", "Bùi Toàn <t@x.vn>"},
		{"-----Original Message-----\n*Từ:* Bùi Toàn\n*Đã gửi:* 1/1/2018\n*Đến:* b\n"
		 "*Chủ đề:* Cầu\n\nCầu đã thông xe.\n",
			"Cầu đã thông xe.", "Bùi Toàn"},
		{"Tôi đã nhận được bài, cảm ơn anh.\n\nVào 10:20 Thứ 3, Bùi Toàn đã viết:\n> Cầu "
		 "đã "
		 "thông xe.\n",
			"Tôi đã nhận được bài, cảm ơn anh.", ""},
		{"Xem nhé\n\n> Begin forwarded message:\n> \n> From: Bùi Toàn <t@x.vn>\n"
		 "> Date: 1 January 2018\n> To: b\n> \n> Cầu đã thông xe.\n> > Trời mưa.\n", /* which
												that
												mail
												quoted
											      */
			"Cầu đã thông xe.", "Bùi Toàn <t@x.vn>"},
		/* no headers, but a text that looks like one */
		{"Từ: năm 2018 đến nay.\nCầu đã thông xe.\n",
			"Từ: năm 2018 đến nay.\nCầu đã thông xe.", ""},
		{"", "", ""},
	};
	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++) {
		struct mail_body got;
		struct arena memory = ARENA_INIT;
		struct str text = str_from_c(cases[i].text);
		assert_true(mail_unquote(&text, &memory));
		mail_body_find(text, &got);
		if (!str_eq(str_trim(got.text), str_from_c(cases[i].wanted)))
			fail_msg("%zu: \"%.*s\"", i, STR_ARG(got.text));
		assert_true(str_eq(got.from, str_from_c(cases[i].from)));
		arena_free(&memory);
	}
}

static void flowed_lines_are_joined(void **state)
{
	static const struct {
		const char *text, *wanted;
		bool delsp;
	} cases[] = {
		{"Cầu đã \nthông xe.\nHết", "Cầu đã thông xe.\nHết", false},
		{"Cầu đã \nthông xe.", "Cầu đãthông xe.", true},
		{"> Cầu đã \n> thông xe.", ">Cầu đã thông xe.", false},
		{"Hết.\n-- \nToàn", "Hết.\n-- \nToàn", false},
		{" From", "From", false},
	};
	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++) {
		struct buf out = BUF_INIT;
		assert_true(mail_unflow(str_from_c(cases[i].text), cases[i].delsp, &out));
		assert_string_equal(out.ptr, cases[i].wanted);
		buf_free(&out);
	}
}

#define FROM "From a@x.vn Mon Oct  7 06:15:00 2019\n"

/* "1:first mail|5:second mail|" */
static void mails_are_divided(void **state)
{
	static const struct {
		const char *bytes, *wanted;
		bool single;
	} cases[] = {
		{FROM "A: b\n\nmột\n\n" FROM "A: c\n\nhai\n", "2:A: b\n\nmột\n\n|7:A: c\n\nhai\n|",
			false},
		/* no empty line before it, and no time in it */
		{FROM "một\n" FROM "hai\n\nFrom here on\n", "2:một\n" FROM "hai\n\nFrom here on\n|",
			false},
		{FROM "một\n>From x\n>>From y\n> From z\n", "2:một\nFrom x\n>From y\n> From z\n|",
			false},
		{FROM "một\n\n" FROM "hai\n", "2:một\n\n" FROM "hai\n|", true},
		{"\n\n", "", false},
		{"", "", false},
	};
	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++) {
		struct str bytes = str_from_c(cases[i].bytes);
		int fd = memfd_create("mail_test", MFD_CLOEXEC);
		assert_int_equal(write(fd, bytes.ptr, bytes.len), bytes.len);
		lseek(fd, 0, SEEK_SET);
		struct mbox m;
		struct error err;
		struct buf mail = BUF_INIT, got = BUF_INIT;
		uint64_t line;
		const struct input_file file = {.fd = fd, .as = ENCODING_DETECT};
		assert_true(mbox_open(&m, &file, 1 << 20, &err));
		buf_append_c(&got, "");
		while (mbox_next(&m, cases[i].single, &mail, &line, &err) == MBOX_READ)
			buf_printf(&got, "%d:%s|", (int)line, mail.ptr);
		assert_string_equal(buf_str(&got).ptr, cases[i].wanted);
		mbox_close(&m);
		buf_free(&mail);
		buf_free(&got);
		close(fd);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(headers_are_read),
		cmocka_unit_test(parameters_are_read),
		cmocka_unit_test(subjects_are_bared),
		cmocka_unit_test(bodies_are_found),
		cmocka_unit_test(flowed_lines_are_joined),
		cmocka_unit_test(mails_are_divided),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
