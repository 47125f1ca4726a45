/* article/metadata: who wrote it, and what it was taken from. */
#include "article/metadata/byline.h"
#include "article/metadata/outlet.h"
#include "article/metadata/phrase.h"
#include "article/metadata/place.h"
#include "base/buf.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>
#include <linux/perf_event.h>
#include <sys/ioctl.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

#define COUNT(table) (sizeof(table) / sizeof *(table))

/* "authors; with semicolons | source" */
static void describe(const struct article *a, struct buf *out)
{
	buf_reset(out);
	for (size_t i = 0; i < a->author_count; i++)
		buf_printf(out, "%s%.*s", i ? "; " : "", STR_ARG(a->authors[i].value));
	buf_printf(out, " | %.*s", STR_ARG(a->source.value));
}

static void bylines_name_people_and_outlets(void **state)
{
	static const struct {
		const char *line;
		enum byline_kind kind;
		const char *want;
	} cases[] = {
		/* names */
		{"Bùi Toàn – Hoàng Ly", BYLINE_NAMES, "Bùi Toàn; Hoàng Ly | "},
		{"Bùi Toàn-Hoàng Ly", BYLINE_NAMES, "Bùi Toàn; Hoàng Ly | "},
		{"Bùi Toàn và Hoàng Ly", BYLINE_NAMES, "Bùi Toàn; Hoàng Ly | "},
		{"BÙI TOÀN", BYLINE_NAMES, "BÙI TOÀN | "},
		{"BÙI TOÀN - HOÀNG LY", BYLINE_NAMES, "BÙI TOÀN; HOÀNG LY | "},
		{"Bùi Toàn.", BYLINE_NAMES, "Bùi Toàn | "},
		{"Kpă Hâ", BYLINE_NAMES, "Kpă Hâ | "}, /* whose last byte is one of • */
		{"Bùi Toàn –", BYLINE_NAMES, "Bùi Toàn | "},
		{"* Bùi Toàn *", BYLINE_NAMES, "Bùi Toàn | "},
		{"- Bùi Toàn -", BYLINE_NAMES, "Bùi Toàn | "},
		{"(Bùi Toàn)", BYLINE_NAMES, "Bùi Toàn | "},
		{"Thuận", BYLINE_PEN_NAME, "Thuận | "},
		{"PV", BYLINE_NAMES, "PV | "},
		{"P.V", BYLINE_NAMES, "P.V | "},
		{"Nhóm PV", BYLINE_NAMES, "Nhóm PV | "},
		/* labels */
		{"Tin, ảnh: Lò Duy", BYLINE_LABELLED, "Lò Duy | "},
		{"Tin, ảnh: A Thuyên và Y Blơng", BYLINE_LABELLED, "A Thuyên; Y Blơng | "},
		{"Bài và ảnh: Lò Duy", BYLINE_LABELLED, "Lò Duy | "},
		{"Bài và ảnh Lò Duy", BYLINE_LABELLED, "Lò Duy | "},
		{"BÀI VÀ ẢNH: LÒ DUY", BYLINE_LABELLED, "LÒ DUY | "},
		{"Bài: Lò Duy – Ảnh: Cà Mai", BYLINE_LABELLED, "Lò Duy; Cà Mai | "},
		{"CTV Lò Duy", BYLINE_LABELLED, "Lò Duy | "},
		{"PV Lò Duy, Cà Mai", BYLINE_LABELLED, "Lò Duy; Cà Mai | "},
		{"Phóng viên Lò Duy", BYLINE_LABELLED, "Lò Duy | "},
		{"Tác giả: null", BYLINE_LABELLED, " | "},
		{"Lò Duy (tổng hợp)", BYLINE_NAMES, "Lò Duy | "},
		{"Lò Duy (t/h)", BYLINE_NAMES, "Lò Duy | "},
		{"Lò Duy (ghi)", BYLINE_NAMES, "Lò Duy | "},
		{"(t/h)", BYLINE_LABELLED, " | "},
		{"(Tổng hợp)", BYLINE_LABELLED, " | "},
		/* outlets */
		{"Thanh Niên", BYLINE_NAMES, " | Thanh Niên"},
		{"Nhân Dân", BYLINE_NAMES, " | Nhân Dân"},
		{"Theo TTXVN", BYLINE_LABELLED, " | TTXVN"},
		{"Theo Thanh Niên", BYLINE_LABELLED, " | Thanh Niên"},
		{"(Theo VnExpress)", BYLINE_LABELLED, " | VnExpress"},
		{"Nguồn: Báo Nhân Dân", BYLINE_LABELLED, " | Báo Nhân Dân"},
		{"Nguồn: Cổng thông tin điện tử tỉnh Lạng Sơn", BYLINE_LABELLED,
			" | Cổng thông tin điện tử tỉnh Lạng Sơn"},
		{"Lò Duy/VOV", BYLINE_NAMES, "Lò Duy | VOV"},
		{"Lò Duy/VOV.VN", BYLINE_NAMES, "Lò Duy | VOV.VN"},
		{"PV/VOV", BYLINE_NAMES, "PV | VOV"},
		{"Lò Duy/Vietnam+", BYLINE_NAMES, "Lò Duy | Vietnam+"},
		{"TTXVN/Vietnam+", BYLINE_NAMES, " | TTXVN/Vietnam+"},
		{"Lò Duy (TTXVN)", BYLINE_NAMES, "Lò Duy | TTXVN"},
		{"Lò Duy (Theo Reuters)", BYLINE_NAMES, "Lò Duy | Reuters"},
		{"Lò Duy (Theo Reuters, AFP)", BYLINE_NAMES, "Lò Duy | Reuters, AFP"},
		{"Theo Lò Văn Duy (Tuổi Trẻ)", BYLINE_LABELLED, "Lò Văn Duy | Tuổi Trẻ"},
		{"Lò Duy - Báo Sơn La", BYLINE_NAMES, "Lò Duy | Báo Sơn La"},
		{"Lò Duy - Đài PT-TH Sơn La", BYLINE_NAMES, "Lò Duy | Đài PT-TH Sơn La"},
		{"CTV Lò Duy/VOV-Tây Bắc", BYLINE_LABELLED, "Lò Duy | VOV-Tây Bắc"},
		{"Lò Duy (dịch, theo Reuters)", BYLINE_NAMES, "Lò Duy | Reuters"},
		/* with what else stands there */
		{"Thứ Ba, 5/6/2018 | 10:30 | Lò Duy", BYLINE_NAMES, "Lò Duy | "},
		{"Lò Duy | Kinh tế", BYLINE_NAMES, "Lò Duy | "},
		{"Lò Duy - 05/06/2018 10:20", BYLINE_NAMES, "Lò Duy | "},
		{"Lò Duy 05/06/2018 10:20", BYLINE_NAMES, "Lò Duy | "},
		{"Theo Lò Văn Duy | Thanh Niên", BYLINE_LABELLED, "Lò Văn Duy | Thanh Niên"},
		{"Kinh tế • 5/6/2018 • 1.204 lượt xem", BYLINE_DATED, " | "},
		{"Nguồn ảnh: Lò Duy", BYLINE_NONE, "Nguồn ảnh: Lò Duy | "},
		/* none */
		{"Sơn La, 5/6/2018 – Tin.", BYLINE_NONE, "Sơn La; Tin | "},
		{"Sáng nay trời nắng đẹp", BYLINE_NONE, "Sáng nay trời nắng đẹp | "},
		{"CHỦ TỊCH", BYLINE_NONE, " | "},
		{"Cao Bằng, ngày 27 tháng 3 năm 2018", BYLINE_DATED, " | "},
	};
	struct buf got = BUF_INIT;
	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++) {
		struct article a = {.memory = ARENA_INIT};
		assert_true(byline_read(&a, str_from_c(cases[i].line), PROVENANCE_TEXT));
		describe(&a, &got);
		if (strcmp(got.ptr, cases[i].want) != 0 ||
			byline_kind_of(str_from_c(cases[i].line)) != cases[i].kind)
			print_message("%s: %d\n", cases[i].line,
				byline_kind_of(str_from_c(cases[i].line)));
		assert_string_equal(got.ptr, cases[i].want);
		assert_int_equal(byline_kind_of(str_from_c(cases[i].line)), cases[i].kind);
		article_free(&a);
	}
	buf_free(&got);
}

/* Whatever stands around its name, and whatever is in it: & and và, dashes, figures. */
static void outlets_are_never_authors(void **state)
{
	static const char *const forms[][2] = {{"", ""}, {"Theo ", ""}, {"Nguồn: ", ""},
		{"(Theo ", ")"}, {"(", ")"}, {"", "."}, {"Lò Duy (", ")"}, {"Lò Duy/", ""},
		{"Lò Duy - ", ""}, {"Lò Duy (Theo ", ")"}};
	struct buf line = BUF_INIT, got = BUF_INIT, want = BUF_INIT;
	const char *name;
	(void)state;
	for (size_t i = 0; (name = outlet_name(i)) != NULL; i++) {
		for (size_t k = 0; k < COUNT(forms); k++) {
			struct article a = {.memory = ARENA_INIT};
			bool person = strstr(forms[k][0], "Lò Duy");
			buf_reset(&line);
			buf_reset(&want);
			buf_printf(&line, "%s%s%s", forms[k][0], name, forms[k][1]);
			buf_printf(&want, "%s | %s", person ? "Lò Duy" : "", name);
			assert_int_not_equal(byline_kind_of(buf_str(&line)), BYLINE_NONE);
			assert_true(byline_read(&a, buf_str(&line), PROVENANCE_TEXT));
			describe(&a, &got);
			assert_string_equal(got.ptr, want.ptr);
			article_free(&a);
		}
	}
	buf_free(&line);
	buf_free(&got);
	buf_free(&want);
}

/* A field of authors, as other people's data have it. */
static void fields_of_authors_are_divided(void **state)
{
	static const struct {
		const char *field, *want;
	} cases[] = {
		{"Bùi Toàn, Hoàng Ly", "Bùi Toàn; Hoàng Ly | "},
		{"Bùi Toàn; Hoàng Ly & Lò Duy", "Bùi Toàn; Hoàng Ly; Lò Duy | "},
		{"thuan", "thuan | "},
		{"null", " | "},
		{"N/A", " | "},
		{"None", " | "},
		{"12345", " | "},
		{"-", " | "},
		{"a@b.vn", " | "},
		{"Thanh Niên", " | Thanh Niên"},
		{"VnExpress", " | VnExpress"},
		{"TTXVN", " | TTXVN"},
		{"Báo Quảng Ninh", " | Báo Quảng Ninh"},
		{"baocaobang.vn", " | baocaobang.vn"},
		{"Bùi Toàn, Thanh Niên", "Bùi Toàn | Thanh Niên"},
		{"Bùi Toàn, Giám đốc Sở Y tế", "Bùi Toàn | "},
		{"Bùi Toàn, Phó Chủ tịch UBND tỉnh, Trưởng Ban Chỉ đạo", "Bùi Toàn | "},
		{"Bùi Toàn - Trưởng phòng Kinh tế và Hạ tầng", "Bùi Toàn | "},
		{"TS. Bùi Toàn, Viện trưởng; PGS.TS Hoàng Thị Ly",
			"TS. Bùi Toàn; PGS.TS Hoàng Thị Ly | "},
		{"Giám đốc Sở Y tế", "Giám đốc Sở Y tế | "},
		{"Công ty TNHH Thương mại, Dịch vụ và Xây dựng Sông Bằng",
			"Công ty TNHH Thương mại, Dịch vụ và Xây dựng Sông Bằng | "},
		{"CÔNG TY CỔ PHẦN XÂY LẮP, CƠ KHÍ & VẬN TẢI",
			"CÔNG TY CỔ PHẦN XÂY LẮP, CƠ KHÍ & VẬN TẢI | "},
		{"Sở Văn hóa, Thể thao và Du lịch, Lê Văn Tám",
			"Sở Văn hóa, Thể thao và Du lịch; Lê Văn Tám | "},
		{"Ban biên tập", "Ban biên tập | "},
	};
	struct buf got = BUF_INIT;
	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++) {
		struct article a = {.memory = ARENA_INIT};
		assert_true(byline_add_authors(&a, str_from_c(cases[i].field), PROVENANCE_GIVEN));
		describe(&a, &got);
		assert_string_equal(got.ptr, cases[i].want);
		article_free(&a);
	}
	buf_free(&got);
}

/* The table holds canonical spellings, or nothing would ever match them. */
static void outlets_are_spelled_canonically(void **state)
{
	const char *form;
	(void)state;
	for (size_t i = 0; (form = outlet_form(i)) != NULL; i++) {
		struct phrase p;
		phrase_read(str_from_c(form), 0, &p);
		if (*form) {
			assert_true(p.whole);
			assert_int_equal(p.lengths[p.count - 1], strlen(form));
			assert_memory_equal(p.text, form, strlen(form));
			assert_true(outlet_is(str_from_c(form)));
		}
	}
	assert_string_equal(outlet_of_url(STR("https://tv.tuoitre.vn/a-b.htm")), "Tuổi Trẻ");
	assert_string_equal(outlet_of_url(STR("http://vnexpress.net")), "VnExpress");
	assert_null(outlet_of_url(STR("https://nottuoitre.vn/a")));
	assert_null(outlet_of_url(STR("tuoitre.vn")));
}

/* Weekdays, people and outlets are no places. */
static void datelines_name_places(void **state)
{
	static const struct {
		const char *text, *place;
		bool is;
	} cases[] = {
		{"Cao Bằng, ngày 27/3/2018 – Tin.", "Cao Bằng", true},
		{"Lâm Đồng, 27/3/2018 – Tin.", "Lâm Đồng", true},
		{"Mai Châu, 27/3/2018 – Tin.", "Mai Châu", true},
		{"Thứ Ba, 27/3/2018 – Tin.", "", true},
		{"Chủ nhật, ngày 27/3/2018 – Tin.", "", true},
		{"Cao Bằng, Thứ Ba ngày 27/3/2018 – Tin.", "Cao Bằng", true},
		{"(TTXVN, 27/3/2018) Tin.", "", true},
		{"Hà nội, ngày 27/3/2018 – Tin.", "Hà nội", true},
		{"Bà con, ngày 27/3/2018 – Tin.", "", false},
		{"Cao Bằng (TTXVN 27/3/2018) - Tin.", "Cao Bằng", true},
		{"TTXVN (Cao Bằng 27/3/2018) - Tin.", "Cao Bằng", true},
		{"(TTXVN) Thừa Thiên Huế, 27/3/2018 – Tin.", "Thừa Thiên Huế", true},
		{"(TTXVN) – Huế, ngày 27/3/2018 – Tin.", "Huế", true},
		{" ( TTXVN ) - 27/3/2018 - Tin.", "", true},
		{"(Báo Lâm Đồng) Đà Lạt, 27/3/2018 - Tin.", "Đà Lạt", true},
		{"(TTXVN) Ngày 27/3/2018, hội nghị khai mạc.", "", false},
		{"(TTXVN) Tối 27/3/2018, hội nghị khai mạc.", "", false},
		{"(Ảnh) Huế, 27/3/2018 – Tin.", "", false},
		{"(TTXVN", "", false},
		{"Sốp Cộp (Sơn La), 27/3/2018 - Tin.", "Sốp Cộp (Sơn La)", true},
		{"Cao Bằng, hồi 14 giờ 30 phút ngày 27/3/2018 – Tin.", "Cao Bằng", true},
		{"Lò Duy | 27/3/2018 - 10:20", "", false},
		{"Ông Lò Văn Duy, 27/3/2018 – Tin.", "", false},
		{"Nguyễn Văn Tám, ngày 27/3/2018 – Tin.", "", false},
		{"Theo AFP, ngày 27/3/2018 – Tin.", "", false},
	};
	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++) {
		struct dateline line;
		bool is = dateline_read(str_from_c(cases[i].text), &line);
		if (is != cases[i].is)
			print_message("%s\n", cases[i].text);
		assert_int_equal(is, cases[i].is);
		if (is)
			assert_true(str_eq(line.place, str_from_c(cases[i].place)));
	}
}

static int counter_of_instructions(void)
{
	struct perf_event_attr attr = {.type = PERF_TYPE_HARDWARE,
		.size = sizeof attr,
		.config = PERF_COUNT_HW_INSTRUCTIONS,
		.exclude_kernel = 1,
		.exclude_hv = 1};
	return (int)syscall(SYS_perf_event_open, &attr, 0, -1, -1, 0);
}

/* Instructions where the system counts them, else nanoseconds of the processor. */
static uint64_t effort(int counter)
{
	uint64_t value = 0;
	struct timespec t;
	if (counter >= 0 && read(counter, &value, sizeof value) == (ssize_t)sizeof value)
		return value;
	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
	return (uint64_t)t.tv_sec * 1000000000 + (uint64_t)t.tv_nsec;
}

static uint64_t effort_of(int counter, const char *piece, size_t bytes)
{
	struct buf text = BUF_INIT;
	struct article a = {.memory = ARENA_INIT};
	while (text.len < bytes)
		buf_append_c(&text, piece);
	uint64_t before = effort(counter);
	assert_true(byline_add_authors(&a, buf_str(&text), PROVENANCE_GIVEN));
	assert_true(byline_read(&a, buf_str(&text), PROVENANCE_TEXT));
	uint64_t spent = effort(counter) - before;
	article_free(&a);
	buf_free(&text);
	return spent;
}

/* Of eight times as much, at most some sixteen times the work: what grows with the square would
   take sixty-four. */
static void any_field_takes_linear_time(void **state)
{
	static const char *const pieces[] = {"-", "- ", " -", "a-", "a- ", "a -b", "–", "(", "()",
		")", ", ", " ) ", "a) ", "và ", " và", "a và ", "và và ", "A B-", "Sở, ", "Sở và ",
		"Giám đốc, ", "N/A", "/", "+", ".", "*", "Theo ", "Tin: ", "PT-", "\u00a0", "A",
		"a ", "\xcc\x80", "1,"};
	enum { SMALL = 1 << 15 };
	int counter = counter_of_instructions();
	(void)state;
	for (size_t i = 0; i < COUNT(pieces); i++) {
		uint64_t small = effort_of(counter, pieces[i], SMALL);
		uint64_t large = effort_of(counter, pieces[i], 8 * SMALL);
		if (large > 16 * small + 10000000)
			print_message("'%s': %llu, then %llu\n", pieces[i],
				(unsigned long long)small, (unsigned long long)large);
		assert_true(large <= 16 * small + 10000000);
	}
	if (counter >= 0)
		close(counter);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(bylines_name_people_and_outlets),
		cmocka_unit_test(outlets_are_never_authors),
		cmocka_unit_test(fields_of_authors_are_divided),
		cmocka_unit_test(outlets_are_spelled_canonically),
		cmocka_unit_test(datelines_name_places),
		cmocka_unit_test(any_field_takes_linear_time),
	};
	return cmocka_run_group_tests_name("byline", tests, NULL, NULL);
}
