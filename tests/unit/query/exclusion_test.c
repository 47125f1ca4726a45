/* query: what a minus leaves out, and what totals are counted by. */
#include "query/expansion/expand.h"
#include "query/ranking/plan.h"
#include "query/reading/signs.h"
#include "unit/query_fixture.h"

/* What else is left out where the clauses of TEXT are. */
static const char *unwanted_of(const char *text)
{
	struct query q = parsed(text);
	struct error err;
	assert_true(expand_query(&q, DIACRITICS_AUTO, NULL, &err));
	buf_reset(&world.out);
	buf_append_c(&world.out, "");
	for (size_t i = 0; i < q.clause_count; i++) {
		const struct query_clause *c = &q.clauses[i];
		const struct expansion *e = c->excluded ? expansion_of(&q, c) : NULL;
		for (size_t k = 0; e && k < e->other_count; k++) {
			buf_append_c(&world.out, world.out.len > 0 ? ", " : "");
			buf_append(&world.out, e->others[k].text);
		}
	}
	query_free(&q);
	return world.out.ptr;
}

static void what_is_excluded_is_expanded_too(void **state)
{
	(void)state;
	assert_string_equal(unwanted_of("tỉnh -UBND"), "ủy ban nhân dân");
	assert_string_equal(unwanted_of("tỉnh -UBND -HĐND"), "ủy ban nhân dân, hội đồng nhân dân");
	assert_string_equal(unwanted_of("tỉnh -\"UBND\""), "");
	assert_string_equal(unwanted_of("UBND -tỉnh"), "");
}

/* What the reading of the last clause of TEXT, and its strict one, stand for. */
static enum reading_kind excluded_kind(const char *text, enum diacritics diacritics)
{
	struct query q = parsed(text);
	struct query_reading reading;
	struct error err;
	assert_true(readings_make(&q, diacritics, world.lexicon, &reading, &err));
	size_t word = q.clauses[q.clause_count - 1].first;
	assert_true(q.clauses[q.clause_count - 1].excluded);
	enum reading_kind kind = reading.forgiving.of[word].kind;
	if (reading.strict.of)
		assert_int_equal(reading.strict.of[word].kind, kind);
	query_free(&q);
	return kind;
}

static void what_is_excluded_is_read_in_one_way(void **state)
{
	(void)state;
	assert_int_equal(excluded_kind("tổ -an", DIACRITICS_AUTO), READING_EXACT);
	assert_int_equal(excluded_kind("an ninh tổ -quoc", DIACRITICS_AUTO), READING_EXACT);
	assert_int_equal(excluded_kind("to -an", DIACRITICS_AUTO), READING_FOLDED);
	assert_int_equal(
		excluded_kind("an ninh to quoc to -quoc", DIACRITICS_AUTO), READING_FOLDED);
	assert_int_equal(excluded_kind("tổ -quốc", DIACRITICS_AUTO), READING_EXACT);
	assert_int_equal(excluded_kind("tổ -an", DIACRITICS_IGNORE), READING_FOLDED);
	assert_int_equal(excluded_kind("to -an", DIACRITICS_EXACT), READING_EXACT);
}

/* What the totals of TEXT are counted by: "full | any". */
static const char *totals_of(const char *text)
{
	struct query q = parsed(text);
	struct query_reading reading;
	struct plan plan;
	struct error err;
	static const struct date_range dates;
	assert_true(readings_make(&q, DIACRITICS_AUTO, world.lexicon, &reading, &err));
	struct plan_request request = {.query = &q,
		.forgiving = &reading.forgiving,
		.strict = &reading.strict,
		.likeliest = &reading.likeliest,
		.dates = &dates};
	assert_true(plan_make(&request, SORT_RELEVANCE, &plan, &err));
	buf_reset(&world.out);
	assert_true(xc_query_describe(plan.full, &world.out, &err));
	buf_append_c(&world.out, " | ");
	assert_true(!plan.any || xc_query_describe(plan.any, &world.out, &err));
	plan_free(&plan);
	query_free(&q);
	return world.out.ptr;
}

static void totals_are_counted_by_the_forgiving_reading(void **state)
{
	(void)state;
	static const struct {
		const char *text, *want;
	} cases[] = {
		{"tổ", "Query(tổ) | "},
		{"tổ tổ", "Query(tổ) | "},
		{"an tổ", "Query((Fan AND tổ)) | Query((Fan OR tổ))"},
		{"\"tổ quốc\"", "Query((tổ PHRASE 2 quốc)) | "},
		{"\"tổ quốc\" an", "Query(((tổ PHRASE 2 quốc) AND Fan)) | "
				   "Query(((tổ PHRASE 2 quốc) AND_MAYBE Fan))"},
		{"-tổ", "Query((<alldocuments> AND_NOT tổ)) | "},
		{"tổ -tổ -tổ", "Query((tổ AND_NOT tổ)) | "},
		{"an tổ -quoc", "Query(((Fan AND tổ) AND_NOT quoc)) | "
				"Query(((Fan OR tổ) AND_NOT quoc))"},
		{"an to -quoc", "Query(((Fan AND Fto) AND_NOT Fquoc)) | "
				"Query(((Fan OR Fto) AND_NOT Fquoc))"},
	};
	for (size_t i = 0; i < COUNT(cases); i++)
		assert_string_equal(totals_of(cases[i].text), cases[i].want);
}

static void a_minus_excludes_or_joins(void **state)
{
	(void)state;
	static const struct {
		const char *text, *want;
	} cases[] = {
		{"lũ -bão", "lũ -bão"},
		{"-Huế lũ", "-huế lũ"},
		{"-27/3 lũ", "-27/3 lũ"},
		{"lũ -\"Huế\"", "lũ -huế"},
		{"họp -UBND", "họp -ubnd"},
		{"họp -TP.HCM", "họp -tphcm"},
		{"lũ -bão -lụt", "lũ -bão -lụt"},
		{"lũ -bão lụt -Huế", "lũ -bão lụt -huế"},
		{"\"lũ lụt\" -Huế", "\"lũ lụt\" -huế"},
		{"lũ -bão \"hà nội\" lụt", "lũ -bão \"hà nội\" lụt"},
		{"họp -27/3", "họp -27/3"},
		/* in a line all in capitals, as in small letters */
		{"LŨ -BÃO", "lũ -bão"},
		{"BÃO SỐ 5 -LŨ", "bão số 5 -lũ"},
		{"HÀ NỘI -HUẾ", "hà nội -huế"},
		/* two names, two figures, a name or words in the midst of others */
		{"Bà Rịa -Vũng Tàu", "bà rịa vũng tàu"},
		{"Hà Nội -TP.HCM", "hà nội tphcm"},
		{"BÀ RỊA -VŨNG TÀU", "bà rịa vũng tàu"},
		{"\"ga\" Hà Nội -Huế", "ga hà nội huế"},
		{"Hà Nội -Huế -Vinh", "hà nội huế vinh"},
		{"lũ -Huế", "lũ huế"},
		{"năm 2018 -2020", "năm 2018 2020"},
		{"lũ -bão lụt", "lũ bão lụt"},
		{"lũ - bão", "lũ bão"},
	};
	for (size_t i = 0; i < COUNT(cases); i++) {
		struct query q = parsed(cases[i].text);
		assert_string_equal(query_spell(&q, NULL).ptr, cases[i].want);
		bool joins = !strchr(cases[i].want, '-') && strstr(cases[i].text, " -") &&
			     !strstr(cases[i].text, " - ");
		assert_int_equal((q.notes.signs & SIGN_MINUS) != 0, joins);
		query_free(&q);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_minus_excludes_or_joins),
		cmocka_unit_test(what_is_excluded_is_expanded_too),
		cmocka_unit_test(what_is_excluded_is_read_in_one_way),
		cmocka_unit_test(totals_are_counted_by_the_forgiving_reading),
	};
	return cmocka_run_group_tests_name("exclusion", tests, make_world, end_world);
}
