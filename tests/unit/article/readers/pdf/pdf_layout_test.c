/* article/readers/pdf: lines of glyphs, as they stand on pages, to text. */
#include "article/readers/pdf/columns.h"
#include "article/readers/pdf/furniture.h"
#include "article/readers/pdf/set_text.h"
#include "article/readers/pdf/title.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#define COUNT(array) (sizeof(array) / sizeof *(array))

/* A glyph is half as wide as its font is large, a space a quarter. */
struct set {
	uint32_t page;
	double x, y, size;
	const char *text;
};

enum { SETS = 40, ATOMS = 1024 };

static size_t length(struct str word)
{
	size_t count = 0;
	for (size_t i = 0; i < word.len; i++)
		count += ((unsigned char)word.ptr[i] & 0xC0) != 0x80;
	return count;
}

static size_t add_atoms(struct atom *atoms, const struct set *set)
{
	struct str rest = str_from_c(set->text), word;
	double x = set->x;
	size_t count = 0;
	while (str_split(&rest, ' ', &word)) {
		size_t glyphs = length(word);
		double width = (double)glyphs * set->size / 2;
		if (glyphs > 0)
			atoms[count++] = (struct atom){.text = word,
				.left = x,
				.right = x + width,
				.top = set->y,
				.bottom = set->y + set->size,
				.size = set->size,
				.glyphs = glyphs};
		x += width + set->size / 4;
	}
	return count;
}

/* The text that SETS make, up to one without text. */
static void write(const struct set *sets, struct set_text *out, struct arena *memory)
{
	static const struct font fonts[] = {{.encoding = ENCODING_UTF8}};
	static struct atom atoms[ATOMS];
	struct sheet sheets[8] = {{0}};
	struct lines lines = {0};
	struct paragraphs paragraphs;
	size_t pages = 0, used = 0;
	for (size_t i = 0; i < SETS && sets[i].text;) {
		size_t first = used;
		sheets[pages].page = sets[i].page;
		do
			used += add_atoms(atoms + used, &sets[i]);
		while (++i < SETS && sets[i].text && sets[i].page == sets[i - 1].page);
		assert_true(sheet_set(&sheets[pages++], atoms + first, used - first, memory));
	}
	assert_true(furniture_remove(sheets, pages, memory));
	for (size_t i = 0; i < pages; i++)
		assert_true(columns_read(&lines, &sheets[i], memory));
	assert_true(paragraphs_read(&paragraphs, &lines, memory));
	*out = (struct set_text){.memory = memory};
	assert_true(set_text_write(out, &paragraphs, &lines, fonts, 1 << 20));
}

static void lines_become_paragraphs(void **state)
{
	static const struct {
		struct set sets[SETS];
		const char *want;
	} cases[] = {
		/* broken where the next word had no room; the last one is short */
		{{{1, 50, 50, 10, "mưa lớn suốt đêm làm sạt"},
			 {1, 50, 62, 10, "một đoạn đường dài, xe"},
			 {1, 50, 74, 10, "phải đi vòng."},
			 {1, 50, 86, 10, "Sáng nay đường đã thông."}},
			"mưa lớn suốt đêm làm sạt một đoạn đường dài, xe phải đi vòng.\n\n"
			"Sáng nay đường đã thông.\n"},
		/* divided by an indent where the line before is full */
		{{{1, 70, 50, 10, "mưa lớn suốt đêm sạt"},
			 {1, 50, 62, 10, "một đoạn đường dài, xe."},
			 {1, 70, 74, 10, "Sáng nay đường thông"},
			 {1, 50, 86, 10, "trở lại bình thường."}},
			"mưa lớn suốt đêm sạt một đoạn đường dài, xe.\n\n"
			"Sáng nay đường thông trở lại bình thường.\n"},
		/* by a wider gap */
		{{{1, 50, 50, 10, "mưa lớn suốt đêm làm sạt"},
			 {1, 50, 62, 10, "một đoạn đường dài ở xã"},
			 {1, 50, 80, 10, "sáng nay đường đã thông."}},
			"mưa lớn suốt đêm làm sạt một đoạn đường dài ở xã\n\n"
			"sáng nay đường đã thông.\n"},
		/* by another size */
		{{{1, 50, 50, 16, "Đường thông"}, {1, 50, 68, 10, "mưa lớn suốt đêm làm sạt"},
			 {1, 50, 80, 10, "một đoạn đường."}},
			"Đường thông\n\nmưa lớn suốt đêm làm sạt một đoạn đường.\n"},
		/* lists: hung, and one item below the other though the lines are full */
		{{{1, 50, 50, 10, "- mưa lớn suốt đêm ở sáu"}, {1, 60, 62, 10, "xã vùng cao;"},
			 {1, 50, 74, 10, "- gió giật cấp bảy ở ven"}, {1, 60, 86, 10, "sông."}},
			"- mưa lớn suốt đêm ở sáu xã vùng cao;\n\n"
			"- gió giật cấp bảy ở ven sông.\n"},
		/* one that stands in the middle, and one at the right */
		{{{1, 50, 50, 10, "mưa lớn suốt đêm làm sạt một đoạn đường dài, xe"},
			 {1, 50, 62, 10, "phải đi vòng qua đèo."}, {1, 130, 80, 10, "Chương hai"},
			 {1, 250, 100, 10, "Vừ A"}},
			"mưa lớn suốt đêm làm sạt một đoạn đường dài, xe phải đi vòng qua đèo.\n\n"
			"Chương hai\n\n"
			"                                        Vừ A\n"},
		/* small print in the middle is set as plain texts set captions */
		{{{1, 50, 50, 10, "mưa lớn suốt đêm làm sạt một đoạn đường dài, xe"},
			 {1, 50, 62, 10, "phải đi vòng qua đèo."}, {1, 135, 80, 8, "Đường về xã"}},
			"mưa lớn suốt đêm làm sạt một đoạn đường dài, xe phải đi vòng qua đèo.\n\n"
			"                Đường về xã\n"},
		/* wide lines of a short text */
		{{{1, 50, 50, 10, "mưa lớn suốt đêm làm sạt"},
			 {1, 50, 67, 10, "một đoạn đường dài ở xã"}, {1, 50, 84, 10, "vùng cao."}},
			"mưa lớn suốt đêm làm sạt một đoạn đường dài ở xã vùng cao.\n"},
	};
	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++) {
		struct arena memory = ARENA_INIT;
		struct set_text got;
		write(cases[i].sets, &got, &memory);
		assert_string_equal(got.text.ptr, cases[i].want);
		set_text_free(&got);
		arena_free(&memory);
	}
}

static void columns_are_read_one_after_the_other(void **state)
{
	static const struct set sets[SETS] = {{1, 50, 40, 14, "Ngô lai về ba xã ven sông"},
		{1, 50, 60, 10, "mưa lớn suốt đêm làm"}, {1, 180, 60, 10, "Huyện cử cán bộ xuống"},
		{1, 50, 72, 10, "sạt một đoạn đường ở"}, {1, 180, 72, 10, "từng thôn bản để giúp"},
		{1, 50, 84, 10, "xã, dân phải đi vòng"}, {1, 180, 84, 10, "dân sửa nhà cửa, dọn"},
		{1, 50, 96, 10, "qua đèo mất một ngày"}, {1, 180, 96, 10, "bùn và mở lại trường."},
		{1, 50, 108, 10, "đường nên hàng hóa lên"}, {1, 50, 120, 10, "chậm mất hai hôm."}};
	struct arena memory = ARENA_INIT;
	struct set_text got;
	(void)state;
	write(sets, &got, &memory);
	assert_string_equal(got.text.ptr,
		"Ngô lai về ba xã ven sông\n\n"
		"mưa lớn suốt đêm làm sạt một đoạn đường ở xã, dân phải đi vòng qua đèo mất một "
		"ngày đường nên hàng hóa lên chậm mất hai hôm.\n\n"
		"Huyện cử cán bộ xuống từng thôn bản để giúp dân sửa nhà cửa, dọn bùn và mở lại "
		"trường.\n");
	set_text_free(&got);
	arena_free(&memory);
}

static void words_are_put_together(void **state)
{
	static const struct {
		struct set sets[SETS];
		const char *want;
	} cases[] = {
		{{{1, 50, 50, 10, "T H Ô N G"}}, "THÔNG\n"},
		{{{1, 50, 50, 10, "T H Ô N G"}, {1, 95, 50, 10, "B Á O"}}, "THÔNG BÁO\n"},
		{{{1, 50, 50, 10, "ý ở đó"}}, "ý ở đó\n"},
		{{{1, 50, 50, 10, "the new informa-"}, {1, 50, 62, 10, "tion office"}},
			"the new information office\n"},
		{{{1, 50, 50, 10, "ở xã nọ, kinh tế-"}, {1, 50, 62, 10, "xã hội đi lên"}},
			"ở xã nọ, kinh tế-xã hội đi lên\n"},
		{{{1, 50, 50, 10, "thủ đô là Ma-xcơ-"}, {1, 50, 62, 10, "va của Nga"}},
			"thủ đô là Ma-xcơ-va của Nga\n"},
		{{{1, 50, 50, 10, "giai đoạn năm 2010-"}, {1, 50, 62, 10, "2015 vừa qua"}},
			"giai đoạn năm 2010-2015 vừa qua\n"},
		{{{1, 50, 50, 10, "người dân họ Nguy-"}, {1, 50, 62, 10, "ễn ở xã"}},
			"người dân họ Nguyễn ở xã\n"},
		{{{1, 50, 50, 10, "văn phòng o\uFB03ce"}}, "văn phòng office\n"},
	};
	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++) {
		struct arena memory = ARENA_INIT;
		struct set_text got;
		write(cases[i].sets, &got, &memory);
		assert_string_equal(got.text.ptr, cases[i].want);
		set_text_free(&got);
		arena_free(&memory);
	}
}

static void tables_are_read_row_by_row(void **state)
{
	static const struct set sets[SETS] = {
		{1, 50, 20, 10, "Giá nông sản tuần này tăng nhẹ so với tuần"},
		{1, 50, 50, 10, "Hàng"}, {1, 150, 50, 10, "Chợ"}, {1, 220, 50, 10, "Ghi chú"},
		{1, 50, 70, 10, "Gạo tẻ"}, {1, 150, 70, 10, "Cửa Nam"}, {1, 220, 70, 10, "hàng về"},
		{1, 220, 82, 10, "đều"}, {1, 50, 102, 10, "Chè"}, {1, 150, 102, 10, "Bến Tượng"},
		{1, 220, 102, 10, "khan"}};
	struct arena memory = ARENA_INIT;
	struct set_text got;
	(void)state;
	write(sets, &got, &memory);
	assert_string_equal(got.text.ptr, "Giá nông sản tuần này tăng nhẹ so với tuần\n\n"
					  "Hàng\tChợ\tGhi chú\nGạo tẻ\tCửa Nam\thàng về đều\n"
					  "Chè\tBến Tượng\tkhan\n");
	set_text_free(&got);
	arena_free(&memory);
}

static void a_letterhead_stays_in_two_columns(void **state)
{
	static const struct set sets[SETS] = {{1, 60, 50, 10, "UBND TỈNH X"},
		{1, 200, 50, 10, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"}, {1, 70, 64, 10, "SỞ Y TẾ"},
		{1, 230, 64, 10, "Độc lập - Tự do - Hạnh phúc"}};
	struct arena memory = ARENA_INIT;
	struct set_text got;
	(void)state;
	write(sets, &got, &memory);
	assert_string_equal(got.text.ptr,
		"UBND TỈNH X                 CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n"
		"  SỞ Y TẾ                         Độc lập - Tự do - Hạnh phúc\n");
	set_text_free(&got);
	arena_free(&memory);
}

static void what_pages_share_is_out(void **state)
{
	static const struct set sets[SETS] = {{1, 50, 20, 8, "BÁO VÙNG CAO"},
		{1, 50, 60, 10, "mưa lớn suốt đêm làm sạt"},
		{1, 50, 72, 10, "một đoạn đường dài ở xã"}, {1, 90, 300, 8, "Trang 1/2"},
		{2, 50, 20, 8, "BÁO VÙNG CAO"}, {2, 50, 60, 10, "Nậm Khòa, xe phải đi"},
		{2, 50, 72, 10, "vòng."}, {2, 90, 300, 8, "Trang 2/2"}};
	struct arena memory = ARENA_INIT;
	struct set_text got;
	(void)state;
	write(sets, &got, &memory);
	/* and the paragraph goes on over the page */
	assert_string_equal(got.text.ptr,
		"mưa lớn suốt đêm làm sạt một đoạn đường dài ở xã Nậm Khòa, xe phải đi vòng.\n");
	assert_int_equal(got.lines[0].page, 1);
	set_text_free(&got);
	arena_free(&memory);
}

static void what_browsers_print_is_out(void **state)
{
	static const struct set sets[SETS] = {{1, 20, 10, 8, "3/12/24, 10:20 AM Tin vùng cao"},
		{1, 50, 60, 10, "mưa lớn suốt đêm làm sạt"}, {1, 50, 72, 10, "đường."},
		{1, 20, 400, 8, "https://tin.example/a.html"}, {1, 300, 400, 8, "1/1"}};
	struct arena memory = ARENA_INIT;
	struct set_text got;
	(void)state;
	write(sets, &got, &memory);
	assert_string_equal(got.text.ptr, "mưa lớn suốt đêm làm sạt đường.\n");
	set_text_free(&got);
	arena_free(&memory);
}

static void the_title_is_what_is_stated_or_set_largest(void **state)
{
	static const struct set sets[SETS] = {{1, 50, 20, 10, "Chuyện bản xa"},
		{1, 50, 40, 18, "Đường mới về bản Nà Lầu"},
		{1, 50, 70, 10, "mưa lớn suốt đêm làm sạt"},
		{1, 50, 82, 10, "một đoạn đường dài ở xã."}};
	static const struct {
		const char *property, *want;
		bool stated;
	} cases[] = {
		{"Microsoft Word - bao cao.doc", "Đường mới về bản Nà Lầu", false},
		{"", "Đường mới về bản Nà Lầu", false},
		{"ĐƯỜNG MỚI VỀ BẢN NÀ LẦU", "Đường mới về bản Nà Lầu", true},
		{"Chuyện bản xa", "Chuyện bản xa", true},
	};
	struct arena memory = ARENA_INIT;
	struct set_text got;
	(void)state;
	write(sets, &got, &memory);
	for (size_t i = 0; i < COUNT(cases); i++) {
		struct str title;
		bool stated;
		assert_true(title_find(
			buf_str(&got.text), &got, str_from_c(cases[i].property), &title, &stated));
		assert_true(str_eq(title, str_from_c(cases[i].want)));
		assert_int_equal(stated, cases[i].stated);
	}
	set_text_free(&got);
	arena_free(&memory);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(lines_become_paragraphs),
		cmocka_unit_test(columns_are_read_one_after_the_other),
		cmocka_unit_test(words_are_put_together),
		cmocka_unit_test(tables_are_read_row_by_row),
		cmocka_unit_test(a_letterhead_stays_in_two_columns),
		cmocka_unit_test(what_pages_share_is_out),
		cmocka_unit_test(what_browsers_print_is_out),
		cmocka_unit_test(the_title_is_what_is_stated_or_set_largest),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
