/* text: which encoding a text is in, and what it says. */
#include "base/buf.h"
#include "text/encoding/capitals.h"
#include "text/encoding/decode.h"
#include "text/encoding/legacy.h"
#include "text/encoding/misread.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

#define COUNT(table) (sizeof(table) / sizeof *(table))

static void encodings_have_names(void **state)
{
	(void)state;
	for (int i = 0; i < ENCODING_COUNT; i++) {
		enum encoding e;
		assert_true(encoding_of_name(str_from_c(encoding_name((enum encoding)i)), &e));
		assert_int_equal(e, i);
	}
	static const struct {
		const char *name;
		enum encoding want;
	} cases[] = {
		{"utf8", ENCODING_UTF8},
		{"UTF_16le", ENCODING_UTF16LE},
		{"tcvn-3", ENCODING_TCVN3},
		{"abc", ENCODING_TCVN3},
		{"VNI-Windows", ENCODING_VNI},
		{"vni win", ENCODING_VNI},
		{"cp1258", ENCODING_CP1258},
		{"Windows-1258", ENCODING_CP1258},
		{"tcvn3-as-cp1252", ENCODING_TCVN3_MISREAD},
	};
	enum encoding e;
	for (size_t i = 0; i < COUNT(cases); i++) {
		assert_true(encoding_of_name(str_from_c(cases[i].name), &e));
		assert_int_equal(e, cases[i].want);
	}
	assert_false(encoding_of_name(STR(""), &e));
	assert_false(encoding_of_name(STR("utf9"), &e));
	assert_false(encoding_of_name(STR("utf8x"), &e));
	assert_int_equal(encoding_before(ENCODING_UTF8_MISREAD), ENCODING_UTF8);
	assert_int_equal(encoding_before(ENCODING_CP1258_MISREAD), ENCODING_CP1258);
	assert_int_equal(encoding_before(ENCODING_VPS), ENCODING_VPS);
}

struct text_case {
	struct str bytes;
	enum encoding encoding;
	const char *want;
};

static void check_texts(const struct text_case *cases, size_t count)
{
	struct buf out = BUF_INIT;
	for (size_t i = 0; i < count; i++) {
		struct decoded d;
		struct error err;
		if (!decode_text(cases[i].bytes, &out, &d, &err))
			fail_msg("%s: %s", cases[i].want, err.message);
		if (!str_eq(d.text, str_from_c(cases[i].want)) || d.encoding != cases[i].encoding)
			fail_msg("%s: %.*s, not %s: %s", encoding_name(d.encoding), STR_ARG(d.text),
				encoding_name(cases[i].encoding), cases[i].want);
		assert_true(d.confidence >= 0 && d.confidence <= 1);
	}
	buf_free(&out);
}

static void legacy_text_is_recognised(void **state)
{
	(void)state;
	static const struct text_case cases[] = {
		{STR_INIT("T\xE6 qu\xE8"
			  "c"),
			ENCODING_TCVN3, "Tổ quốc"},
		{STR_INIT("\xA7\xE9"
			  "c l\xCBp - T\xF9 do - H\xB9nh ph\xF3"
			  "c"),
			ENCODING_TCVN3, "Độc lập - Tự do - Hạnh phúc"},
		/* ư is a soft hyphen to windows-1252 */
		{STR_INIT("B\xE9 tr\xAD\xEBng Th\xABng t\xAD"), ENCODING_TCVN3,
			"Bộ trưởng Thông tư"},
		{STR_INIT("\x93 \xA2u L\xB9"
			  "c\x94"),
			ENCODING_TCVN3, "“ Âu Lạc”"},
		{STR_INIT("To\xE5 quo\xE1"
			  "c"),
			ENCODING_VNI, "Tổ quốc"},
		{STR_INIT("\xD1o\xE4"
			  "c la\xE4p - T\xF6\xEF do - Ha\xEFnh phu\xF9"
			  "c"),
			ENCODING_VNI, "Độc lập - Tự do - Hạnh phúc"},
		{STR_INIT("U\xDBY BAN NHA\xC2N DA\xC2N"), ENCODING_VNI, "ỦY BAN NHÂN DÂN"},
		/* a mark drawn for small letters over a capital */
		{STR_INIT("U\xFBy ban nha\xE2n da\xE2n"), ENCODING_VNI, "Ủy ban nhân dân"},
		{STR_INIT("T\xB1 qu\xAF"
			  "c Vi\xAEt Nam c\xFBng ti\xAAng n\xF3i qu\xE2n \xF0\xB5i"),
			ENCODING_VISCII, "Tổ quốc Việt Nam cũng tiếng nói quân đội"},
		{STR_INIT("T\xB0 qu\xD3"
			  "c Vi\x8Ct Nam c\xDBng ti\x89ng n\xF3i qu\xE2n \xC7\xB6i"),
			ENCODING_VPS, "Tổ quốc Việt Nam cũng tiếng nói quân đội"},
		/* capitals in the place of control characters */
		{STR_INIT("VI\x06T NAM QU\xC2N \xF1\x12I NH\xC2N D\xC2N"), ENCODING_VPS,
			"VIỆT NAM QUÂN ĐỘI NHÂN DÂN"},
		{STR_INIT("T\xF4\xD2 qu\xF4\xEC"
			  "c Vi\xEA\xF2t Nam"),
			ENCODING_CP1258, "Tổ quốc Việt Nam"},
		{STR_INIT("R\xE9sum\xE9 d'un \xE9t\xE9 pr\xE8s de Besan\xE7on"), ENCODING_CP1252,
			"Résumé d'un été près de Besançon"},
		{STR_INIT("Gr\xFC\xDF"
			  "e f\xFCr M\xFCller \x84\xFC"
			  "ber\x93 \xD6sterreich"),
			ENCODING_CP1252, "Grüße für Müller „über“ Österreich"},
	};
	check_texts(cases, COUNT(cases));
}

static void misread_text_is_recognised(void **state)
{
	(void)state;
	static const struct text_case cases[] = {
		{STR_INIT("tæ quèc"), ENCODING_TCVN3_MISREAD, "tổ quốc"},
		{STR_INIT("Bé tr\u00ADëng Bé Tµi chÝnh"), ENCODING_TCVN3_MISREAD,
			"Bộ trưởng Bộ Tài chính"},
		{STR_INIT("toå quoác"), ENCODING_VNI_MISREAD, "tổ quốc"},
		{STR_INIT("COÄNG HOØA XAÕ HOÄI CHUÛ NGHÓA VIEÄT NAM"), ENCODING_VNI_MISREAD,
			"CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"},
		{STR_INIT("Tá»• quá»‘c"), ENCODING_UTF8_MISREAD, "Tổ quốc"},
		/* as ISO 8859-1, with C1 control characters */
		{STR_INIT("Tá»\xC2\x95 quá»\xC2\x91"
			  "c vÃ\u00A0 nhân dân"),
			ENCODING_UTF8_MISREAD, "Tổ quốc và nhân dân"},
		/* à, its no-break space made plain, and joined to the space after it */
		{STR_INIT("lÃ  má»™t lÃ ng vÃ o"), ENCODING_UTF8_MISREAD, "là một làng vào"},
		{STR_INIT("lÃ má»™t lÃ, (vÃ )"), ENCODING_UTF8_MISREAD, "là một là, (và)"},
		{STR_INIT("Tôi học tiếng Việt"), ENCODING_UTF8, "Tôi học tiếng Việt"},
		{STR_INIT("\xEF\xBB\xBFtæ quèc ViÖt Nam"), ENCODING_TCVN3_MISREAD,
			"tổ quốc Việt Nam"},
		{STR_INIT("\xFF\xFEt\0\xE6\0 \0q\0u\0\xE8\0c\0"), ENCODING_TCVN3_MISREAD,
			"tổ quốc"},
	};
	check_texts(cases, COUNT(cases));
}

static void text_that_is_right_is_left_alone(void **state)
{
	(void)state;
	static const char *const texts[] = {
		"",
		"Plain ASCII, no marks: the US said on Monday.",
		"Độc lập - Tự do - Hạnh phúc",
		"Bo\u0302\u0323 Tho\u0302ng tin",
		"Été à Besançon, où naïveté et cœur…",
		"Grüße für Müller, Straße, Österreich",
		"São Paulo, El Niño, Ångström, Dvořák",
		"Özil và Müller ghi bàn cho đội tuyển Đức",
		"« Công ước » 25 °C, 100 m², ±5 µm, £1/4, ½",
		"Hà là má và bà",
		"S£1/4",
		"越南 Việt Nam 日本",
		"àáâãèéêìíòóôõùúý",
	};
	struct buf out = BUF_INIT;
	for (size_t i = 0; i < COUNT(texts); i++) {
		struct decoded d;
		struct error err;
		assert_true(decode_text(str_from_c(texts[i]), &out, &d, &err));
		if (d.encoding != ENCODING_UTF8 || d.second != ENCODING_UTF8)
			fail_msg("%s: %s: %.*s", texts[i], encoding_name(d.encoding),
				STR_ARG(d.text));
		assert_ptr_equal(d.text.ptr, texts[i]);
		assert_int_equal(d.text.len, strlen(texts[i]));
	}
	buf_free(&out);
}

static void each_paragraph_has_its_encoding(void **state)
{
	(void)state;
	static const struct {
		struct str bytes;
		enum encoding encoding, second;
		const char *want;
	} cases[] = {
		{STR_INIT("C\xE9ng ho\xB5 x\xB7 h\xE9i ch\xF1 ngh\xDC"
			  "a Vi\xD6t Nam\n"
			  "Cộng hòa xã hội chủ nghĩa\n"
			  "\xA7\xE9"
			  "c l\xCBp - T\xF9 do - H\xB9nh ph\xF3"
			  "c\n"),
			ENCODING_TCVN3, ENCODING_UTF8,
			"Cộng hoà xã hội chủ nghĩa Việt Nam\n"
			"Cộng hòa xã hội chủ nghĩa\n"
			"Độc lập - Tự do - Hạnh phúc\n"},
		{STR_INIT("Thủ tướng thăm chính thức nước bạn và dự hội nghị cấp cao\n"
			  "Bé Ngo¹i giao tr¶ lêi b¸o chÝ\n"
			  "Báo chí đưa tin về chuyến thăm này\n"),
			ENCODING_UTF8, ENCODING_TCVN3_MISREAD,
			"Thủ tướng thăm chính thức nước bạn và dự hội nghị cấp cao\n"
			"Bộ Ngoại giao trả lời báo chí\n"
			"Báo chí đưa tin về chuyến thăm này\n"},
	};
	struct buf out = BUF_INIT;
	for (size_t i = 0; i < COUNT(cases); i++) {
		struct decoded d;
		struct error err;
		assert_true(decode_text(cases[i].bytes, &out, &d, &err));
		if (!str_eq(d.text, str_from_c(cases[i].want)))
			fail_msg("%.*s", STR_ARG(d.text));
		assert_int_equal(d.encoding, cases[i].encoding);
		assert_int_equal(d.second, cases[i].second);
	}
	buf_free(&out);
}

static void capitals_come_back(void **state)
{
	(void)state;
	static const char *const cases[][2] = {
		{"CAO BằNG", "CAO BẰNG"},
		{"CộNG HOà Xã HộI CHủ NGHĩA VIệT NAM", "CỘNG HOÀ XÃ HỘI CHỦ NGHĨA VIỆT NAM"},
		{"Độc lập", "Độc lập"},
		/* words that tell nothing go with their neighbours */
		{"Về VIỆC Từ CHỨC ở TỈNH", "VỀ VIỆC TỪ CHỨC Ở TỈNH"},
		{"nhà Từ đường ở TỈNH", "nhà Từ đường ở TỈNH"},
		{"Tế lễ", "Tế lễ"},
		/* an acronym is no neighbour */
		{"Sở GD-ĐT ở UBND tỉnh", "Sở GD-ĐT ở UBND tỉnh"},
		{"Bộ VHTT", "Bộ VHTT"},
		/* sentences */
		{"ủy ban họp. ở đây 1.000 ủng hộ, v.v. ông nói: \"ở lại\"",
			"Ủy ban họp. Ở đây 1.000 ủng hộ, v.v. ông nói: \"Ở lại\""},
		{"Tiêu đề\nở Hà Nội", "Tiêu đề\nỞ Hà Nội"},
		{"Một dòng dài bị ngắt ở giữa vì quá khổ giấy, phần sau tiếp tục\nở dòng dưới",
			"Một dòng dài bị ngắt ở giữa vì quá khổ giấy, phần sau tiếp tục\nở dòng "
			"dưới"},
	};
	for (size_t i = 0; i < COUNT(cases); i++) {
		char text[256];
		size_t len = strlen(cases[i][0]);
		memcpy(text, cases[i][0], len + 1);
		capitals_restore(text, len, true);
		assert_string_equal(text, cases[i][1]);
	}
}

static void pasted_words_are_decoded(void **state)
{
	(void)state;
	static const struct {
		const char *word, *want; /* NULL: left alone */
		enum encoding as;
	} cases[] = {
		{"tæ quèc", "tổ quốc", ENCODING_TCVN3_MISREAD},
		{"t\u00ADëng", "tưởng", ENCODING_TCVN3_MISREAD},
		{"CAO B»NG", "CAO BẰNG", ENCODING_TCVN3_MISREAD},
		{"ñy ban nh©n d©n", "ủy ban nhân dân", ENCODING_TCVN3_MISREAD},
		{"toå quoác", "tổ quốc", ENCODING_VNI_MISREAD},
		{"Ñaø Naüng", "Đà Nẵng", ENCODING_VNI_MISREAD},
		{"Tá»• quá»‘c", "Tổ quốc", ENCODING_UTF8_MISREAD},
		{"quá»‘c", "quốc", ENCODING_UTF8_MISREAD},
		{"vÃ\u00A0", "và", ENCODING_UTF8_MISREAD},
		{"HÃ  Ná»™i", "Hà Nội", ENCODING_UTF8_MISREAD},
		{"tổ quốc", NULL, ENCODING_UTF8},
		{"to\u0302\u0309 quốc", NULL, ENCODING_UTF8},
		{"Müller", NULL, ENCODING_UTF8},
		{"Özil", NULL, ENCODING_UTF8},
		{"São Paulo", NULL, ENCODING_UTF8},
		{"Citroën", NULL, ENCODING_UTF8},
		{"XÃ\u00A0", NULL, ENCODING_UTF8},
		{"to quoc", NULL, ENCODING_UTF8},
		{"", NULL, ENCODING_UTF8},
		{"\xFFt\xE6", NULL, ENCODING_UTF8},
	};
	struct buf out = BUF_INIT;
	for (size_t i = 0; i < COUNT(cases); i++) {
		enum encoding as;
		bool decoded = decode_word(str_from_c(cases[i].word), &out, &as);
		if (decoded != (cases[i].want != NULL))
			fail_msg("%s: %.*s", cases[i].word, STR_ARG(buf_str(&out)));
		if (!decoded)
			continue;
		assert_string_equal(out.ptr, cases[i].want);
		assert_int_equal(as, cases[i].as);
	}
	buf_free(&out);
}

static void an_encoding_can_be_forced(void **state)
{
	(void)state;
	static const struct {
		struct str bytes;
		enum encoding encoding;
		const char *want;
		size_t repaired, first_repair;
	} cases[] = {
		{STR_INIT("B\xE9 T\xB5i"), ENCODING_TCVN3, "Bộ Tài", 0, 0},
		{STR_INIT("B\xE9 T\xB5i"), ENCODING_CP1252, "Bé Tµi", 0, 0},
		{STR_INIT("Bé"), ENCODING_CP1252, "BÃ©", 0, 0},
		{STR_INIT("a\x81z"), ENCODING_TCVN3, "a\uFFFDz", 1, 1},
		{STR_INIT("\xEF\xBB\xBFmét"), ENCODING_TCVN3_MISREAD, "một", 0, 0},
		{STR_INIT("m\0\xE9\0t\0"), ENCODING_UTF16LE, "mét", 0, 0},
		{STR_INIT("\xFE\xFF\0m\0\xE9\0t"), ENCODING_UTF16BE, "mét", 0, 0},
		{STR_INIT("\xFE\xFF\0m\0\xE9\0t"), ENCODING_TCVN3_MISREAD, "một", 0, 0},
		{STR_INIT("m\xE9t"), ENCODING_UTF8, "m\uFFFDt", 1, 1},
		{STR_INIT("m\xE9t é"), ENCODING_UTF8_MISREAD, "m\uFFFDt é", 1, 1},
		{STR_INIT("tæ"), ENCODING_UTF8, "tæ", 0, 0},
		{STR_INIT("o\xFB"), ENCODING_VNI, "ỏ", 0, 0},
		{STR_INIT(""), ENCODING_VISCII, "", 0, 0},
	};
	struct buf out = BUF_INIT;
	for (size_t i = 0; i < COUNT(cases); i++) {
		struct decoded d;
		struct error err;
		assert_true(decode_text_as(cases[i].bytes, cases[i].encoding, &out, &d, &err));
		if (!str_eq(d.text, str_from_c(cases[i].want)))
			fail_msg("%.*s, not %s", STR_ARG(d.text), cases[i].want);
		assert_int_equal(d.encoding, cases[i].encoding);
		assert_int_equal(d.repaired, cases[i].repaired);
		assert_int_equal(d.first_repair, cases[i].first_repair);
	}
	buf_free(&out);
}

static uint64_t seed = 20180327;

static unsigned next_random(void)
{
	seed = seed * 6364136223846793005u + 1442695040888963407u;
	return (unsigned)(seed >> 40);
}

static size_t careful_prefix(struct str s)
{
	size_t at = 0, used;
	while (at < s.len &&
		(used = utf8_sequence((const unsigned char *)s.ptr + at, s.len - at)) > 0)
		at += used;
	return at;
}

static void validity_is_exact_at_any_length(void **state)
{
	(void)state;
	enum { SIZE = 20000 };
	static const char *const pieces[] = {"a", "à", "ế", "đ", "😀", "\u0800", "\uFFFF", "𐀀",
		"\xED\x9F\xBF", "\xF4\x8F\xBF\xBF", "quốc "};
	char *bytes = malloc(SIZE);
	assert_non_null(bytes);
	for (int round = 0; round < 400; round++) {
		size_t len = 0;
		size_t want = round % 4 == 0 ? SIZE : next_random() % SIZE;
		for (;;) {
			struct str piece = str_from_c(pieces[next_random() % COUNT(pieces)]);
			if (len + piece.len > want)
				break;
			memcpy(bytes + len, piece.ptr, piece.len);
			len += piece.len;
		}
		assert_int_equal(utf8_valid_prefix(str_make(bytes, len)), len);
		for (int damage = 0; damage < 8 && len > 0; damage++) {
			size_t at = next_random() % len;
			char kept = bytes[at];
			bytes[at] = (char)next_random();
			struct str s = str_make(bytes, len - next_random() % (len < 5 ? len : 5));
			assert_int_equal(utf8_valid_prefix(s), careful_prefix(s));
			bytes[at] = kept;
		}
	}
	free(bytes);
}

static void characters_are_counted(void **state)
{
	(void)state;
	struct buf text = BUF_INIT;
	for (size_t i = 0; i < 5000; i++) {
		struct utf8_census census = {0};
		utf8_count(buf_str(&text), &census);
		assert_int_equal(census.odd, 2 * ((i + 3) / 4));
		assert_int_equal(census.latin, (i + 3) / 4 + (i + 2) / 4);
		assert_int_equal(census.high, (i + 1) / 4);
		assert_int_equal(utf8_count_controls(buf_str(&text)), i / 4);
		static const char *const next[] = {"æ»", "à\u00A0", "ế\t", "\x01\x1B"};
		buf_append_c(&text, next[i % 4]);
	}
	buf_free(&text);
}

static void check_any(struct str bytes, struct buf *out)
{
	struct decoded d;
	struct error err;
	for (int e = -1; e < ENCODING_COUNT; e++) {
		bool ok = e < 0 ? decode_text(bytes, out, &d, &err)
				: decode_text_as(bytes, (enum encoding)e, out, &d, &err);
		if (!ok) {
			assert_int_equal(err.code, ERROR_INPUT);
			continue;
		}
		assert_int_equal(utf8_valid_prefix(d.text), d.text.len);
		assert_true(d.text.len <= 3 * bytes.len);
		assert_true(d.repaired <= bytes.len && d.first_repair <= bytes.len);
		assert_true(d.confidence >= 0 && d.confidence <= 1);
	}
	enum encoding as;
	if (decode_word(bytes, out, &as))
		assert_int_equal(utf8_valid_prefix(buf_str(out)), out->len);
}

static void any_bytes_can_be_decoded(void **state)
{
	(void)state;
	struct buf out = BUF_INIT;
	char bytes[400];
	for (int round = 0; round < 4000; round++) {
		size_t len = next_random() % sizeof bytes;
		for (size_t i = 0; i < len; i++) {
			unsigned r = next_random();
			bytes[i] = (char)(r % 3 ? (r >> 8) % 96 + ' ' : r >> 8);
		}
		check_any(str_make(bytes, len), &out);
	}
	check_any(STR("\xEF\xBB\xBF"), &out);
	check_any(STR("\xFF\xFE"), &out);
	check_any(STR("\xFF\xFE\xE6"), &out);
	buf_free(&out);
}

/* A quarter of a megabyte of what is slowest to read. */
static void monsters_take_no_longer_than_their_length(void **state)
{
	(void)state;
	static const char *const pieces[] = {"\xE6", "æ", "Ã ", "Ã", "a\xE6", "à\xE6\n", "\u0301",
		"\xC3", "e\u0323\u0302", "\x80\n", "tæ\n"};
	struct buf text = BUF_INIT, out = BUF_INIT;
	for (size_t i = 0; i < COUNT(pieces); i++) {
		buf_reset(&text);
		while (text.len < 1 << 18)
			buf_append_c(&text, pieces[i]);
		struct decoded d;
		struct error err;
		if (decode_text(buf_str(&text), &out, &d, &err))
			assert_int_equal(utf8_valid_prefix(d.text), d.text.len);
	}
	buf_free(&text);
	buf_free(&out);
}

static void the_buffer_has_a_ceiling(void **state)
{
	(void)state;
	struct buf out = {.ceiling = 8};
	struct decoded d;
	struct error err;
	assert_false(decode_text(STR("T\xE6 qu\xE8"
				     "c Vi\xD6t Nam"),
		&out, &d, &err));
	assert_int_equal(err.code, ERROR_MEMORY);
	buf_free(&out);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(encodings_have_names),
		cmocka_unit_test(legacy_text_is_recognised),
		cmocka_unit_test(misread_text_is_recognised),
		cmocka_unit_test(text_that_is_right_is_left_alone),
		cmocka_unit_test(each_paragraph_has_its_encoding),
		cmocka_unit_test(capitals_come_back),
		cmocka_unit_test(pasted_words_are_decoded),
		cmocka_unit_test(an_encoding_can_be_forced),
		cmocka_unit_test(validity_is_exact_at_any_length),
		cmocka_unit_test(characters_are_counted),
		cmocka_unit_test(any_bytes_can_be_decoded),
		cmocka_unit_test(monsters_take_no_longer_than_their_length),
		cmocka_unit_test(the_buffer_has_a_ceiling),
	};
	return cmocka_run_group_tests_name("encoding", tests, NULL, NULL);
}
