/* text: words that mean one thing together, and dates, as extra tokens. */
#include "base/buf.h"
#include "text/token/token.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>

#include <cmocka.h>

#define COUNT(table) (sizeof(table) / sizeof *(table))

typedef void starter(struct tokenizer *t, struct str text);

/* "tphcm[0,6) …" for each extra token of TEXT */
static const char *extras_of(starter *start, struct tokenizer *t, struct str text, struct buf *out)
{
	struct token token;
	buf_reset(out);
	buf_append_c(out, "");
	start(t, text);
	while (tokenizer_next(t, &token)) {
		if (!(token.flags & TOKEN_EXTRA))
			continue;
		if (out->len > 0)
			buf_push(out, ' ');
		buf_printf(out, "%.*s[%zu,%zu)", STR_ARG(token.exact), token.start, token.end);
	}
	return out->ptr;
}

struct expected {
	const char *text, *want;
};

static void check(starter *start, const struct expected *cases, size_t count)
{
	struct tokenizer *t = tokenizer_new();
	struct buf got = BUF_INIT;
	for (size_t i = 0; i < count; i++) {
		const char *extras = extras_of(start, t, str_from_c(cases[i].text), &got);
		if (strcmp(extras, cases[i].want) != 0)
			fail_msg("%s: %s, not %s", cases[i].text, extras, cases[i].want);
	}
	buf_free(&got);
	tokenizer_free(t);
}

static void compounds_are_read_whole_too(void **state)
{
	(void)state;
	static const struct expected cases[] = {
		/* acronyms */
		{"TP.HCM", "tphcm[0,6)"},
		{"TP. HCM", "tphcm[0,7)"},
		{"Đ/C Hùng", "đc[0,4)"},
		{"Sở GD-ĐT", "gdđt[5,11)"},
		{"KH&CN", "khcn[0,5)"},
		{"KINH TẾ-XÃ HỘI", ""},
		{"Hà Nội. Hải Phòng", ""},
		/* amounts */
		{"8.500.000 đồng", "8500000[0,9)"},
		{"1.234.567,89", "1234567[0,9) 1234567,89[0,12)"},
		{"1,234,567", "1234567[0,9)"},
		{"8,5 triệu", ""},
		{"8,500", ""},
		{"12.34", ""},
		{"2.000", "2000[0,5)"},
		/* numbers of documents */
		{"12/2024/NĐ-CP", "12/2024/nđ-cp[0,14)"},
		{"1234/QĐ-UBND", "1234/qđ-ubnd[0,13)"},
		{"05/CT-TTg", "5/ct-ttg[0,9)"},
		{"15/2013/QH13", "15/2013/qh13[0,12)"},
		{"11/11 phường", ""},
		{"120 km/h", ""},
		/* loanwords */
		{"Ma-đrít", "mađrít[0,9)"},
		{"Mát-xcơ-va", "mátxcơva[0,12)"},
		{"phòng - chống", ""},
		/* addresses */
		{"https://www.bienphong.com.vn/tin", "bienphong.com.vn[0,28)"},
		{"bienphong.com.vn", "bienphong.com.vn[0,16)"},
		{"toasoan@bienphong.com.vn", "toasoan@bienphong.com.vn[0,24)"},
		{"hội.Ông", ""},
	};
	check(tokenizer_start_document, cases, COUNT(cases));
}

static void dates_are_terms_of_their_own(void **state)
{
	(void)state;
	static const struct expected cases[] = {
		{"ngày 27/3", "27/3[6,10)"},
		{"ngày 27/03/2018", "27/3/2018[6,16) 27/3[6,16)"},
		{"27 tháng 3", "27/3[0,11)"},
		{"ngày 27 tháng 3 năm 2018", "27/3/2018[6,27) 27/3[6,27)"},
		{"tháng 10/2020", "10/2020[7,14)"},
		{"ngày 12, 13 và 14/10", "14/10[17,22)"},
		{"27/3", ""},
	};
	check(tokenizer_start_document, cases, COUNT(cases));
	static const struct expected queries[] = {
		{"27/3", "27/3[0,4)"},
		{"27-3", "27/3[0,4)"},
		{"11/11 phường", "11/11[0,5)"},
		{"32/3", ""},
		{"29/2", "29/2[0,4)"},
		{"27/3/2018", "27/3/2018[0,9)"},
	};
	check(tokenizer_start_query, queries, COUNT(queries));
}

static void words_alone_have_no_extras(void **state)
{
	(void)state;
	static const struct expected cases[] = {{"TP.HCM ngày 27/3", ""}};
	check(tokenizer_start, cases, COUNT(cases));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(compounds_are_read_whole_too),
		cmocka_unit_test(dates_are_terms_of_their_own),
		cmocka_unit_test(words_alone_have_no_extras),
	};
	return cmocka_run_group_tests_name("compound", tests, NULL, NULL);
}
