/* Acronyms that articles explain: found in text, counted, kept in the lexicon, and looked
 * for by a query. */
#include "archive/lexicon.h"
#include "archive/lexicon_definitions.h"
#include "indexer/inversion/document.h"
#include "indexer/vocabulary/definitions.h"
#include "indexer/vocabulary/tally_file.h"
#include "indexer/vocabulary/tally_learn.h"
#include "query/expansion/expand.h"
#include "text/token/token.h"
#include "unit/home_fixture.h"

#define COUNT(table) (sizeof(table) / sizeof *(table))

/* ---- In a text ---- */

/* The words of a text outlive its tokens. */
struct reader {
	struct arena memory;
	struct tokenizer *tokenizer;
	struct buf found, out;
};

/* All that TEXT defines, with a semicolon between. */
static const char *definitions_of(struct reader *r, const char *text)
{
	struct definitions d = {.text = str_from_c(text)};
	struct token token;
	buf_reset(&r->out);
	buf_append_c(&r->out, "");
	tokenizer_start_document(r->tokenizer, d.text);
	while (tokenizer_next(r->tokenizer, &token)) {
		struct str exact = arena_str(&r->memory, token.exact);
		if (!definitions_read(&d, &token, exact, &r->found))
			continue;
		if (r->out.len > 0)
			buf_append_c(&r->out, "; ");
		buf_append(&r->out, buf_str(&r->found));
	}
	return r->out.ptr;
}

static void what_a_text_defines(void **state)
{
	(void)state;
	static const struct {
		const char *text, *want;
	} cases[] = {
		{"bảo vệ an ninh Tổ quốc (ANTQ) tại", "antq=an ninh tổ quốc"},
		{"Hội đồng Bảo an (HĐBA), Liên Hiệp Quốc (LHQ)",
			"hđba=hội đồng bảo an; lhq=liên hiệp quốc"},
		{"Bộ Giáo dục và Đào tạo (GD-ĐT)", "gdđt=giáo dục và đào tạo"},
		{"Bộ Giáo dục và Đào tạo (GDĐT)", "gdđt=giáo dục và đào tạo"},
		{"sở Văn hóa, Thể thao và Du lịch (VHTTDL)", "vhttdl=văn hóa thể thao và du lịch"},
		{"phường “Uỷ ban Kiểm tra” (UBKT)", "ubkt=ủy ban kiểm tra"},
		{"to\u0302\u0309 chu\u031b\u0301c Co\u0301 (TCC)", "tcc=tổ chức có"},
		{"General Motors (GM)", "gm=general motors"},
		/* Letters that are other words' initials, or none. */
		{"bảo vệ an ninh Tổ quốc (ANTX)", ""},
		{"ninh Tổ quốc (ANTQ)", ""},
		{"(ANTQ)", ""},
		{"và Tổ quốc (VTQ)", "vtq=và tổ quốc"},
		{"Tổ quốc và (TQ)", ""},
		/* Not in brackets, or not in capitals, or with more in the brackets. */
		{"an ninh Tổ quốc ANTQ", ""},
		{"an ninh Tổ quốc (antq)", ""},
		{"an ninh Tổ quốc (gọi tắt ANTQ)", ""},
		{"an ninh Tổ quốc (ANTQ và khác)", ""},
		/* Across the end of a sentence, or other brackets. */
		{"an ninh. Tổ quốc (ANTQ)", ""},
		{"an ninh (Tổ) quốc (ANTQ)", ""},
		/* One letter, too many, figures, an acronym that is a syllable. */
		{"đoàn (Đ)", ""},
		{"a b c d e f g h i (ABCDEFGHI)", ""},
		{"công ty 4 (CT4)", ""},
		{"Trung ương (TƯ)", ""},
		{"Trung ương (T.Ư)", ""},
	};
	struct reader r = {.tokenizer = tokenizer_new_small()};
	for (size_t i = 0; i < COUNT(cases); i++)
		assert_string_equal(definitions_of(&r, cases[i].text), cases[i].want);
	tokenizer_free(r.tokenizer);
	arena_free(&r.memory);
	buf_free(&r.found);
	buf_free(&r.out);
}

/* ---- In the lexicon ---- */

static struct str fold(void *context, struct str exact)
{
	return analyst_fold(context, exact);
}

/* The lexicon of an archive that defines each thing so often. */
static struct lexicon *learned(void)
{
	static const struct {
		const char *definition;
		unsigned times;
	} counts[] = {
		{"antq=an ninh tổ quốc", 5}, {"antq=an ninh tân quy", 3},
		{"antq=an nam tân quốc", 2}, /* too seldom */
		{"lhq=liên hợp quốc", 40}, {"lhq=liên hiệp quốc", 9},
		{"lhq=luật hình quyền", 3},                 /* too seldom beside the first */
		{"dn=doanh nghiệp", 6}, {"th=thanh hà", 5}, /* too seldom for two letters */
	};
	const char *tally = in_home("tally");
	const char *path = in_home("lexicon");
	struct tally t = {0};
	for (size_t i = 0; i < COUNT(counts); i++) {
		for (unsigned k = 0; k < counts[i].times; k++)
			tally_beside(&t, tally_word(&t, str_from_c(counts[i].definition), STR("")));
	}
	/* Words before and after them keep their neighbours. */
	tally_next(&t, tally_word(&t, STR("an"), STR("an")), false);
	tally_next(&t, tally_word(&t, STR("xã"), STR("xa")), false);
	assert_true(tally_write(&t, TALLY_DOUBTED_RUNS, tally, &err));
	tally_free(&t);
	const char *const paths[] = {tally};
	struct analyst *analyst = analyst_new(&err);
	const struct tally_lesson lesson = {fold, analyst, UINT64_C(1) << 30, ""};
	const struct tally_files files = {.paths = paths, .count = 1};
	struct lexicon_builder *b = tally_learn(&files, &lesson, &err);
	assert_non_null(b);
	assert_true(lexicon_builder_write(b, path, &err));
	lexicon_builder_free(b);
	analyst_free(analyst);
	struct lexicon *l = lexicon_open(path, &err);
	assert_non_null(l);
	assert_true(lexicon_check(l, path, &err));
	return l;
}

static void append_definitions(const struct lexicon *l, struct lexicon_group g, struct buf *out)
{
	buf_reset(out);
	buf_append_c(out, "");
	for (uint32_t i = 0; i < g.count; i++) {
		struct lexicon_definition d;
		assert_true(lexicon_definition(l, g.first + i, &d));
		buf_printf(out, "%s%.*s=%.*s:%u", i > 0 ? "; " : "", STR_ARG(d.acronym),
			STR_ARG(d.phrase), (unsigned)d.count);
	}
}

static void definitions_are_found_by_either_side(void **state)
{
	(void)state;
	struct lexicon *l = learned();
	struct buf out = BUF_INIT;
	append_definitions(l, lexicon_acronyms(l, STR("antq")), &out);
	assert_string_equal(out.ptr, "antq=an ninh tổ quốc:5; antq=an ninh tân quy:3");
	append_definitions(l, lexicon_acronyms(l, STR("th")), &out);
	assert_string_equal(out.ptr, "");
	append_definitions(l, lexicon_phrases(l, STR("lien h")), &out);
	assert_string_equal(out.ptr, "lhq=liên hiệp quốc:9; lhq=liên hợp quốc:40");
	append_definitions(l, lexicon_phrases(l, STR("xa")), &out);
	assert_string_equal(out.ptr, "");
	buf_free(&out);

	uint64_t count = 0;
	struct lexicon_definition d;
	struct lexicon_group an = lexicon_group(l, STR("an"));
	assert_int_equal(an.count, 1);
	assert_false(lexicon_definition(l, an.first, &d));
	lexicon_pairs(l, an.first, lexicon_group(l, STR("xa")), &count);
	assert_int_equal(count, 1);
	assert_int_equal(lexicon_count(l, STR("antq"), STR("antq")), 0);
	lexicon_close(l);
}

/* ---- In a query ---- */

static void queries_look_for_what_is_learned(void **state)
{
	(void)state;
	static const struct {
		const char *query, *want;
	} cases[] = {
		{"ANTQ", "0+1: an ninh tổ quốc, an ninh tân quy"},
		{"antq xã", "0+1: an ninh tổ quốc, an ninh tân quy"},
		{"họp LHQ", "1+1: liên hợp quốc, liên hiệp quốc"},
		{"ra liên hợp quốc họp", "1+3: lhq"}, {"lien hop quoc", "0+3: lhq"},
		{"liên hóp quốc", ""},     /* marks that are typed bind */
		{"liên hợp, quốc", ""},    /* no row */
		{"\"liên hợp quốc\"", ""}, /* meant as it was typed */
		{"-LHQ an", ""}, {"DN nhỏ", "0+1: doanh nghiệp"},
		{"dn nhỏ", ""}, /* so short, only in capitals */
		{"doanh nghiệp nhỏ", "0+2: dn"},
		{"UBND", "0+1: ủy ban nhân dân"}, /* from the table */
	};
	struct lexicon *l = learned();
	struct tokenizer *tokenizer = tokenizer_new_small();
	struct buf out = BUF_INIT;
	for (size_t i = 0; i < COUNT(cases); i++) {
		struct query q;
		size_t at;
		assert_true(query_parse(str_from_c(cases[i].query), tokenizer, &q, &err, &at));
		assert_true(expand_query(&q, DIACRITICS_AUTO, l, &err));
		buf_reset(&out);
		buf_append_c(&out, "");
		for (size_t k = 0; q.expansions && k < q.expansions->count; k++) {
			const struct expansion *e = &q.expansions->items[k];
			buf_printf(&out, "%s%zu+%zu: ", k > 0 ? "; " : "", e->first, e->count);
			for (size_t o = 0; o < e->other_count; o++)
				buf_printf(&out, "%s%.*s", o > 0 ? ", " : "",
					STR_ARG(e->others[o].text));
		}
		assert_string_equal(out.ptr, cases[i].want);
		query_free(&q);
	}
	buf_free(&out);
	tokenizer_free(tokenizer);
	lexicon_close(l);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(what_a_text_defines),
		TEST(definitions_are_found_by_either_side),
		TEST(queries_look_for_what_is_learned),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
