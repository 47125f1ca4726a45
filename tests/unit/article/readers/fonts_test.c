/* article/readers: fonts as encodings. */
#include "article/readers/fonts.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#define COUNT(table) (sizeof(table) / sizeof *(table))

static void names_tell_encodings(void **state)
{
	(void)state;
	static const struct {
		const char *name;
		enum encoding encoding;
		bool capitals;
	} cases[] = {
		{".VnTime", ENCODING_TCVN3, false},
		{".VnTimeH", ENCODING_TCVN3, true},
		{".VNTIMEH", ENCODING_TCVN3, true},
		{" .vnarial narrowh", ENCODING_TCVN3, true},
		{".VnBahamasBH", ENCODING_TCVN3, true},
		{".VnTimeH Bold", ENCODING_TCVN3, true},
		{"ABCDEF+.VnArialH,BoldItalic", ENCODING_TCVN3, true},
		{"ABCDEF+.VnTime-Bold", ENCODING_TCVN3, false},
		{"VNI-Times", ENCODING_VNI, false},
		{"VNI-Helve-Condense", ENCODING_VNI, false},
		{"vni times", ENCODING_VNI, false},
		{"VPS Times", ENCODING_VPS, false},
		{"VI Times", ENCODING_VISCII, false},
		{"VNtimes new roman", ENCODING_DETECT, false},
		{"VnTimeH", ENCODING_DETECT, true},
		{"Times New Roman", ENCODING_UTF8, false},
		{"UVN Bay Buom", ENCODING_UTF8, false},
		{"UTM Avo", ENCODING_UTF8, false},
		{"Viner Hand ITC", ENCODING_UTF8, false},
		{"Vivaldi", ENCODING_UTF8, false},
		{"Gothich", ENCODING_UTF8, false},
		{"Vn", ENCODING_UTF8, false},
		{"", ENCODING_UTF8, false},
		{"ABCDEF+", ENCODING_UTF8, false},
	};
	for (size_t i = 0; i < COUNT(cases); i++) {
		struct font font = font_of_name(str_from_c(cases[i].name));
		assert_int_equal(font.encoding, cases[i].encoding);
		assert_int_equal(font.capitals, cases[i].capitals);
	}
}

enum { RUNS = 5 };

struct text_case {
	struct {
		const char *font, *text;
	} runs[RUNS]; /* ended by font NULL; an empty font ends a paragraph */
	const char *want;
};

static void check(const struct text_case *c)
{
	struct buf out = BUF_INIT;
	struct font_text text = FONT_TEXT_INIT(&out);
	for (size_t i = 0; i < RUNS && c->runs[i].font; i++) {
		if (!*c->runs[i].font) {
			font_text_end(&text);
			buf_push(&out, '\n');
			continue;
		}
		font_text_add(&text, font_of_name(str_from_c(c->runs[i].font)),
			str_from_c(c->runs[i].text));
	}
	font_text_end(&text);
	assert_false(out.failed);
	assert_string_equal(out.ptr, c->want);
	font_text_free(&text);
	buf_free(&out);
}

static void runs_are_read_in_their_fonts(void **state)
{
	(void)state;
	static const struct text_case cases[] = {
		{{{".VnTime", "Tr¹m y tÕ x\u00B7 Th¹ch Khª"}}, "Trạm y tế xã Thạch Khê"},
		/* ư is the soft hyphen */
		{{{".VnTime", "ng\u00ADêi d©n"}}, "người dân"},
		/* a font of capitals, its ASCII letters too; one capital inside a word */
		{{{".VnTimeH", "céng hoµ x\u00B7 héi"}}, "CỘNG HOÀ XÃ HỘI"},
		{{{".VnTimeH", "¸"}, {".VnTime", "nh s¸ng §iÖn Biªn"}}, "Ánh sáng Điện Biên"},
		{{{"VNI-Times", "Coâng trình ñöôïc xaây döïng"}}, "Công trình được xây dựng"},
		/* a letter and its mark in two runs, even of two fonts */
		{{{"VNI-Times", "xa"}, {"VNI-Helve", "õ hoäi"}}, "xã hội"},
		{{{"Times New Roman", "tình H"}, {"Arial", "a"}, {"VNI-Times", "ø Noäi"}},
			"tình Hà Nội"},
		{{{"VNI-Times", "döï"}, {"Arial", " (điện) "}, {"VNI-Times", "aùn"}},
			"dự (điện) án"},
		/* of symbol fonts; and what windows-1258 takes the bytes for */
		{{{".VnTime", "x\uF0B7 Th\uF0B9ch"}}, "xã Thạch"},
		{{{".VnTime", "c\u0323ng c\u0103 l\u0301 \u0110m"}}, "cũng có lỡ ém"},
		{{{".VnTime", "“c«ng t¸c” – 5€"}}, "“công tác” – 5€"},
		{{{"VPS Times", "\x02nh v\u00E0 Œ"}}, "Ạnh và ệ"},
		/* converted to Unicode, and left in its font */
		{{{".VnTime", "Trạm y tế xã Thạch Khê mở cửa"}}, "Trạm y tế xã Thạch Khê mở cửa"},
		{{{"VNI-Times", "Hà Nam không có án"}}, "Hà Nam không có án"},
		/* of unknown make: the text tells, and what told before */
		{{{"VnTime", "Phôc vô h¬n bèn ngh×n ng\u00ADêi d©n"}, {"", ""}, {"VnTime", "Khª"}},
			"Phục vụ hơn bốn nghìn người dân\nKhê"},
		{{{"VNtimes new roman", "Café à la carte"}}, "Café à la carte"},
		/* capitals that were typed as small letters */
		{{{".VnTime", "UBND THµNH PHè H¶I PHßNG"}}, "UBND THÀNH PHỐ HẢI PHÒNG"},
		{{{"Symbol", "\uF0B7 a"}}, " a"},
		{{{".VnTime", "a\x01\x07z\tb"}}, "az\tb"},
		{{{".VnTime", ""}}, ""},
	};
	for (size_t i = 0; i < COUNT(cases); i++)
		check(&cases[i]);
}

static void encodings_are_counted(void **state)
{
	(void)state;
	struct buf out = BUF_INIT;
	struct font_text text = FONT_TEXT_INIT(&out);
	unsigned set;
	font_text_add(&text, font_of_name(STR("Arial")), STR("all ASCII"));
	font_text_end(&text);
	assert_int_equal(font_text_encoding(&text, &set), ENCODING_UTF8);
	assert_int_equal(set, 1u << ENCODING_UTF8);
	font_text_add(&text, font_of_name(STR(".VnTime")), STR("Tr¹m y tÕ"));
	font_text_add(&text, font_of_name(STR("VNI-Times")), STR("xaõ"));
	font_text_end(&text);
	assert_int_equal(font_text_encoding(&text, &set), ENCODING_TCVN3);
	assert_int_equal(set, 1u << ENCODING_TCVN3 | 1u << ENCODING_VNI);
	font_text_free(&text);
	buf_free(&out);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(names_tell_encodings),
		cmocka_unit_test(runs_are_read_in_their_fonts),
		cmocka_unit_test(encodings_are_counted),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
