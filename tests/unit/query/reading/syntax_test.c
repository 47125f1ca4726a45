/* query/reading: the tree that a query is read as. */
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
	const char *tree;
} cases[] = {
	{"lũ bão", "(AND lũ bão)"},
	{"lũ OR bão", "(AND (OR lũ bão))"},
	{"lũ HOẶC bão", "(AND (OR lũ bão))"},
	{"lũ HOAC bão", "(AND (OR lũ bão))"},
	{"lũ HAY bão", "(AND (OR lũ bão))"},
	{"lũ|bão", "(AND (OR lũ bão))"},
	{"lũ || bão", "(AND (OR lũ bão))"},
	{"lũ OR bão OR hạn", "(AND (OR lũ bão hạn))"},
	{"miền trung lũ OR bão to", "(AND miền trung (OR lũ bão) to)"},
	{"\"lũ quét\" OR bão", "(AND (OR \"lũ quét\" bão))"},
	{"“lũ quét”|“sạt lở”", "(AND (OR \"lũ quét\" \"sạt lở\"))"},
	{"(lũ OR bão) huế", "(AND (OR lũ bão) huế)"},
	{"huế (lũ OR bão)", "(AND huế (OR lũ bão))"},
	{"lũ OR bão hạn OR mặn", "(AND (OR lũ bão) (OR hạn mặn))"},
	{"lũ AND bão", "(AND lũ bão)"},
	{"lũ VÀ bão", "(AND lũ bão)"},
	{"lũ NOT bão", "(AND lũ (NOT bão))"},
	{"NOT bão lũ", "(AND (NOT bão) lũ)"},
	{"lũ KHÔNG bão", "(AND lũ (NOT bão))"},
	{"lũ VÀ KHÔNG bão", "(AND lũ (NOT bão))"},
	{"lũ !bão", "(AND lũ (NOT bão))"},
	{"lũ -bão", "(AND lũ (NOT bão))"},
	{"lũ TRỪ \"bão số 3\"", "(AND lũ (NOT \"bão số 3\"))"},
	/* Groups. */
	{"(thủ tướng) OR (chủ tịch nước)", "(AND (OR (AND thủ tướng) (AND chủ tịch nước)))"},
	{"lũ NOT (hạn OR mặn)", "(AND lũ (NOT (OR hạn mặn)))"},
	{"lũ -(hạn mặn)", "(AND lũ (NOT (AND hạn mặn)))"},
	{"(lũ (bão)) huế", "(AND lũ bão huế)"},
	{"((lũ OR bão) huế) OR hạn", "(AND (OR (AND (OR lũ bão) huế) hạn))"},
	{"lũ OR -bão", "(AND (OR lũ (NOT bão)))"},
	{"lũ OR (NOT (bão))", "(AND (OR lũ (NOT bão)))"},
	{"+lũ miền trung", "(AND lũ miền trung lũ)"},
	{"+(lũ bão)", "(AND (AND lũ bão))"},
	/* Places. */
	{"\"hà nội\" NEAR/5 \"thủ tướng\"", "(AND (NEAR \"hà nội\" /5 \"thủ tướng\"))"},
	{"lũ GẦN/3 bão", "(AND (NEAR lũ /3 bão))"},
	{"lũ GAN/3 bão", "(AND (NEAR lũ /3 bão))"},
	{"lũ NEAR bão", "(AND (NEAR lũ /10 bão))"},
	{"lũ CÙNG CÂU bão", "(AND (NEAR lũ /s bão))"},
	{"lũ /s bão", "(AND (NEAR lũ /s bão))"},
	{"lũ SAME PARAGRAPH bão", "(AND (NEAR lũ /p bão))"},
	{"lũ CÙNG ĐOẠN bão", "(AND (NEAR lũ /p bão))"},
	{"lũ NEAR/5 bão NEAR/3 hạn", "(AND (NEAR lũ /5 bão /3 hạn))"},
	{"(lũ OR \"sạt lở\") NEAR/5 huế", "(AND (NEAR (OR lũ \"sạt lở\") /5 huế))"},
	{"(lũ bão) NEAR/5 huế", "(AND (AND (NEAR lũ /5 huế) (NEAR bão /5 huế)))"},
	{"((lũ bão) OR hạn) NEAR/5 huế",
		"(AND (OR (AND (NEAR lũ /5 huế) (NEAR bão /5 huế)) (NEAR hạn /5 huế)))"},
	{"lũ NEAR/5 (bão NEAR/3 huế)", "(AND (NEAR lũ /5 bão /3 huế))"},
	{"lũ NEAR/5 huế OR hạn", "(AND (OR (NEAR lũ /5 huế) hạn))"},
	{"\"ủy ban * tỉnh\"", "(AND (NEAR \"ủy ban\" /+2 \"tỉnh\"))"},
	{"\"ủy ban * * tỉnh\" /s huế", "(AND (NEAR (NEAR \"ủy ban\" /+3 \"tỉnh\") /s huế))"},
	/* Fields. */
	{"title:lũ bão", "(AND bão title:lũ)"},
	{"tiêu đề:(lũ OR \"sạt lở\") huế", "(AND huế (OR title:lũ title:\"sạt lở\"))"},
	{"tieude:lũ tít:bão", "(AND title:lũ title:bão)"},
	{"TIÊU_ĐỀ:lũ", "(AND title:lũ)"},
	{"sapo:lũ chú thích:Hà Nội họp", "(AND họp lead:lũ caption:\"Hà Nội\")"},
	{"-title:lũ bão", "(AND bão (NOT title:lũ))"},
	{"title:(lũ NEAR/5 bão)", "(AND title:(NEAR lũ /5 bão))"},
	/* Letter for letter. */
	{"=Mai", "(AND =\"Mai\")"},
	{"tỉnh =\"Hòa Bình\"", "(AND tỉnh =\"Hòa Bình\")"},
	{"tỉnh \"=Hòa Bình\"", "(AND tỉnh =\"Hòa Bình\")"},
	{"-=Mai hoa", "(AND hoa (NOT =\"Mai\"))"},
	/* The beginnings of words. */
	{"tham* nhũng", "(AND tham* nhũng)"},
	{"\"tham* nhũng\"", "(AND \"tham* nhũng\")"},
	{"t* nhũng", "(AND t nhũng)"},
	/* Filters. */
	{"lũ tác giả:Hưng", "(AND lũ author:\"Hưng\")"},
	{"lũ -nguồn:VOV", "(AND lũ (NOT source:\"VOV\"))"},
	{"tác giả:Hưng OR nguồn:VOV", "(AND (OR author:\"Hưng\" source:\"VOV\"))"},
	{"lũ (tác giả:Hưng OR (nguồn:VOV năm:2018))",
		"(AND lũ (OR author:\"Hưng\" (AND source:\"VOV\" date:20180101..20181231)))"},
	{"lũ NOT nguồn:VOV", "(AND lũ (NOT source:\"VOV\"))"},
	{"lũ -năm:2020", "(AND lũ (NOT date:20200101..20201231))"},
	{"lũ -from:2020", "(AND lũ (NOT date:20200101..))"},
	{"lũ -quý:II/2019 -trước:2018",
		"(AND lũ (NOT date:20190401..20190630) (NOT date:..20180100))"},
	{"lũ (bão -ngày:3/2018)", "(AND lũ bão (NOT date:20180301..20180331))"},
	{"lũ OR (bão -date:2018)", "(AND (OR lũ (AND bão (NOT date:20180101..20181231))))"},
	{"(nguồn:VOV -nguồn:TTXVN) OR lũ",
		"(AND (OR (AND source:\"VOV\" (NOT source:\"TTXVN\")) lũ))"},
	/* Of several values of a field one will do, but with AND between them. */
	{"nguồn:VOV nguồn:TTXVN", "(AND (OR source:\"VOV\" source:\"TTXVN\"))"},
	{"nguồn:VOV AND nguồn:TTXVN", "(AND source:\"VOV\" source:\"TTXVN\")"},
	{"(tác giả:Hưng) AND (tác giả:Mai)", "(AND author:\"Hưng\" author:\"Mai\")"},
	{"lũ nguồn:VOV AND nguồn:TTXVN nguồn:TN bão",
		"(AND lũ bão source:\"VOV\" (OR source:\"TTXVN\" source:\"TN\"))"},
	{"(nguồn:VOV nguồn:TTXVN) OR lũ", "(AND (OR (OR source:\"VOV\" source:\"TTXVN\") lũ))"},
	{"(nguồn:VOV AND nguồn:TTXVN) OR lũ",
		"(AND (OR (AND source:\"VOV\" source:\"TTXVN\") lũ))"},
	{"năm:2018 năm:2020", "(AND (OR date:20180101..20181231 date:20200101..20201231))"},
	{"năm:2018 AND năm:2020", "(AND date:20200101..20181231)"},
	{"lũ năm:\"2020\"", "(AND lũ date:20200101..20201231)"},
	{"lũ quý:5/2019", "(AND lũ quý 5/2019)"},
	{"lũ năm:2018-2015", "(AND lũ năm 2018-2015)"},
	{"từ:2018 đến:2020", "(AND date:20180101..20201231)"},
	/* Words. */
	{"KHÔNG khí lạnh", "(AND KHÔNG khí lạnh)"},
	/* In a line all in capitals. */
	{"LŨ OR BÃO", "(AND (OR LŨ BÃO))"},
	{"UBND OR HĐND", "(AND (OR UBND HĐND))"},
	{"(UBND) OR (HĐND)", "(AND (OR UBND HĐND))"},
	{"=UBND OR =HĐND", "(AND (OR =\"UBND\" =\"HĐND\"))"},
	{"TP.HCM AND UBND", "(AND TP.HCM UBND)"},
	{"UBND|HĐND", "(AND (OR UBND HĐND))"},
	{"UBND NEAR/5 HĐND", "(AND (NEAR UBND /5 HĐND))"},
	{"UBND GẦN/5 HĐND", "(AND (NEAR UBND /5 HĐND))"},
	{"LŨ VÀ BÃO", "(AND LŨ VÀ BÃO)"},
	{"LŨ NOT BÃO", "(AND LŨ NOT BÃO)"},
	{"MƯA CÙNG CÂU LŨ", "(AND MƯA CÙNG CÂU LŨ)"},
	{"BÃO SỐ 5 -LŨ", "(AND BÃO SỐ 5 (NOT LŨ))"},
	{"LŨ -BÃO", "(AND LŨ (NOT BÃO))"},
	{"BÀ RỊA -VŨNG TÀU", "(AND BÀ RỊA VŨNG TÀU)"},
	{"VIỆT NAM KHÔNG LÙI BƯỚC, ông nói", "(AND VIỆT NAM KHÔNG LÙI BƯỚC ông nói)"},
	{"UBND HOẶC HĐND tỉnh", "(AND (OR UBND HĐND) tỉnh)"},
	{"lũ or bão", "(AND lũ or bão)"},
	{"lũ hay bão", "(AND lũ hay bão)"},
	{"lũ OR", "(AND lũ)"},
	{"OR bão", "(AND bão)"},
	{"\"lũ OR bão\"", "(AND \"lũ OR bão\")"},
	{"\"lũ OR bão", "(AND \"lũ OR bão\")"},
	{"lũ NEAR/0 bão", "(AND lũ NEAR 0 bão)"},
	{"lũ NEAR/500 bão", "(AND lũ NEAR 500 bão)"},
	{"lũ NEAR/5 -bão", "(AND lũ NEAR 5 (NOT bão))"},
	{"f(x) = 3", "(AND f x 3)"},
	{"1) lũ 2) bão", "(AND 1 lũ 2 bão)"},
	{"gọi +84 987 654 321", "(AND gọi 84 987 654 321)"},
	{"C++ và a+b", "(AND C và a b)"},
};

static void trees_are_read(void **state)
{
	(void)state;
	struct tokenizer *t = tokenizer_new_small();
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct query q;
		struct error err;
		size_t at;
		struct buf tree = BUF_INIT;
		assert_true(query_parse(str_from_c(cases[i].query), t, &q, &err, &at));
		query_append_tree(&q, &tree);
		buf_push(&tree, '\0');
		if (strcmp(tree.ptr, cases[i].tree) != 0)
			print_error("%s\n", cases[i].query);
		assert_string_equal(tree.ptr, cases[i].tree);
		buf_free(&tree);
		query_free(&q);
	}
	tokenizer_free(t);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(trees_are_read),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
