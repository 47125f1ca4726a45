/* query/hints: what reads like the query language and is words is told, with what to type instead;
 * what was pasted is left alone. */
#include "query/hints/hints.h"
#include "query/reading/parse.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

static const struct {
	const char *query;
	const char *hints; /* "part > instead", and the query that is meant where it is another */
} cases[] = {
	/* Operators. */
	{"lũ or bão", "or > OR | lũ OR bão"},
	{"lũ quét or bão", "or > OR | (lũ quét) OR bão"},
	{"lũ not miền trung", "not > NOT | lũ NOT (miền trung)"},
	{"lũ and bão", "and > AND"},
	{"lũ near bão", "near > NEAR"},
	{"\"lũ quét\" or bão", "or > OR"},
	{"lũ or nguồn:VOV", "or > OR"},
	{"lũ hoặc bão", "hoặc > HOẶC | lũ HOẶC bão"},
	{"lũ NEAR 5 bão", "NEAR 5 > NEAR/5"},
	{"lũ GẦN 12 (bão)", "GẦN 12 > GẦN/12"},
	{"lũ near/5 bão", "near/5 > NEAR/5"},
	{"lũ gần/5 bão", "gần/5 > GẦN/5"},
	{"lũ W/5 bão", "W/5 > NEAR/5"},
	{"lũ ADJ5 bão", "ADJ5 > NEAR/5"},
	{"lũ 1/5 bão", ""},
	{"đường N5 ngập", ""},
	{"lũ OR bão", ""},
	{"lũ NEAR/5 bão", ""},
	{"lũ NEAR 5", ""},
	{"lũ NEAR bão", ""},
	{"UBND NOT HĐND", "NOT > -"},
	{"UBND NOT HĐND NOT CSGT", "NOT > -; NOT > -"},
	{"UBND NOT \"HĐND XYZ\"", "NOT > -"},
	{"UBND KHÔNG HĐND", "KHÔNG > -"},
	{"HÀ NỘI KHÔNG MƯA", "KHÔNG > "},
	{"UBND NEAR HĐND", "NEAR > "},
	{"UBND -HĐND", ""},
	{"UBND OR HĐND", ""},
	{"or bão", ""},
	{"lũ or", ""},
	{"\"lũ or bão\"", ""},
	{"lũ và bão", ""},
	{"rock and roll", ""},
	{"Trade or Aid", ""},
	{"có mặt hoặc vắng mặt đều được", ""},
	/* Fields. */
	{"autor:Hưng lũ", "autor: > author:"},
	{"lũ tacgja:Hưng", "tacgja: > tác giả:"},
	{"lũ tác gja:Hưng", "tác gja: > tác giả:"},
	{"lũ tắc giả:Hưng", "tắc giả: > tác giả:"},
	{"titel:\"lũ quét\"", "titel: > title:"},
	{"nguốn:VOV", "nguốn: > nguồn:"},
	{"cơ quan bán hành:UBND", "cơ quan bán hành: > cơ quan ban hành:"},
	{"foo:bar", "foo: > "},
	{"lũ category:x", "category: > "},
	{"chuyên mục:x", "mục: > "},
	{"tác giả:Hưng", ""},
	{"họp lúc 18:30", ""},
	{"thắng 2:1", ""},
	{"tỉ số hai:1 18:30", "hai: > "},
	{"https://vov.vn/tin", ""},
	{"a:b c", ""},
	{"Hà Nội:mưa lớn", ""},
	{"mailto:ban@vov.vn", ""},
	{"std::string", ""},
	{"\"foo:bar\"", ""},
	{"Thủ tướng:chúng ta sẽ không lùi bước, ông nói", ""},
	/* Days. */
	{"bão hôm qua", "hôm qua > ngày:\"hôm qua\""},
	{"bão 7 ngày qua", "7 ngày qua > ngày:\"7 ngày qua\""},
	{"bão trong 7 ngày qua", "trong 7 ngày qua > ngày:\"7 ngày qua\""},
	{"bao thang truoc", "thang truoc > ngày:\"thang truoc\""},
	{"Huế năm ngoái", "năm ngoái > ngày:\"năm ngoái\""},
	{"lũ quý II/2019", "quý II/2019 > ngày:\"quý II/2019\""},
	{"lũ năm 2015-2018", "năm 2015-2018 > ngày:\"năm 2015-2018\""},
	{"lũ từ 3/2018 đến 5/2018", "từ 3/2018 đến 5/2018 > ngày:\"từ 3/2018 đến 5/2018\""},
	{"nguồn:VOV hôm qua", "hôm qua > ngày:\"hôm qua\""},
	{"lũ sau 2018", "sau 2018 > sau:2018"},
	{"lũ từ năm 2018", "từ năm 2018 > từ:\"năm 2018\""},
	{"lũ before 3/2018", "before 3/2018 > before:3/2018"},
	{"lũ kể từ 2018", "kể từ 2018 > từ:2018"},
	{"bão 3 tháng trước", "3 tháng trước > ngày:\"3 tháng trước\""},
	{"bão từ tháng 8 đến tháng 9/2019",
		"từ tháng 8 đến tháng 9/2019 > ngày:\"từ tháng 8 đến tháng 9/2019\""},
	{"bão từ 1 đến 15/3/2018", "từ 1 đến 15/3/2018 > ngày:\"từ 1 đến 15/3/2018\""},
	{"bão từ ngày 1 đến ngày 15 tháng 3 năm 2018",
		"từ ngày 1 đến ngày 15 tháng 3 năm 2018 > "
		"ngày:\"từ ngày 1 đến ngày 15 tháng 3 năm 2018\""},
	{"kinh tế 6 tháng đầu năm 2018", ""},
	{"lũ năm 2018", ""},
	{"lũ từ thượng nguồn", ""},
	{"lũ tháng 3/2018", ""},
	{"lũ 27/3/2018", ""},
	{"hôm qua", ""},
	{"hôm qua bão vào", ""},
	{"ngày:\"hôm qua\"", ""},
	{"\"bão hôm qua\"", ""},
	{"Khai mạc kỳ họp Quốc hội hôm nay", ""},
	{"lũ từ 1/1/2018 đến 31/3/2018", ""},
	/* Values of several words, which the archive may have or not. */
	{"nơi:hà nội lũ", "nơi:hà nội lũ > nơi:\"hà nội lũ\"; nơi:hà nội > nơi:\"hà nội\""},
	{"lũ tác giả: trần mai", "tác giả: trần mai > tác giả: \"trần mai\""},
	{"nơi:hà OR nơi:huế", ""},
	{"nơi:Hà nội", ""},
	{"nguồn:VOV lũ", ""},
	{"nơi:\"hà nội\" lũ", ""},
	{"(nơi:hà) nội", ""},
	{"url:vov.vn lũ", ""},
	/* All of them at once. */
	{"autor:Hưng or lũ hôm qua", "autor: > author:; or > OR; hôm qua > ngày:\"hôm qua\""},
};

static void describe(const struct query *q, struct buf *out)
{
	const struct query_notes *n = &q->notes;
	for (size_t i = 0; i < n->stray_count; i++) {
		const struct syntax_stray *s = &n->strays[i];
		assert_true(s->kind >= STRAY_FIELD || s->kind == STRAY_CAPITALS);
		buf_append_c(out, i > 0 ? "; " : "");
		buf_append(out, str_trim(str_slice(q->text, s->start, s->end)));
		buf_append_c(out, " > ");
		buf_append(out, s->instead);
	}
	buf_append_c(out, n->meant.len > 0 && n->stray_count == 1 ? " | " : "");
	buf_append(out, n->stray_count == 1 ? n->meant : STR(""));
	buf_push(out, '\0');
}

static void what_was_meant_is_told(void **state)
{
	struct tokenizer *t = *state;
	const struct decoding none = {.count = 0};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct query q;
		struct error err;
		size_t at;
		struct buf told = BUF_INIT;
		struct str text = str_from_c(cases[i].query);
		assert_true(query_parse(text, t, &q, &err, &at));
		assert_true(hints_add(text, &none, &q.memory, &q));
		describe(&q, &told);
		if (strcmp(told.ptr, cases[i].hints) != 0)
			fail_msg("%s: %s, not %s", cases[i].query, told.ptr, cases[i].hints);
		buf_free(&told);
		query_free(&q);
	}
}

static int start(void **state)
{
	*state = tokenizer_new_small();
	return *state ? 0 : -1;
}

static int end(void **state)
{
	tokenizer_free(*state);
	return 0;
}

int main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(what_was_meant_is_told)};
	return cmocka_run_group_tests_name("hints", tests, start, end);
}
