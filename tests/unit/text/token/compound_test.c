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
		/* numbers are one word, and spans of them */
		{"8.500.000 đồng", ""},
		{"6-0", "6-0[0,3)"},
		{"6 – 0", "6-0[0,7)"},
		{"2010-2015", "2010-2015[0,9)"},
		{"1,5-2 tỷ", "1,5-2[0,5)"},
		{"3:2", "3:2[0,3)"},
		{"18:30", ""},
		{"1.2.3", "1.2.3[0,5)"},
		/* what may be a code */
		{"1900 1234", "19001234[0,9)"},
		{"1900-1975", "1900-1975[0,9)"},
		{"1903 1234 5678 01", "19031234567801[0,17)"},
		{"2014 2015 2016", ""},
		/* numbers of documents */
		{"12/2024/NĐ-CP", "12/2024/nđcp[0,14) 12/nđcp[0,14) 12⁄2024[0,7)"},
		{"1234/QĐ-UBND", "1234/qđubnd[0,13)"},
		{"05/CT-TTg", "5/ctttg[0,9)"},
		{"15/2020/NĐCP", "15/2020/nđcp[0,13) 15/nđcp[0,13) 15⁄2020[0,7)"},
		{"1.234/QĐ-UBND", "1234/qđubnd[0,14)"},
		{"15/2013/QH13", "15/2013/qh13[0,12) 15/qh13[0,12) 15⁄2013[0,7)"},
		{"11/11 phường", "11⁄11[0,5)"},
		{"120 km/h", ""},
		/* loanwords */
		{"Ma-đrít", "mađrít[0,9)"},
		{"Mát-xcơ-va", "mátxcơva[0,12)"},
		{"phòng - chống", ""},
		/* addresses */
		{"https://www.bienphong.com.vn/tin", "bienphong.com.vn[12,28)"},
		/* A word that the end of a line broke. */
		{"Lisbo-\na", "lisboa[0,8)"},
		{"lis-\nboa-\nA", "lisboa[0,8)"},
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
		{"ngày 27/03/2018", "27/3/2018[6,16) 27/3[6,16) 3/2018[6,16)"},
		{"27 tháng 3", "27/3[0,11)"},
		{"ngày 27 tháng 3 năm 2018", "27/3/2018[6,27) 27/3[6,27) 3/2018[6,27)"},
		{"tháng 10/2020", "10/2020[0,14) tháng 10[0,14)"},
		{"tháng Ba", "tháng 3[0,9)"},
		{"thứ Hai", "thứ 2[0,9)"},
		{"thứ 3, thứ bảy", "thứ 3[0,7) thứ 7[9,20)"},
		{"thứ hai mươi", ""},
		{"thứ 25", ""},
		{"thu hai", ""},
		{"quý I/2023", "quý 1/2023[0,11) quý 1[0,11)"},
		{"ngày 12, 13 và 14/10", "12/10[6,22) 13/10[6,22) 14/10[6,22)"},
		{"từ 30-31/1/2018",
			"30/1/2018[5,17) 30/1[5,17) 1/2018[5,17) 31/1/2018[5,17) 31/1[5,17)"},
		{"30/4 - 1/5, 3/4", "30/4[0,10) 1/5[0,10) 3⁄4[12,15)"},
		{"27/3", "27⁄3[0,4)"},
	};
	check(tokenizer_start_document, cases, COUNT(cases));
	static const struct expected queries[] = {
		{"27/3", "27/3[0,4) 27⁄3[0,4)"},
		{"27-3", "27/3[0,4) 27-3[0,4)"},
		{"12/2024/NĐ-CP", "12/2024/nđcp[0,14)"},
		{"11/11 phường", "11/11[0,5) 11⁄11[0,5)"},
		{"32/3", "32⁄3[0,4)"},
		{"29/2", "29/2[0,4) 29⁄2[0,4)"},
		{"27/3/2018", "27/3/2018[0,9)"},
		{"5/9/16", "5/9/2016[0,6)"},
		{"5-7/8", "5/8[0,5) 6/8[0,5) 7/8[0,5)"},
		{"tháng 3/2018", "3/2018[0,13)"},
		{"quý I", "quý 1[0,6)"},
		{"10/3 (ÂL)", ""},
	};
	check(tokenizer_start_query, queries, COUNT(queries));
}

/* As many days as one mention can name. */
static void long_lists_have_all_their_days(void **state)
{
	struct tokenizer *t = tokenizer_new();
	struct token token;
	struct str text = STR("ngày 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11 và 12/1/2018, 1-31/1/2018");
	size_t extras = 0;
	(void)state;
	tokenizer_start_document(t, text);
	while (tokenizer_next(t, &token))
		extras += (token.flags & TOKEN_EXTRA) != 0;
	assert_int_equal(extras, 2 * 12 + 1 + 2 * 31 + 1);
	tokenizer_free(t);
}

/* "tphcm[0,6) tp[0,2) hcm[3,6)": the word, and its parts. */
static void what_is_joined_is_one_word(void **state)
{
	(void)state;
	static const struct expected cases[] = {
		/* acronyms */
		{"TP.HCM", "tphcm[0,6) +tp[0,2) +hcm[3,6)"},
		{"TP. HCM", "tphcm[0,7) +tp[0,2) +hcm[4,7)"},
		{"Tp.HCM", "tphcm[0,6) +tp[0,2) +hcm[3,6)"},
		{"Đ/C Hùng", "đc[0,4) hùng[5,10)"},
		{"GD-ĐT", "gdđt[0,6) +gd[0,2) +đt[3,6)"},
		{"GD-&ĐT", "gdđt[0,7) +gd[0,2) +đt[4,7)"},
		{"KH&CN", "khcn[0,5) +kh[0,2) +cn[3,5)"},
		{"Th.S Lan", "ths[0,4) +th[0,2) lan[5,8)"},
		{"PGS.TS.Lan", "pgsts[0,6) +pgs[0,3) +ts[4,6) lan[7,10)"},
		{"T.Ư", "t'ư[0,4) +tư[0,4)"},
		{"KINH TẾ-XÃ HỘI", "kinh[0,4) tế[5,9) xã[10,13) hội[14,19)"},
		{"HÀ NỘI-TP.HCM", "hà[0,3) nội[4,9) tphcm[10,16) +tp[10,12) +hcm[13,16)"},
		{"NAM-EU", "nam[0,3) eu[4,6)"},
		{"ASEAN-UNICEF", "asean[0,5) unicef[6,12)"},
		{"Hà Nội. Hải Phòng", "hà[0,3) nội[4,9) hải[11,16) phòng[17,23)"},
		{"WWW.BAO.VN", "www[0,3) bao[4,7) vn[8,10)"},
		/* not inside the number of a document */
		{"35-NQ/TW", "35[0,2) nq[3,5) tw[6,8)"},
		/* letters with figures */
		{"U.23", "u23[0,4)"},
		{"U-23", "u23[0,4)"},
		{"U23", "u23[0,3)"},
		{"Covid-19", "covid19[0,8) +covid[0,5)"},
		{"covid19", "covid19[0,7) +covid[0,5)"},
		{"QL.1A", "ql1a[0,5) +ql[0,2)"},
		{"QL1A", "ql1a[0,4)"},
		{"Su-30MK2", "su30mk2[0,8) +su[0,2) +su30[0,5)"},
		{"Q.1, TP.HCM", "q1[0,3) tphcm[5,11) +tp[5,7) +hcm[8,11)"},
		{"trang-5", "trang[0,5) 5[6,7)"},
		{"Euro-2016", "euro[0,4) 2016[5,9)"},
		{"TK.123456", "tk[0,2) 123456[3,9)"},
		{"thứ 3 U", "thứ[0,5) +thứ 3[0,7) 3[6,7) u[8,9)"},
		/* apostrophes */
		{"H'Mông", "hmông[0,7) +mông[2,7)"},
		{"H\u2019Mông", "hmông[0,9) +mông[4,9)"},
		{"H\u02BCMông", "hmông[0,8) +mông[3,8)"},
		{"Hmông", "hmông[0,6)"},
		{"M`Đrắk", "mđrắk[0,9) +đrắk[2,9)"},
		{"O'Neill", "oneill[0,7) +neill[2,7)"},
		{"Trump's", "trumps[0,7) +trump[0,5)"},
		{"K'Ho", "k'ho[0,4) +ho[2,4) +kho[0,4)"},
		{"'hòa bình'", "hòa[1,5) bình[6,11)"},
		{"nói'không", "nói[0,4) không[5,11)"},
		{"5'30", "5[0,1) 30[2,4)"},
	};
	struct tokenizer *t = tokenizer_new();
	struct buf got = BUF_INIT;
	struct token token;
	for (size_t i = 0; i < COUNT(cases); i++) {
		buf_reset(&got);
		tokenizer_start_document(t, str_from_c(cases[i].text));
		while (tokenizer_next(t, &token))
			buf_printf(&got, "%s%s%.*s[%zu,%zu)", got.len > 0 ? " " : "",
				token.flags & TOKEN_EXTRA ? "+" : "", STR_ARG(token.exact),
				token.start, token.end);
		if (strcmp(got.ptr, cases[i].want) != 0)
			fail_msg("%s: %s, not %s", cases[i].text, got.ptr, cases[i].want);
	}
	buf_free(&got);
	tokenizer_free(t);
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
		cmocka_unit_test(long_lists_have_all_their_days),
		cmocka_unit_test(what_is_joined_is_one_word),
		cmocka_unit_test(words_alone_have_no_extras),
	};
	return cmocka_run_group_tests_name("compound", tests, NULL, NULL);
}
