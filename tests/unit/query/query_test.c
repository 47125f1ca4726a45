/* query: parsing, reading, planning; the command line. */
#include "query/expansion/expand.h"
#include "query/options/options.h"
#include "query/ranking/plan.h"
#include "query/reading/dates.h"
#include "query/reading/restore.h"
#include "unit/query_fixture.h"

static void queries_are_read_as_meant(void **state)
{
	(void)state;
	static const struct {
		const char *text, *want;
	} cases[] = {
		{"Hà Nội", "hà nội"},
		{"hoà kĩ vịêt", "hòa kỹ việt"},
		{"\"An ninh Tổ quốc\"", "\"an ninh tổ quốc\""},
		{"“Tổ quốc” «tự do»", "\"tổ quốc\" \"tự do\""},
		{"\"hà\"", "hà"},
		{"lũ -bão", "lũ -bão"},
		{"lũ -\"bão số\" lụt", "lũ -\"bão số\" lụt"},
		{"-bão", "-bão"},
		{"phòng - chống", "phòng chống"},
		{"phòng-chống", "phòng-chống"},
		{"Ma-đrít", "ma-đrít"},
		{"--phòng", "phòng"},
		{"-kinh-tế xã", "-kinh-tế xã"},
		{"\"hà nội", "\"hà nội\""},
		{"hà \"\" nội", "hà nội"},
		{"a\"b c\"d", "a \"b c\" d"},
		{"lũ\tlụt\nbão", "lũ lụt bão"},
		{"lũ\u00a0-bão", "lũ -bão"},
		{"TP.HCM", "tphcm"},
		{"-TP.HCM lũ", "-tphcm lũ"},
		{"\"TP.HCM\"", "\"tphcm\""},
		{"ngày 27/3/2018", "27/3/2018"},
		{"(lũ), [lụt]!", "lũ lụt"},
	};
	for (size_t i = 0; i < COUNT(cases); i++) {
		struct query q = parsed(cases[i].text);
		assert_string_equal(query_spell(&q, NULL).ptr, cases[i].want);
		query_free(&q);
	}
}

static void what_cannot_be_read_is_refused_with_its_place(void **state)
{
	(void)state;
	static const struct {
		const char *text;
		enum error_code code;
		size_t at;
		const char *part; /* of the message */
	} cases[] = {
		{"", ERROR_INPUT, QUERY_NO_PLACE, "empty"},
		{" \t\n", ERROR_INPUT, QUERY_NO_PLACE, "empty"},
		{"... – \"\" -", ERROR_INPUT, QUERY_NO_PLACE, "only punctuation"},
		{"nơi:()", ERROR_INPUT, QUERY_NO_PLACE, "only punctuation"},
		{"(…) OR \"–\"", ERROR_INPUT, QUERY_NO_PLACE, "only punctuation"},
		{"lũ\x01lụt", ERROR_INPUT, 3, "U+0001 at character 3"},
		{"lũ\x1b[31m", ERROR_INPUT, 3, "U+001B at character 3"},
		{"l\xc2\x85ũ \xc2\x9b", ERROR_INPUT, 6, "U+009B at character 5"},
		{"lũ \xff", ERROR_INPUT, 4, "not UTF-8 from byte 5"},
		{"\xe1\xbb", ERROR_INPUT, 0, "not UTF-8 from byte 1"},
	};
	for (size_t i = 0; i < COUNT(cases); i++) {
		struct query q;
		struct error err = {0};
		size_t at = 0;
		assert_false(
			query_parse(str_from_c(cases[i].text), world.tokenizer, &q, &err, &at));
		assert_int_equal(err.code, cases[i].code);
		assert_int_equal(at, cases[i].at);
		assert_non_null(strstr(err.message, cases[i].part));
	}
}

static void a_query_has_limits(void **state)
{
	(void)state;
	static const struct {
		const char *unit;
		size_t times;
		size_t at; /* QUERY_NO_PLACE: it is accepted */
	} cases[] = {
		{"a ", 200, QUERY_NO_PLACE},
		{"a ", 201, 400},
		{"-a ", 201, 601},
		{"\"a", 300, 401},
		{"x", 16 << 10, QUERY_NO_PLACE},
		{"x", 100000, 16 << 10},
	};
	for (size_t i = 0; i < COUNT(cases); i++) {
		struct query q;
		struct error err = {0};
		size_t at;
		buf_reset(&world.out);
		for (size_t k = 0; k < cases[i].times; k++)
			buf_append_c(&world.out, cases[i].unit);
		bool ok = query_parse(buf_str(&world.out), world.tokenizer, &q, &err, &at);
		assert_int_equal(ok, cases[i].at == QUERY_NO_PLACE);
		assert_int_equal(at, cases[i].at);
		if (ok)
			query_free(&q);
		else
			assert_int_equal(err.code, ERROR_LIMIT);
	}
}

static void an_open_quote_is_told(void **state)
{
	(void)state;
	struct query q = parsed("lũ \"quảng trị");
	assert_int_equal(q.notes.unclosed, 4);
	query_free(&q);
	q = parsed("lũ OR \"quảng trị");
	assert_int_equal(q.notes.unclosed, 7);
	assert_int_equal(q.clauses[1].count, 2);
	query_free(&q);
	q = parsed("tít:\"quảng trị");
	assert_int_equal(q.notes.unclosed, 5);
	query_free(&q);
	q = parsed("lũ \"quảng trị\"");
	assert_true(q.notes.unclosed == QUERY_NO_PLACE);
	query_free(&q);
}

static void quotes_of_a_paragraph_bind_nothing(void **state)
{
	(void)state;
	static const struct {
		size_t words;
		const char *end;
		bool unbound;
		size_t clauses; /* beside those words */
	} cases[] = {
		{30, "\"lũ lớn\"", false, 1},
		{31, "\"lũ lớn\"", true, 2},
		{31, "“lũ lớn”", true, 2},
		{31, "-lũ lớn", true, 2},
		{31, "lũ lớn", false, 2},
		{31, "\"lũ lớn", true, 2},
	};
	for (size_t i = 0; i < COUNT(cases); i++) {
		buf_reset(&world.out);
		for (size_t k = 0; k < cases[i].words; k++)
			buf_append_c(&world.out, "a ");
		buf_append_c(&world.out, cases[i].end);
		struct query q = parsed(world.out.ptr);
		assert_int_equal(q.unbound, cases[i].unbound);
		assert_int_equal(q.clause_count, cases[i].words + cases[i].clauses);
		assert_true(!q.unbound || q.notes.unclosed == QUERY_NO_PLACE);
		query_free(&q);
	}
	/* Lines of an article, and what is like them but typed. */
	static const struct {
		const char *text;
		bool prose;
	} lines[] = {
		{"Ông Lan nói “lũ lớn” là tại hồ đầy", true},
		{"\"Lũ lớn\" đến nhanh trong đêm qua ở Kon Tum", true},
		{"xã báo: \"lũ lớn\" đến nhanh trong đêm qua", true},
		{"xã báo \"lũ lớn\" đến nhanh trong đêm qua", false},
		{"Xã báo \"lũ lớn\" đến nhanh", false},
		{"Kon Tum Gia Lai Đăk Lăk \"lũ lớn\" đến", false},
		{"Xã báo \"lũ lớn\" đến nhanh trong đêm qua -hạn", false},
		{"Xã báo lũ lớn đến nhanh trong đêm qua", false},
	};
	for (size_t i = 0; i < COUNT(lines); i++) {
		struct query line = parsed(lines[i].text);
		assert_int_equal(line.prose, lines[i].prose);
		assert_int_equal(line.unbound, lines[i].prose);
		query_free(&line);
	}
	struct query q;
	struct error err = {0};
	size_t at;
	assert_true(
		query_parse_unbound(STR("bão \"lũ lớn\" -hạn"), world.tokenizer, &q, &err, &at));
	assert_true(q.unbound && !q.pasted);
	assert_int_equal(q.clause_count, 4);
	query_free(&q);
}

/* "việt=" exact, "an~" any spelling, "viêt{việt|viết}" those */
static void describe_reading(const struct reading *r, struct buf *out)
{
	if (out->len > 0)
		buf_push(out, ' ');
	buf_append(out, r->exact);
	if (r->kind != READING_SPELLINGS) {
		buf_push(out, r->kind == READING_EXACT ? '=' : '~');
		return;
	}
	for (size_t i = 0; i < r->spelling_count; i++) {
		buf_push(out, i == 0 ? '{' : '|');
		buf_append(out, r->spellings[i]);
	}
	buf_push(out, '}');
}

static void typed_marks_bind_missing_marks_forgive(void **state)
{
	(void)state;
	static const struct {
		const char *text;
		enum diacritics diacritics;
		const char *want, *strict; /* "": the same */
	} cases[] = {
		{"to quoc", DIACRITICS_AUTO, "to~ quoc~", ""},
		{"tổ quốc", DIACRITICS_AUTO, "tổ= quốc=", ""},
		{"an ninh tổ quốc", DIACRITICS_AUTO, "an~ ninh~ tổ= quốc=", "an= ninh= tổ= quốc="},
		{"tổ quoc", DIACRITICS_AUTO, "tổ= quoc~", ""},
		{"viêt", DIACRITICS_AUTO, "viêt{việt|viết|viêt}", ""},
		{"đuong", DIACRITICS_AUTO, "đuong{đường|đương}", ""},
		{"đương", DIACRITICS_AUTO, "đương=", ""},
		{"đxyz", DIACRITICS_AUTO, "đxyz=", ""},
		{"2018", DIACRITICS_AUTO, "2018=", ""},
		{"to viêt", DIACRITICS_EXACT, "to= viêt=", ""},
		{"tổ việt 2018", DIACRITICS_IGNORE, "tổ~ việt~ 2018=", ""},
	};
	for (size_t i = 0; i < COUNT(cases); i++) {
		struct query q = parsed(cases[i].text);
		struct query_reading reading;
		struct error err;
		assert_true(readings_make(&q, cases[i].diacritics, world.lexicon, &reading, &err));
		const struct readings all[] = {reading.forgiving, reading.strict};
		const char *wants[] = {cases[i].want, cases[i].strict};
		for (size_t k = 0; k < 2; k++) {
			buf_reset(&world.out);
			buf_append_c(&world.out, "");
			for (size_t w = 0; all[k].of && w < q.word_count; w++)
				describe_reading(&all[k].of[w], &world.out);
			assert_string_equal(world.out.ptr, wants[k]);
		}
		query_free(&q);
	}
}

/* "0+4: ubnd" for each expansion of the query: its first clause, how many, what else. */
static const char *expansions_of(const char *text, enum diacritics diacritics)
{
	struct query q = parsed(text);
	struct error err;
	assert_true(expand_query(&q, diacritics, NULL, &err));
	buf_reset(&world.out);
	buf_append_c(&world.out, "");
	for (size_t i = 0; q.expansions && i < q.expansions->count; i++) {
		const struct expansion *e = &q.expansions->items[i];
		buf_printf(&world.out, "%s%zu+%zu: ", i > 0 ? "; " : "", e->first, e->count);
		for (size_t k = 0; k < e->other_count; k++)
			buf_printf(&world.out, "%s%.*s", k > 0 ? ", " : "",
				STR_ARG(e->others[k].text));
	}
	query_free(&q);
	return world.out.ptr;
}

static void what_else_is_looked_for(void **state)
{
	(void)state;
	static const struct {
		const char *query, *want;
	} cases[] = {
		{"UBND tỉnh", "0+1: ủy ban nhân dân"},
		{"họp uỷ ban nhân dân tỉnh", "1+4: ubnd"},
		{"thành phố Hồ Chí Minh", "0+5: tphcm; 0+2: tp; 2+3: hcm, hochiminh"},
		{"Đ/C Bình", "0+1: đồng chí, địa chỉ"},
		{"ủy ban, nhân dân", ""},
		{"ủy ban \"nhân dân\"", ""},
		{"\"ủy ban nhân dân\"", ""},
		{"\"UBND\"", ""},
		{"tỉnh -UBND", ""},
		{"BÁO CÁO THỨ TƯ", ""},
		{"báo cáo TƯ", "2+1: t'ư, tw, trung ương"},
		{"hà nội", "0+2: hanoi"},
		{"Bà Rịa - Vũng Tàu", "0+4: bariavungtau, brvt; 0+2: baria; 2+2: vungtau"},
		{"ngày 3 U", ""},
		{"U 23", "0+2: u23"},
		{"U23", "0+1: u 23"},
		{"điều 5, tháng 3", ""},
	};
	for (size_t i = 0; i < COUNT(cases); i++) {
		assert_string_equal(expansions_of(cases[i].query, DIACRITICS_AUTO), cases[i].want);
		assert_string_equal(expansions_of(cases[i].query, DIACRITICS_EXACT), "");
	}
}

static void shapes_are_kept_letter_by_letter(void **state)
{
	(void)state;
	assert_true(restore_keeps_shapes(STR("viêt"), STR("việt")));
	assert_true(restore_keeps_shapes(STR("đuong"), STR("đường")));
	assert_true(restore_keeps_shapes(STR("dương"), STR("dường")));
	assert_false(restore_keeps_shapes(STR("đuong"), STR("dương")));
	assert_false(restore_keeps_shapes(STR("tô"), STR("tơ")));
	assert_false(restore_keeps_shapes(STR("tô"), STR("to")));
}

/* The query that answers TEXT at stage STAGE, as Xapian describes it. */
static const char *planned(const char *text, enum sort sort, size_t stage)
{
	struct query q = parsed(text);
	struct query_reading reading;
	struct plan plan;
	struct error err;
	static const struct date_range dates;
	assert_true(expand_query(&q, DIACRITICS_AUTO, NULL, &err));
	assert_true(readings_make(&q, DIACRITICS_AUTO, world.lexicon, &reading, &err));
	struct plan_request request = {.query = &q,
		.forgiving = &reading.forgiving,
		.strict = &reading.strict,
		.likeliest = &reading.likeliest,
		.dates = &dates};
	assert_true(plan_make(&request, sort, &plan, &err));
	buf_reset(&world.out);
	buf_append_c(&world.out, "");
	if (stage < plan.stage_count)
		assert_true(xc_query_describe(plan.stages[stage].query, &world.out, &err));
	plan_free(&plan);
	query_free(&q);
	return world.out.ptr;
}

static void a_query_becomes_stages(void **state)
{
	(void)state;
	static const struct {
		const char *text;
		enum sort sort;
		size_t stage;
		const char *want;
	} cases[] = {
		{"tổ", SORT_RELEVANCE, 0, "Query((tổ AND_MAYBE 1 * Stổ))"},
		{"tổ", SORT_RELEVANCE, 1, ""},
		{"tổ quốc", SORT_RELEVANCE, 0,
			"Query(((tổ PHRASE 2 quốc) AND_MAYBE 1 * (Stổ OR Squốc)))"},
		{"tổ quốc", SORT_RELEVANCE, 1,
			"Query(((tổ AND quốc) AND_MAYBE 1 * (Stổ OR Squốc)))"},
		{"tổ tổ", SORT_RELEVANCE, 1, "Query((tổ AND_MAYBE 1 * Stổ))"},
		{"quoc", SORT_RELEVANCE, 0,
			"Query(((0.125 * Fquoc AND_MAYBE 0.875 * quốc) AND_MAYBE "
			"1 * (0.125 * XSFquoc AND_MAYBE 0.875 * Squốc)))"},
		{"\"tổ quốc\"", SORT_RELEVANCE, 0,
			"Query(((tổ PHRASE 2 quốc) AND_MAYBE 1 * (Stổ OR Squốc)))"},
		{"\"tổ quốc\"", SORT_RELEVANCE, 1, ""},
		{"tổ -\"việt quốc\"", SORT_RELEVANCE, 0,
			"Query(((tổ AND_NOT (việt PHRASE 2 quốc)) AND_MAYBE 1 * Stổ))"},
		{"-tổ", SORT_RELEVANCE, 0, "Query((<alldocuments> AND_NOT tổ))"},
		{"-tổ", SORT_OLDEST, 1,
			"Query(((<alldocuments> AND_NOT tổ) AND_NOT VALUE_GE 1 \\x00))"},
	};
	for (size_t i = 0; i < COUNT(cases); i++)
		assert_string_equal(
			planned(cases[i].text, cases[i].sort, cases[i].stage), cases[i].want);
	/* articles with some of the words, but without those that have all */
	assert_non_null(strstr(planned("tổ quốc", SORT_RELEVANCE, 2), "(tổ OR quốc) AND_NOT ("));
	/* strict words in a row first, then apart, then any spelling, then some of the words */
	assert_non_null(strstr(planned("an tổ", SORT_RELEVANCE, 0), "(an PHRASE 2 tổ)"));
	assert_non_null(strstr(planned("an tổ", SORT_RELEVANCE, 1), "(an AND tổ)"));
	assert_non_null(strstr(planned("an tổ", SORT_RELEVANCE, 2), "* Fan AND_MAYBE"));
	assert_non_null(strstr(planned("an tổ", SORT_RELEVANCE, 3), "(an OR tổ)"));
	/* without marks: the likely spellings in a row */
	assert_non_null(strstr(planned("to quoc", SORT_RELEVANCE, 0), "tổ PHRASE 2 quốc"));
	/* what is excluded is no part of it; what is quoted is a row already */
	assert_non_null(strstr(planned("tổ quốc -an", SORT_RELEVANCE, 0), "tổ PHRASE 2 quốc"));
	assert_null(strstr(planned("\"tổ quốc\" an", SORT_RELEVANCE, 0), "PHRASE 3"));
	/* another way to write a part makes a row as well, what a province became does not */
	assert_non_null(strstr(planned("UBND tổ", SORT_RELEVANCE, 0),
		"OR (ủy PHRASE 5 ban PHRASE 5 nhân PHRASE 5 dân PHRASE 5 tổ)) AND_MAYBE"));
	assert_non_null(strstr(planned("tỉnh Bình Dương", SORT_RELEVANCE, 0),
		"Query((((tỉnh PHRASE 3 bình PHRASE 3 dương) OR (tỉnh PHRASE 2 binhduong)) "
		"AND_MAYBE"));
	/* a phrase without marks: the spellings that the archive knows */
	assert_non_null(strstr(planned("\"to quoc\"", SORT_RELEVANCE, 0), "(tổ OR to) PHRASE 2"));
}

static void dates_become_limits(void **state)
{
	(void)state;
	static const struct {
		const char *text, *from, *to; /* NULL: refused */
	} cases[] = {
		{"2018", "20180101", "20181231"},
		{"năm 2018", "20180101", "20181231"},
		{"2018-03", "20180301", "20180331"},
		{"2/2018", "20180201", "20180228"},
		{"tháng 2/2016", "20160201", "20160229"},
		{"tháng 3 năm 2018", "20180301", "20180331"},
		{"tháng 3 2018", "20180301", "20180331"},
		{"quý 1/2018", "20180101", "20180331"},
		{"quý IV năm 2018", "20181001", "20181231"},
		{"2018-03-27", "20180327", "20180327"},
		{"2018-03-27T10:00:00.000Z", "20180327", "20180327"},
		{"20180327", "20180327", "20180327"},
		{" 27/3/2018 ", "20180327", "20180327"},
		{"5/3/18", "20180305", "20180305"},
		{"27 tháng 3 2018", "20180327", "20180327"},
		{"ngày 27 tháng 3 năm 2018", "20180327", "20180327"},
		{"1/1/2018..31/3/2018", NULL, NULL},
		{"1/1/2018-31/3/2018", NULL, NULL},
		{"1/1/2018 đến 31/3/2018", NULL, NULL},
		{"15/3/2018 xyz 99", NULL, NULL},
		{"15/3", NULL, NULL},
		{"15/3/2018 2019", NULL, NULL},
		{"tháng 3", NULL, NULL},
		{"tháng 3-5/2018", NULL, NULL},
		{"quý 5/2018", NULL, NULL},
		{"29 tháng 2 2018", NULL, NULL},
		{"10/3/2018 âm lịch", NULL, NULL},
		{"2018-03-27T", NULL, NULL},
		{"31/2/2018", NULL, NULL},
		{"hôm nào", NULL, NULL},
		{"", NULL, NULL},
	};
	for (size_t i = 0; i < COUNT(cases); i++) {
		char limit[9];
		assert_int_equal(
			dates_read(str_from_c(cases[i].text), false, limit), cases[i].from != NULL);
		if (!cases[i].from)
			continue;
		assert_string_equal(limit, cases[i].from);
		assert_true(dates_read(str_from_c(cases[i].text), true, limit));
		assert_string_equal(limit, cases[i].to);
	}
}

static void command_lines_are_understood(void **state)
{
	(void)state;
	static const struct {
		const char *arguments; /* a bar between two */
		const char *query;     /* NULL: refused */
		const char *message;
	} cases[] = {
		{"hà|nội", "hà nội", NULL},
		{"hà|-bão|--limit|3", "hà -bão", NULL},
		{"--archive|-x|hà", "hà", NULL},
		{"--|-bão|--limit", "-bão --limit", NULL},
		{"--nope|x", NULL, "option “--nope” makes no sense here"},
		{"x|--limit", NULL, "--limit needs a value: --limit=N"},
		{"--limit=0|x", NULL, "--limit: “0” is not a number from 1 to 1000"},
		{"--from=2019|--to=2018|x", NULL, "--from is after --to"},
		{"--sort=up|x", NULL, "--sort: there is no choice “up”"},
		{"--limit=3", NULL, "no words to search for"},
		{"--show=a|--batch=b", NULL, "one at a time"},
	};
	for (size_t i = 0; i < COUNT(cases); i++) {
		char line[64];
		char *argv[8] = {line};
		int argc = 1;
		snprintf(line, sizeof line, "tracuu|%s", cases[i].arguments);
		for (char *bar = strchr(line, '|'); bar; bar = strchr(bar, '|')) {
			*bar++ = '\0';
			argv[argc++] = bar;
		}
		struct options o;
		struct error err = {0};
		bool ok = options_read(argc, argv, &o, &err);
		assert_int_equal(ok, cases[i].query != NULL);
		if (ok)
			assert_string_equal(o.words.ptr, cases[i].query);
		else
			assert_non_null(strstr(err.message, cases[i].message));
		options_free(&o);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(queries_are_read_as_meant),
		cmocka_unit_test(what_cannot_be_read_is_refused_with_its_place),
		cmocka_unit_test(a_query_has_limits),
		cmocka_unit_test(an_open_quote_is_told),
		cmocka_unit_test(quotes_of_a_paragraph_bind_nothing),
		cmocka_unit_test(typed_marks_bind_missing_marks_forgive),
		cmocka_unit_test(what_else_is_looked_for),
		cmocka_unit_test(shapes_are_kept_letter_by_letter),
		cmocka_unit_test(a_query_becomes_stages),
		cmocka_unit_test(dates_become_limits),
		cmocka_unit_test(command_lines_are_understood),
	};
	return cmocka_run_group_tests_name("query", tests, make_world, end_world);
}
