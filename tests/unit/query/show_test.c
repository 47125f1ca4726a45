/* query: snippets, wrapping, answers. */
#include "archive/record.h"
#include "query/answer/session.h"
#include "query/answer/snippet.h"
#include "query/expansion/expand.h"
#include "query/json/print_json.h"
#include "query/reading/chars.h"
#include "query/terminal/print.h"
#include "query/terminal/terminal.h"
#include "text/encoding/decode.h"
#include "unit/query_fixture.h"

/* "an ninh [Tổ quốc] …" */
static void show_pieces(const struct pieces *p, struct buf *out)
{
	for (size_t i = 0; i < p->count; i++) {
		if (p->items[i].hit)
			buf_push(out, '[');
		buf_append(out, p->items[i].text);
		if (p->items[i].hit)
			buf_push(out, ']');
	}
}

/* The snippets of an article with the paragraphs TEXTS, " | " between them. */
static const char *cut(const char *query, const char *const *texts, size_t count)
{
	struct query q = parsed(query);
	struct query_reading reading;
	struct error err;
	assert_true(readings_make(&q, DIACRITICS_AUTO, world.lexicon, &reading, &err));
	assert_true(expand_query(&q, DIACRITICS_AUTO, NULL, &err));
	struct record_block blocks[8];
	for (size_t i = 0; i < count; i++)
		blocks[i] = (struct record_block){
			ZONE_BODY, str_from_c(texts[i]), (uint32_t)i + 1, false};
	struct record record = {.blocks = blocks, .block_count = count};
	struct snippet_maker maker = {
		.marker = marker_new(&q, &reading.forgiving), .tokenizer = world.tokenizer};
	struct arena memory = ARENA_INIT;
	struct pieces snippets[SNIPPET_MAX];
	size_t found;
	assert_non_null(maker.marker);
	assert_true(snippet_cut(&maker, &record, SNIPPET_MAX, &memory, snippets, &found));
	buf_reset(&world.out);
	buf_append_c(&world.out, "");
	for (size_t i = 0; i < found; i++) {
		buf_append_c(&world.out, i > 0 ? " | " : "");
		if (count > 1) /* a page has one paragraph */
			buf_printf(&world.out, "%u: ", snippets[i].page);
		show_pieces(&snippets[i], &world.out);
	}
	arena_free(&memory);
	snippet_maker_free(&maker);
	query_free(&q);
	return world.out.ptr;
}

static void hits_are_marked_whatever_matched(void **state)
{
	(void)state;
	static const struct {
		const char *query, *text, *want;
	} cases[] = {
		{"tổ quốc", "bảo vệ an ninh Tổ  quốc.", "bảo vệ an ninh [Tổ quốc]."},
		{"tổ quốc", "To\u0302\u0309 quốc", "[To\u0302\u0309 quốc]"},
		{"to quoc", "Tổ quốc và tố quốc", "[Tổ quốc] và [tố quốc]"},
		{"tổ", "tố tổ to", "tố [tổ] to"},
		{"hòa", "hoà HÒA hoa", "[hoà HÒA] hoa"},
		{"viêt", "việt viết viết tắt viet", "[việt viết viết] tắt viet"},
		{"tổ, quốc", "tổ, quốc", "[tổ], [quốc]"},
		{"\"tổ quốc\"", "tổ của quốc; Tổ quốc", "tổ của quốc; [Tổ quốc]"},
		{"\"tổ tổ quốc\"", "tổ tổ tổ quốc", "tổ [tổ tổ quốc]"},
		{"\"to quoc\"", "tổ quốc to", "[tổ quốc] to"},
		{"lũ -tổ", "tổ lũ", "tổ [lũ]"},
		{"tphcm", "tại TP.HCM, ở TPHCM", "tại [TP.HCM], ở [TPHCM]"},
		{"27/3", "ngày 27 tháng 3 năm 2018", "ngày [27 tháng 3 năm 2018]"},
		{"xyz", "Không có gì ở đây.", "Không có gì ở đây."},
		/* other ways to write it */
		{"UBND", "Ủy ban nhân dân tỉnh, ủy ban", "[Ủy ban nhân dân] tỉnh, ủy ban"},
		{"uỷ ban nhân dân", "UBND tỉnh của nhân dân", "[UBND] tỉnh của [nhân dân]"},
		{"đồng chí", "Đ/C Bình", "[Đ/C] Bình"},
		{"TP.HCM", "thành phố Hồ Chí Minh", "[thành phố Hồ Chí Minh]"},
		{"Madrid", "ở Ma-đrít, Madrit", "ở [Ma-đrít], [Madrit]"},
		{"\"UBND\"", "UBND hay ủy ban nhân dân", "[UBND] hay ủy ban nhân dân"},
		{"tỉnh -UBND", "tỉnh, ủy ban nhân dân", "[tỉnh], ủy ban nhân dân"},
		{"bê tông", "cầu bêtông", "cầu [bêtông]"},
		{"lũ", "“Lũ” (lũ)", "“[Lũ]” ([lũ])"},
		/* what is asked for in places: only what qualifies */
		{"=Mai", "Mai đi mai", "[Mai] đi mai"},
		{"=\"Hòa Bình\"", "hòa bình, Hòa\u0300 Bình, Hòa Bình",
			"hòa bình, Hòa\u0300 Bình, [Hòa Bình]"},
		{"lũ GẦN/2 bão", "lũ lên to, bão; bão lũ", "lũ lên to, [bão]; [bão lũ]"},
		{"lũ /s bão", "Lũ lên. Bão về, lũ to.", "Lũ lên. [Bão] về, [lũ] to."},
		{"lũ GẦN/2 bão GẦN/2 hạn", "lũ và bão xa quá, hạn và bão rồi lũ",
			"lũ và bão xa quá, [hạn] và [bão] rồi [lũ]"},
		{"(lũ OR mưa) GẦN/1 bão", "mưa bão, và lũ to", "[mưa bão], và lũ to"},
		{"lũ (lũ GẦN/1 bão)", "lũ bão, lũ", "[lũ bão], [lũ]"},
		{"\"lũ * to\"", "lũ rất to, lũ to", "[lũ] rất [to], lũ to"},
		{"UBND GẦN/1 tỉnh", "ủy ban nhân dân tỉnh và UBND xã",
			"[ủy ban nhân dân tỉnh] và UBND xã"},
		{"tiêu đề:lũ OR bão", "lũ bão", "lũ [bão]"},
		{"tiêu đề:(ủy ban nhân dân) OR bão", "UBND bão", "UBND [bão]"},
		{"lũ NOT (bão lớn)", "lũ lớn, lũ", "[lũ] lớn, [lũ]"},
		{"lũ NOT (bão /s lũ)", "lũ", "[lũ]"},
	};
	for (size_t i = 0; i < COUNT(cases); i++)
		assert_string_equal(cut(cases[i].query, &cases[i].text, 1), cases[i].want);
}

#define TEN "một hai ba bốn năm sáu bảy tám chín mười "

static void snippets_are_cut_at_words(void **state)
{
	(void)state;
	const char *middle = TEN TEN TEN "tổ quốc " TEN TEN TEN;
	assert_string_equal(cut("tổ quốc", &middle, 1),
		"… hai ba bốn năm sáu bảy tám chín mười [tổ quốc] " TEN
		"một hai ba bốn năm sáu bảy tám chín …");
	const char *sentence = TEN TEN "Xong. Nay an ninh tổ quốc " TEN TEN TEN;
	assert_string_equal(cut("tổ quốc", &sentence, 1),
		"… Nay an ninh [tổ quốc] " TEN TEN "một hai ba bốn năm …");
	const char *end = TEN TEN TEN TEN "ở “tổ quốc”.";
	assert_string_equal(cut("tổ quốc", &end, 1),
		"… bốn năm sáu bảy tám chín mười " TEN TEN "ở “[tổ quốc]”.");
	/* the passage with the most words of the query; then what it lacks */
	const char *apart[] = {"quốc ở đây", "an ninh tổ ở kia", "chỉ an ninh"};
	assert_string_equal(
		cut("an ninh tổ quốc", apart, 3), "2: [an ninh tổ] ở kia | 1: [quốc] ở đây");
	const char *together[] = {"tổ rồi quốc", "tổ quốc"};
	assert_string_equal(cut("tổ quốc", together, 2), "2: [tổ quốc]");
}

/* Whole sentences where they fit; where they don't, one end of it. */
static void snippets_end_at_sentences(void **state)
{
	(void)state;
	static const struct {
		const char *text, *want;
	} cases[] = {
		/* so many as fit, what follows first */
		{TEN TEN "Xong. Nay an ninh tổ quốc " TEN "hết. Sau đó " TEN TEN "thôi.",
			"… Nay an ninh [tổ quốc] " TEN "hết. …"},
		{"Xưa " TEN TEN TEN "thôi. Nay an ninh tổ quốc vững vàng " TEN "xong. Rồi " TEN
		 "xong.",
			"… Nay an ninh [tổ quốc] vững vàng " TEN "xong. Rồi " TEN "xong."},
		{"Xưa " TEN "thôi. Nay an ninh tổ quốc vững vàng. Rồi " TEN TEN TEN "xong.",
			"Xưa " TEN "thôi. Nay an ninh [tổ quốc] vững vàng. …"},
		/* the end, where the beginning is far */
		{TEN TEN TEN TEN "vì tổ quốc vững vàng. Rồi " TEN "xong.",
			"… sáu bảy tám chín mười " TEN TEN "vì [tổ quốc] vững vàng. …"},
		/* what ends no sentence */
		{TEN TEN TEN "Xong. Nay 1.500 người TP. Huế ngày 27.3.2018 vì tổ quốc vững vàng "
			     "mãi. Sau đó " TEN TEN "xong.",
			"… Nay 1.500 người TP. Huế ngày 27.3.2018 vì [tổ quốc] vững vàng mãi. …"},
		/* alone it says too little */
		{TEN TEN TEN TEN "xong. Vì tổ quốc. Rồi " TEN TEN TEN TEN "xong.",
			"… Vì [tổ quốc]. Rồi " TEN TEN "một hai ba bốn năm sáu …"},
	};
	for (size_t i = 0; i < COUNT(cases); i++)
		assert_string_equal(cut("tổ quốc", &cases[i].text, 1), cases[i].want);
}

static void a_snippet_is_never_long(void **state)
{
	(void)state;
	struct buf text = BUF_INIT;
	for (size_t i = 0; i < 100000; i++)
		buf_append_c(&text, "ổ");
	assert_true(strlen(cut("xyz", (const char *const *)&text.ptr, 1)) < 300);
	buf_append_c(&text, " tổ");
	assert_true(strlen(cut("tổ", (const char *const *)&text.ptr, 1)) < 300);
	assert_int_equal(utf8_valid_prefix(buf_str(&world.out)), world.out.len);
	buf_free(&text);
}

static void lines_break_at_spaces(void **state)
{
	(void)state;
	static const struct {
		const char *text;
		struct wrap wrap;
		const char *want;
	} cases[] = {
		{"một hai ba bốn", {.width = 8, .indent = 2}, "một hai\n  ba bốn"},
		{"mo\u0323\u0302t hai ba", {.width = 7}, "mo\u0323\u0302t hai\nba"},
		{"越南越南 越南", {.width = 9}, "越南越南\n越南"},
		{"dài-không-cắt được", {.width = 5}, "dài-không-cắt\nđược"},
		{"a\x1b[31mb\x9b", {.width = 40}, "a\uFFFD[31mb\uFFFD"},
		{"a\u202eb\u2066c\u200bd", {.width = 40}, "a\uFFFDb\uFFFDcd"},
		{"a\u00a0 \n b", {.width = 40}, "a b"},
		{"", {.width = 40}, ""},
	};
	for (size_t i = 0; i < COUNT(cases); i++) {
		buf_reset(&world.out);
		buf_append_c(&world.out, "");
		terminal_wrap(&world.out, str_from_c(cases[i].text), &cases[i].wrap);
		assert_string_equal(world.out.ptr, cases[i].want);
	}
}

static void an_answer_has_its_shape_in_json(void **state)
{
	(void)state;
	struct piece pieces[] = {{STR("an ninh "), false}, {STR("Tổ \"quốc\"\xff"), true}};
	struct str missing[] = {STR("xyz")};
	struct hit hit = {.rank = 11,
		.score = 12.34567,
		.stage = "all",
		.id = STR("a/b.txt"),
		.path = STR("/a/b.txt"),
		.title = {pieces, 2, 0},
		.snippets = {{pieces, 1, 3}},
		.snippet_count = 1,
		.date = STR("2018-03"),
		.missing = missing,
		.missing_count = 1};
	struct answer a = {.archive = "0123456789abcdef0123456789abcdef",
		.generation = "000042",
		.took_ms = 3.14159,
		.text = STR("to quoc"),
		.read_as = STR("to quoc"),
		.total = {128, false},
		.full = {2, true},
		.hits = &hit,
		.hit_count = 1,
		.articles = 5,
		.warnings = {{.code = WARNING_SOME_WORDS, .message = STR("Some.")}},
		.warning_count = 1};
	struct str id = STR("q1");
	buf_reset(&world.out);
	print_json_answer(&world.out, &a, &(struct json_frame){.query_id = &id});
	assert_string_equal(world.out.ptr,
		"{\"format\":1,\"query_id\":\"q1\",\"archive\":"
		"\"0123456789abcdef0123456789abcdef\",\"generation\":\"000042\",\"articles\":5,"
		"\"took_ms\":3.142,"
		"\"query\":{\"text\":\"to quoc\",\"read_as\":\"to quoc\",\"explain\":null},"
		"\"total\":{\"value\":128,\"relation\":\"gte\",\"full\":2,\"full_relation\":\"eq\"}"
		","
		"\"hits\":[{\"rank\":11,"
		"\"id\":\"a/b.txt\",\"score\":12.346,\"stage\":\"all\",\"title\":[{\"text\":\"an "
		"ninh \"},"
		"{\"text\":\"Tổ \\\"quốc\\\"\uFFFD\",\"hit\":true}],"
		"\"snippets\":[[{\"text\":\"an ninh \"}]],\"pages\":[3],\"date\":\"2018-03\","
		"\"date_precision\":\"month\",\"date_source\":null,\"date_confidence\":null,"
		"\"author\":null,\"authors\":[],\"place\":null,\"issuer\":null,"
		"\"number\":null,\"kind\":null,\"source\":null,\"url\":null,"
		"\"image\":null,\"path\":\"/a/"
		"b.txt\",\"original\":null,\"missing\":[\"xyz\"]}],\"facets\":{},"
		"\"suggestions\":[],\"warnings\":[{\"code\":\"some_words\","
		"\"message\":\"Some.\"}]}\n");
	struct error err = {ERROR_INPUT, "bad\x1b"};
	buf_reset(&world.out);
	print_json_error(&world.out, &(struct json_failure){.err = &err, .at = 7, .option = "q"},
		&(struct json_frame){0});
	assert_string_equal(world.out.ptr,
		"{\"format\":1,\"error\":{\"code\":\"input\",\"fault\":\"query\","
		"\"retryable\":false,\"message\":\"bad\\u001B\",\"at\":7,\"option\":\"q\"}}\n");
}

static void an_empty_page_says_why(void **state)
{
	(void)state;
	static const char reached[] = "Chưa kịp tìm tới bài nào của trang này.";
	static const char behind[] = "Trang này vượt quá kết quả cuối; hãy giảm --offset.";
	static const char fewer[] = "Hãy bớt từ, hoặc nới khoảng ngày nếu có.";
	static const struct {
		enum budget_end partial;
		uint64_t total;
		const char *said, *page;
	} rows[] = {
		{BUDGET_TIME, 36684, reached, "\"next\":null,\"previous\":5,\"last\":null"},
		{BUDGET_WORK, 36684, reached, "\"next\":null,\"previous\":5,\"last\":null"},
		{BUDGET_TIME, 0, reached, "\"next\":null,\"previous\":5,\"last\":null"},
		{BUDGET_LASTS, 7, behind, "\"next\":null,\"previous\":5,\"last\":5"},
		{BUDGET_LASTS, 0, fewer, "\"next\":null,\"previous\":5,\"last\":null"},
	};
	const struct search_settings settings = {.limit = 5, .offset = 10};
	const struct text_look look = {.columns = 80};
	lang_set_vietnamese(true);
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		bool exact = rows[i].partial == BUDGET_LASTS;
		struct answer a = {.text = STR("hà nội"),
			.archive = "",
			.generation = "",
			.read_as = STR("hà nội"),
			.partial = rows[i].partial,
			.total = {rows[i].total, exact},
			.full = {rows[i].total, exact}};
		buf_reset(&world.out);
		print_text_answer(&world.out, &a, settings.limit, &look);
		assert_non_null(strstr(world.out.ptr, rows[i].said));
		buf_reset(&world.out);
		print_json_answer(&world.out, &a, &(struct json_frame){.settings = &settings});
		assert_non_null(strstr(world.out.ptr, rows[i].page));
	}
	lang_set_vietnamese(false);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(hits_are_marked_whatever_matched),
		cmocka_unit_test(snippets_are_cut_at_words),
		cmocka_unit_test(snippets_end_at_sentences),
		cmocka_unit_test(a_snippet_is_never_long),
		cmocka_unit_test(lines_break_at_spaces),
		cmocka_unit_test(an_answer_has_its_shape_in_json),
		cmocka_unit_test(an_empty_page_says_why),
	};
	return cmocka_run_group_tests_name("query_show", tests, make_world, end_world);
}
