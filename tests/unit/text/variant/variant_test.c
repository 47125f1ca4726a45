/* text: acronyms and loanwords, and what else they can be written as. */
#include "base/buf.h"
#include "text/syllable/spelling.h"
#include "text/variant/tables.h"
#include "text/variant/variant.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#define COUNT(table) (sizeof(table) / sizeof *(table))

enum { MAX_WORDS = 16 };

/* The words of TEXT; of words that one extra token covers, that one. Parts are left out. */
static size_t words_of(struct tokenizer *t, struct str text, struct buf *room,
	struct variant_word words[MAX_WORDS])
{
	struct token token;
	size_t count = 0;
	size_t end = 0;
	buf_reset(room);
	buf_reserve(room, 1024);
	tokenizer_start_document(t, text);
	while (count < MAX_WORDS && tokenizer_next(t, &token)) {
		bool extra = token.flags & TOKEN_EXTRA;
		if (token.start < end && (!extra || token.end <= end))
			continue;
		struct variant_word *w = &words[extra ? count - 1 : count++];
		size_t at = room->len;
		buf_append(room, token.exact);
		buf_append(room, token.folded);
		*w = (struct variant_word){
			.exact = str_make(room->ptr + at, token.exact.len),
			.folded = str_make(room->ptr + at + token.exact.len, token.folded.len),
			.kind = token.kind,
			.flags = token.flags | (extra ? (unsigned)TOKEN_CAPITALS : 0),
		};
		if (!str_eq(token.exact, token.folded))
			w->flags |= TOKEN_SHAPED;
		end = token.end;
	}
	return count;
}

/* "4: ubnd" for each thing that the first words of TEXT are, the number of words and what
   else they can be written as. */
static const char *variants_of(struct tokenizer *t, const char *text, struct buf *out)
{
	struct buf room = BUF_INIT;
	struct variant_word words[MAX_WORDS];
	size_t count = words_of(t, str_from_c(text), &room, words);
	struct variant_search search = {0};
	struct variant_match m;
	buf_reset(out);
	buf_append_c(out, "");
	while (variants_next(&search, words, count, &m)) {
		buf_printf(out, "%s%zu: ", out->len ? "; " : "", m.covered);
		for (size_t i = 0; i < m.other_count; i++)
			buf_printf(out, "%s%.*s", i ? ", " : "", (int)m.others[i].len,
				m.others[i].text);
	}
	buf_free(&room);
	return out->ptr;
}

static void what_else_it_can_be_written_as(void **state)
{
	(void)state;
	static const struct {
		const char *text, *want;
	} cases[] = {
		{"UBND", "1: ủy ban nhân dân"},
		{"ubnd tỉnh", "1: ủy ban nhân dân"},
		{"Uỷ ban nhân dân tỉnh", "4: ubnd"},
		{"uy ban nhan dan", "4: ubnd"},
		{"ủy ban nhan dân", "4: ubnd"},
		{"ủy ban", ""},
		{"hội đồng nhân dân", "4: hđnd"},
		{"HDND", "1: hội đồng nhân dân"},
		{"Đ/C", "1: đồng chí; 1: địa chỉ"},
		{"Đ.C", "1: đồng chí; 1: địa chỉ"},
		{"đồng chí", "2: đc"},
		{"đóng chí", ""},
		{"GD-ĐT", "1: giáo dục và đào tạo; 1: giáo dục đào tạo"},
		{"giáo dục và đào tạo", "5: gdđt"},
		{"TP.HCM", "1: thành phố hồ chí minh; 1: tp hồ chí minh; 1: tp hcm"},
		{"TPHCM", "1: thành phố hồ chí minh; 1: tp hồ chí minh; 1: tp hcm"},
		{"thành phố Hồ Chí Minh", "2: tp; 5: tphcm"},
		/* acronyms that are syllables, or short */
		{"TƯ", "1: t'ư, tw, trung ương"},
		{"T.Ư", "1: t'ư, tw, trung ương"},
		{"TW", "1: t'ư, trung ương"},
		{"tư", ""},
		{"trung ương", "2: t'ư, tw"},
		{"DC", ""},
		/* loanwords */
		{"Madrid", "1: mađrít, ma đrít, madrit, mađrit, ma đrit"},
		{"ma đrít", "2: madrid, mađrít, madrit, mađrit, ma đrit"},
		{"vắc xin", "2: vắcxin, vaccine, vacxin, vắcxanh, vắc xanh"},
		{"oto", "1: ô tô"},
		{"Tokyo", "1: tôkyô, tô ky ô; 1: tô ky ô"},
		{"Tô-ki-ô", "1: tokyo, tô ky ô"},
		/* places, in one word and in several */
		{"Hanoi", "1: ha noi, hà nội"},
		{"Hà Nội", "2: hanoi"},
		{"ha noi", "2: hanoi"},
		{"Kontum", "1: kon tum, công tum, congtum"},
		{"Sapa", "1: sa pa"},
		{"hòa", ""},
		/* what it became, one way only */
		{"tỉnh Kon Tum", "3: tỉnh quảng ngãi"},
		{"tỉnh Quảng Ngãi", ""},
		/* before a number or a name */
		{"NĐ 168", "2: nghị định 168, nghị định số 168, nđ số 168"},
		{"NĐ số 168", "3: nghị định 168, nghị định số 168, nđ168, nđ 168"},
		{"NĐ 168 năm 2024", "4: nghị định 168 2024, nghị định số 168 2024, nđ 168 2024, "
				    "nđ số 168 2024"},
		{"Nghị định 168", "3: nđ168, nđ 168, nđ số 168"},
		{"Nghị định số 168", "4: nghị định 168, nđ168, nđ 168, nđ số 168"},
		{"Nghị định 168 năm 24", "3: nđ168, nđ 168, nđ số 168"},
		{"NĐ168", "1: nghị định 168, nghị định số 168, nđ số 168"},
		{"NĐ", ""},
		{"Q1", "1: quận 1"},
		{"Q.1", "1: quận 1"},
		{"quận 1", "2: q1, q 1"},
		{"quận 123", ""},
		{"QL1A", "1: quốc lộ 1 a"},
		{"quốc lộ 1 A", "4: ql1a, ql 1 a"},
		{"H Củ Chi", "2: huyện củ"},
		{"huyện Củ Chi", "2: h củ"},
		{"h củ", ""},
		{"huyện nghèo", ""},
		{"", ""},
		{"xyz", ""},
	};
	struct tokenizer *t = tokenizer_new();
	struct buf got = BUF_INIT;
	for (size_t i = 0; i < COUNT(cases); i++) {
		const char *found = variants_of(t, cases[i].text, &got);
		if (strcmp(found, cases[i].want) != 0)
			fail_msg("%s: \"%s\", not \"%s\"", cases[i].text, found, cases[i].want);
	}
	buf_free(&got);
	tokenizer_free(t);
}

/* ha may be anything, and % is no word at all, where no number stands before it. */
static bool is_of_numbers(const char *form)
{
	return strcmp(form, "ha") == 0 || strcmp(form, "%") == 0;
}

static void check_form(struct tokenizer *t, const char *form, bool small)
{
	if (is_of_numbers(form))
		return;
	struct str rest = str_from_c(form);
	struct str word;
	size_t words = 0;
	size_t bytes = rest.len;
	struct buf spelt = BUF_INIT;
	struct token token;
	tokenizer_start(t, rest);
	while (tokenizer_next(t, &token)) {
		words++;
		buf_append_c(&spelt, words > 1 ? " " : "");
		buf_append(&spelt, token.exact);
	}
	if (words == 0 || words > VARIANT_MAX_WORDS || bytes + words >= VARIANT_MAX_BYTES)
		fail_msg("%s is too long, or empty", form);
	if (small && !str_eq(buf_str(&spelt), rest))
		fail_msg("%s is not canonical: %.*s", form, STR_ARG(buf_str(&spelt)));
	while (str_split(&rest, ' ', &word))
		assert_true(word.len > 0);
	buf_free(&spelt);
}

static void the_tables_are_canonical(void **state)
{
	(void)state;
	struct tokenizer *t = tokenizer_new();
	for (size_t i = 0; i < variant_acronym_count; i++) {
		const struct variant_row *r = &variant_acronyms[i];
		assert_non_null(r->forms[1]);
		check_form(t, r->forms[0], false);
		for (size_t f = 1; f < VARIANT_MAX_FORMS && r->forms[f]; f++)
			check_form(t, r->forms[f], true);
		for (size_t k = 0; k < i; k++) {
			if (strcmp(variant_acronyms[k].forms[0], r->forms[0]) == 0 &&
				strcmp(variant_acronyms[k].forms[1], r->forms[1]) == 0)
				fail_msg("%s stands there twice", r->forms[0]);
		}
	}
	for (size_t i = 0; i < variant_loanword_count; i++) {
		for (size_t f = 0; f < VARIANT_MAX_FORMS && variant_loanwords[i].forms[f]; f++)
			check_form(t, variant_loanwords[i].forms[f], false);
		assert_non_null(variant_loanwords[i].forms[1]);
	}
	for (size_t i = 0; i < variant_place_count; i++) {
		for (size_t f = 0; f < VARIANT_MAX_FORMS && variant_places[i].forms[f]; f++)
			check_form(t, variant_places[i].forms[f], false);
	}
	for (size_t i = 0; i < variant_successor_count; i++) {
		for (size_t f = 0; f < VARIANT_MAX_FORMS && variant_successors[i].forms[f]; f++)
			check_form(t, variant_successors[i].forms[f], true);
		assert_non_null(variant_successors[i].forms[1]);
	}
	assert_true(variant_acronym_count >= 150 && variant_loanword_count >= 100);
	tokenizer_free(t);
}

/* Each form of each row leads to all the others; but some do so behind a number only. */
static void every_row_is_found_by_every_form(void **state)
{
	(void)state;
	struct tokenizer *t = tokenizer_new();
	struct buf got = BUF_INIT;
	for (size_t i = 0; i < variant_acronym_count + variant_loanword_count; i++) {
		const struct variant_row *r =
			i < variant_acronym_count ? &variant_acronyms[i]
						  : &variant_loanwords[i - variant_acronym_count];
		for (size_t f = 0; f < VARIANT_MAX_FORMS && r->forms[f]; f++) {
			bool any = strlen(variants_of(t, r->forms[f], &got)) > 0;
			if (any == is_of_numbers(r->forms[f]))
				fail_msg("%s for %s", any ? got.ptr : "nothing", r->forms[f]);
		}
	}
	buf_free(&got);
	tokenizer_free(t);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_else_it_can_be_written_as),
		cmocka_unit_test(the_tables_are_canonical),
		cmocka_unit_test(every_row_is_found_by_every_form),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
