/* text: decoding, syllables, tokens. */
#include "base/buf.h"
#include "text/encoding/decode.h"
#include "text/syllable/syllable.h"
#include "text/token/cut.h"
#include "text/token/token.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

#define COUNT(table) (sizeof(table) / sizeof *(table))

/* "việt/viet[0,6) …" for each token of TEXT */
static const char *tokens_of(struct tokenizer *t, struct str text, struct buf *out)
{
	struct token token;
	buf_reset(out);
	buf_append_c(out, "");
	tokenizer_start(t, text);
	while (tokenizer_next(t, &token)) {
		if (out->len > 0)
			buf_push(out, ' ');
		buf_printf(out, "%.*s", STR_ARG(token.exact));
		if (!str_eq(token.exact, token.folded))
			buf_printf(out, "/%.*s", STR_ARG(token.folded));
		buf_printf(out, "[%zu,%zu)", token.start, token.end);
	}
	return out->ptr;
}

static void tokens_keep_their_place_in_the_source(void **state)
{
	(void)state;
	static const struct {
		const char *text, *want;
	} cases[] = {
		{"", ""},
		{" ,.!", ""},
		{"Bộ Y tế", "bộ/bo[0,4) y[5,6) tế/te[7,11)"},
		{"Bo\u0302\u0323 Y", "bộ/bo[0,6) y[7,8)"},
		{"abc\xff"
		 "d",
			"abc[0,3) d[4,5)"},
		{"phòng - chống", "phòng/phong[0,6) chống/chong[9,16)"},
		{"“Tổ quốc”", "tổ/to[3,7) quốc/quoc[8,14)"},
		{"Việt\u00a0Nam", "việt/viet[0,6) nam[8,11)"},
		{"Việt\u200bNam", "việt/viet[0,6) nam[9,12)"},
		{"Vi\u00adệt", "việt/viet[0,8)"},
		{"Vi\u200dệt\u200d.", "việt/viet[0,9)"},
		{"09 cá nhân", "9[0,2) cá/ca[3,6) nhân/nhan[7,12)"},
		{"ＵＢＮＤ", "ubnd[0,12)"},
		{"\u0301a", "a[2,3)"},
		{"½ bát", "½[0,2) bát/bat[3,7)"},
		{"越南", "越[0,3) 南[3,6)"},
		/* written without the space or hyphen */
		{"Ôtô", "ô/o[0,2) tô/to[2,5)"},
		{"xe bo\u0302to\u0302ng.", "xe[0,2) bô/bo[3,7) tông/tong[7,13)"},
		{"ô\u00adtô", "ô/o[0,4) tô/to[4,7)"},
		{"axít, điốt", "a[0,1) xít/xit[1,5) đi/di[7,10) ốt/ot[10,14)"},
		{"Phòngchống", "phòng/phong[0,6) chống/chong[6,13)"},
		/* one syllable with a letter or a mark wrong, and words of other languages */
		{"đuong nguòi việ khuyếch", "đuong/duong[0,6) nguòi/nguoi[7,13) việ/vie[14,19) "
					    "khuyếch/khuyech[20,29)"},
		{"niê yàng", "niê/nie[0,4) yàng/yang[5,10)"},
		{"đắklắk HĐND café", "đắklắk/daklak[0,11) hđnd/hdnd[12,17) café/cafe[18,23)"},
	};
	struct tokenizer *t = tokenizer_new();
	struct buf got = BUF_INIT;
	for (size_t i = 0; i < COUNT(cases); i++)
		assert_string_equal(tokens_of(t, str_from_c(cases[i].text), &got), cases[i].want);
	buf_free(&got);
	tokenizer_free(t);
}

static void spellings_of(struct tokenizer *t, const char *text, struct str *exact)
{
	struct token token;
	tokenizer_start(t, str_from_c(text));
	assert_true(tokenizer_next(t, &token));
	*exact = token.exact;
}

static void one_syllable_has_one_spelling(void **state)
{
	(void)state;
	static const struct {
		const char *text, *want;
	} cases[] = {
		/* any normal form, and marks in the wrong order */
		{"Tổ", "tổ"},
		{"To\u0302\u0309", "tổ"},
		{"T\u00f4\u0309", "tổ"},
		{"To\u0309\u0302", "tổ"},
		{"u\u031b\u0303", "ữ"},
		{"e\u0301\u0302", "ế"},
		{"a\u0300\u0306", "ằ"},
		{"Vie\u0323\u0302t", "việt"},
		/* the tone on the wrong letter */
		{"vịêt", "việt"},
		{"lựơng", "lượng"},
		{"baỏ", "bảo"},
		{"qúy", "quý"},
		{"gìa", "già"},
		{"thuýên", "thuyến"},
		{"qủa", "quả"},
		{"giừơng", "giường"},
		/* old and new placement */
		{"hoà", "hòa"},
		{"hòa", "hòa"},
		{"HOÀ", "hòa"},
		{"khoẻ", "khỏe"},
		{"thuý", "thúy"},
		{"tuỳ", "tùy"},
		{"hoàn", "hoàn"},
		{"quỳnh", "quỳnh"},
		{"khuỷu", "khuỷu"},
		{"ngoái", "ngoái"},
		/* i and y */
		{"kĩ", "kỹ"},
		{"mĩ", "mỹ"},
		{"lí", "lý"},
		{"tỉ", "tỷ"},
		{"quí", "quý"},
		{"ti", "ty"},
		{"vi", "vi"},
		{"vy", "vy"},
		{"thi", "thi"},
		{"ui", "ui"},
		{"uy", "uy"},
		{"ai", "ai"},
		{"ay", "ay"},
		{"tai", "tai"},
		{"tay", "tay"},
		/* gi and its lost i */
		{"gì", "gì"},
		{"gìn", "gìn"},
		{"giếng", "giếng"},
		{"giữ", "giữ"},
		{"giá", "giá"},
		/* eth and the African D */
		{"Ðà", "đà"},
		{"ðồng", "đồng"},
		{"Ɖà", "đà"},
		{"ĐẢNG", "đảng"},
		/* no syllables, left as they are written */
		{"đắk", "đắk"},
		{"café", "café"},
		{"Zürich", "zürich"},
		{"Ma\u0301y\u0301", "máý"},
		{"HĐND", "hđnd"},
	};
	struct tokenizer *t = tokenizer_new();
	for (size_t i = 0; i < COUNT(cases); i++) {
		struct str exact;
		spellings_of(t, cases[i].text, &exact);
		struct str want = str_from_c(cases[i].want);
		if (!str_eq(exact, want))
			fail_msg("%s: %.*s, not %s", cases[i].text, STR_ARG(exact), cases[i].want);
		/* the canonical spelling is canonical */
		char again[64];
		snprintf(again, sizeof again, "%.*s", STR_ARG(exact));
		spellings_of(t, again, &exact);
		assert_true(str_eq(exact, want));
	}
	tokenizer_free(t);
}

static void different_words_stay_apart(void **state)
{
	(void)state;
	static const char *const pairs[][2] = {
		{"tổ", "tố"},
		{"năm", "nam"},
		{"má", "ma"},
		{"ui", "uy"},
		{"ai", "ay"},
		{"d", "đ"},
		{"thủy", "thửy"},
		{"vi", "vy"},
		{"hoa", "hóa"},
	};
	struct tokenizer *t = tokenizer_new();
	for (size_t i = 0; i < COUNT(pairs); i++) {
		struct str a, b;
		char first[32];
		spellings_of(t, pairs[i][0], &a);
		snprintf(first, sizeof first, "%.*s", STR_ARG(a));
		spellings_of(t, pairs[i][1], &b);
		assert_false(str_eq(str_from_c(first), b));
	}
	tokenizer_free(t);
}

static void tokens_tell_what_they_are(void **state)
{
	(void)state;
	static const struct {
		const char *text;
		enum token_kind kind;
		unsigned flags;
	} cases[] = {
		{"nam", TOKEN_SYLLABLE, 0},
		{"Nam", TOKEN_SYLLABLE, TOKEN_CAPITALISED},
		{"viêt", TOKEN_SYLLABLE, TOKEN_SHAPED},
		{"tá", TOKEN_SYLLABLE, TOKEN_TONED},
		{"Đ", TOKEN_WORD, TOKEN_SHAPED | TOKEN_CAPITALISED},
		{"UBND", TOKEN_WORD, TOKEN_CAPITALS | TOKEN_CAPITALISED},
		{"Xapian", TOKEN_WORD, TOKEN_CAPITALISED},
		{"2018", TOKEN_NUMBER, 0},
		{"A4", TOKEN_NUMBER, TOKEN_CAPITALISED},
		{"(tá", TOKEN_SYLLABLE, TOKEN_TONED | TOKEN_BREAK},
	};
	struct tokenizer *t = tokenizer_new();
	for (size_t i = 0; i < COUNT(cases); i++) {
		struct token token;
		tokenizer_start(t, str_from_c(cases[i].text));
		assert_true(tokenizer_next(t, &token));
		assert_int_equal(token.kind, cases[i].kind);
		assert_int_equal(token.flags, cases[i].flags);
	}
	tokenizer_free(t);
}

/* Whatever the bytes: on character borders, in order, never empty, never overlapping. */
static void check_places(struct tokenizer *t, struct str text)
{
	struct token token;
	size_t end = 0;
	tokenizer_start(t, text);
	while (tokenizer_next(t, &token)) {
		assert_true(token.start >= end && token.start < token.end);
		assert_true(token.end <= text.len);
		assert_true(token.exact.len > 0 && token.exact.len <= TOKEN_MAX_BYTES);
		assert_true(token.folded.len > 0 && token.folded.len <= TOKEN_MAX_BYTES);
		assert_int_equal(utf8_valid_prefix(token.exact), token.exact.len);
		assert_int_equal(utf8_valid_prefix(token.folded), token.folded.len);
		end = token.end;
	}
}

static void any_bytes_can_be_read(void **state)
{
	(void)state;
	struct tokenizer *t = tokenizer_new();
	uint64_t seed = 20180327;
	char bytes[512];
	for (int round = 0; round < 20000; round++) {
		for (size_t i = 0; i < sizeof bytes; i++) {
			seed = seed * 6364136223846793005u + 1442695040888963407u;
			bytes[i] = (char)(seed >> 56);
		}
		check_places(t, str_make(bytes, (size_t)(seed >> 40) % sizeof bytes));
	}
	tokenizer_free(t);
}

/* The bytes alone tell nothing else than the properties of the characters. */
static void usual_characters_are_cut_like_all_others(void **state)
{
	static const unsigned char third[] = {' ', 'a', 0x80, 0x97, 0xA0, 0xB7, 0xBF, 0xC3, 0xFF};
	(void)state;
	for (size_t i = 0; i < 0x10000 * COUNT(third); i++) {
		unsigned char s[] = {(unsigned char)(i >> 8), (unsigned char)i, third[i >> 16]};
		size_t used, used_slowly;
		size_t letters = cut_letters(str_make((const char *)s, sizeof s), 0);
		assert_int_equal(
			cut_part(s, sizeof s, &used), cut_slowly(s, sizeof s, &used_slowly));
		assert_int_equal(used, used_slowly);
		size_t at = 0;
		for (; at < letters; at += used)
			assert_int_equal(cut_slowly(s + at, sizeof s - at, &used), PART_WORD);
		assert_int_equal(at, letters);
	}
}

static void monsters_take_no_longer_than_their_length(void **state)
{
	(void)state;
	struct tokenizer *t = tokenizer_new();
	struct buf text = BUF_INIT;
	buf_push(&text, 'a');
	for (int i = 0; i < 10000; i++)
		buf_append_c(&text, "\u0301");
	check_places(t, buf_str(&text));
	buf_reset(&text);
	for (int i = 0; i < 2000000; i++)
		buf_append_c(&text, "ổ");
	check_places(t, buf_str(&text));
	buf_free(&text);
	tokenizer_free(t);
}

static void count_syllable(void *context, const struct syllable *s)
{
	size_t *counts = context;
	counts[0]++;
	counts[1] += s->stopped ? 2 : 6;
}

static void the_table_is_the_whole_of_vietnamese(void **state)
{
	(void)state;
	size_t counts[2] = {0, 0};
	syllable_each(count_syllable, counts);
	assert_int_equal(counts[0], 3829);
	assert_int_equal(counts[1], 17614);
}

static void text_is_decoded_to_utf8(void **state)
{
	(void)state;
	static const struct {
		struct str bytes;
		const char *text;
		enum encoding encoding;
		size_t repaired, first_repair;
	} cases[] = {
		{STR_INIT(""), "", ENCODING_UTF8, 0, 0},
		{STR_INIT("Tổ quốc"), "Tổ quốc", ENCODING_UTF8, 0, 0},
		{STR_INIT("\xEF\xBB\xBFTổ"), "Tổ", ENCODING_UTF8, 0, 0},
		{STR_INIT("\xFF\xFET\0\xD5\x1E"), "Tổ", ENCODING_UTF16LE, 0, 0},
		{STR_INIT("\xFE\xFF\0T\x1E\xD5"), "Tổ", ENCODING_UTF16BE, 0, 0},
		{STR_INIT("H\0o\0a\0 \0b\0i\0n\0h\0"), "Hoa binh", ENCODING_UTF16LE, 0, 0},
		{STR_INIT("\xFF\xFET\0\x00\xD8"), "T\uFFFD", ENCODING_UTF16LE, 1, 4},
		{STR_INIT("\xFF\xFET\0x"), "T\uFFFD", ENCODING_UTF16LE, 1, 4},
		{STR_INIT("ab\xFF"
			  "c"),
			"ab\uFFFDc", ENCODING_UTF8, 1, 2},
		{STR_INIT("a\xE1\xBB"), "a\uFFFD", ENCODING_UTF8, 1, 1},
		{STR_INIT("a\xC0\x80z"), "a\uFFFD\uFFFDz", ENCODING_UTF8, 2, 1},
		{STR_INIT("a\xED\xA0\x80z"), "a\uFFFD\uFFFD\uFFFDz", ENCODING_UTF8, 3, 1},
		{STR_INIT("a\xF0\x9F\x98z"), "a\uFFFDz", ENCODING_UTF8, 1, 1},
	};
	struct buf out = BUF_INIT;
	for (size_t i = 0; i < COUNT(cases); i++) {
		struct decoded d;
		struct error err;
		assert_true(decode_text(cases[i].bytes, &out, &d, &err));
		assert_true(str_eq(d.text, str_from_c(cases[i].text)));
		assert_int_equal(d.encoding, cases[i].encoding);
		assert_int_equal(d.repaired, cases[i].repaired);
		assert_int_equal(d.first_repair, cases[i].first_repair);
	}
	buf_free(&out);
}

static void binary_data_is_refused(void **state)
{
	(void)state;
	char png[256];
	for (size_t i = 0; i < sizeof png; i++)
		png[i] = (char)(i * 37);
	struct buf out = BUF_INIT;
	struct decoded d;
	struct error err;
	assert_false(decode_text(str_make(png, sizeof png), &out, &d, &err));
	assert_int_equal(err.code, ERROR_INPUT);
	/* a stray NUL does not make a text binary */
	assert_true(decode_text(STR("Tổ\0quốc"), &out, &d, &err));
	buf_free(&out);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(tokens_keep_their_place_in_the_source),
		cmocka_unit_test(one_syllable_has_one_spelling),
		cmocka_unit_test(different_words_stay_apart),
		cmocka_unit_test(tokens_tell_what_they_are),
		cmocka_unit_test(any_bytes_can_be_read),
		cmocka_unit_test(usual_characters_are_cut_like_all_others),
		cmocka_unit_test(monsters_take_no_longer_than_their_length),
		cmocka_unit_test(the_table_is_the_whole_of_vietnamese),
		cmocka_unit_test(text_is_decoded_to_utf8),
		cmocka_unit_test(binary_data_is_refused),
	};
	return cmocka_run_group_tests_name("text", tests, NULL, NULL);
}
