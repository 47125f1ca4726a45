/* article/readers: JSON, as others write it. */
#include "unit/article/readers/reading.h"

#define NO_OBJECT "this is no JSON object; every article must look like {\"title\": …}"

static void lines_become_articles(void **state)
{
	static const struct {
		const char *text, *want;
	} cases[] = {
		{"{\"id\":\"a\",\"title\":\"T\",\"date\":\"2018-03-27T10:00:00+07:00\","
		 "\"source\":\"S\",\"author\":\"A Thuyên, Y Blơng\",\"place\":\"Huế\","
		 "\"lead\":\"L\",\"body\":\"B1\\n\\nB2\\nB3\",\"captions\":[\"C1\",\"C2\"],"
		 "\"url\":\"u\",\"topic\":{\"id\":\"x\"},\"n\":[{\"title\":\"y\"}]}",
			"a (given) | T (given) | 2018-03-27 (given) | Huế (given) | S (given) | "
			"A Thuyên; Y Blơng | TLBBBCCY"},
		{"{\"id\":7,\"title\":\"T\",\"author\":[\"A\",\"B\"],\"captions\":\"C\",\"date\":"
		 "2018}",
			"7 (given) | T (given) | 2018 (given) |  |  | A; B | TCYY"},
		{"{\"id\":\"a\",\"body\":\"Tiêu đề\\n\\nHà Nội, 5/9/2016 – Tin.\\n\\nBùi Toàn – Ly "
		 "Ly\"}",
			"a (given) | Tiêu đề (text) | 2016-09-05 (text) | Hà Nội (text) |  | "
			"Bùi Toàn; Ly Ly | TBY"},
		{"{\"id\":\"a\",\"title\":\"T\",\"date\":\"hôm qua\",\"lead\":\"Ngày 6/2, tin.\"}",
			"a (given) | T (given) |  |  |  |  | TL"},
		{"{\"id\":\"a\",\"title\":\"x\",\"title\":\"T\",\"lead\":null}\n\n \r\n",
			"a (given) | T (given) | 2017 (path) |  |  |  | T"},
		{"\xEF\xBB\xBF{\"id\":\"a\",\"title\":\"Phong trào toàn dân \xFF bảo vệ Tổ quốc\"}",
			"a (given) | Phong trào toàn dân \uFFFD bảo vệ Tổ quốc (given) | 2017 "
			"(path) |  |  |  | T"},
		{"{\"id\":\"a\",\"title\":\"\\udc00! \\u1ea3\"}",
			"a (given) | \uFFFD! \u1ea3 (given) | 2017 (path) |  |  |  | "
			"T"},
		/* no id, or an odd one: the line is an article all the same */
		{"{\"title\":\"T\"}", " | T (given) | 2017 (path) |  |  |  | T"},
		{"{\"id\":\" \",\"title\":\"T\"}", " | T (given) | 2017 (path) |  |  |  | T"},
		{"{\"id\":\"a\\n\",\"title\":\"T\"}",
			"a\n (given) | T (given) | 2017 (path) |  |  |  | T"},
		/* others are lenient, and we with them */
		{"{\"id\":\"ạ\",\"title\":\"T\",\"n\":NaN,\"l\":[1,],}",
			"ạ (given) | T (given) | 2017 (path) |  |  |  | T"},
		{"{\"id\":\"a\",\"title\":\"T\tU\",\"lead\":\"L\nM\"}",
			"a (given) | T U (given) | 2017 (path) |  |  |  | TL"},
		/* in arrays, over several lines, in an object around them */
		{"[{\"id\":1,\"title\":\"T\"},{\"id\":2,\"title\":\"U\"}]",
			"1 (given) | T (given) | 2017 (path) |  |  |  | T\n"
			"2 (given) | U (given) | 2017 (path) |  |  |  | T"},
		{"{\n \"id\": 1,\n \"title\": \"T\"\n}\n{\n \"id\": 2,\n \"title\": "
		 "\"U\"\n}\n",
			"1 (given) | T (given) | 2017 (path) |  |  |  | T\n"
			"2 (given) | U (given) | 2017 (path) |  |  |  | T"},
		{"{\"page\":{\"n\":1},\"data\":[{\"id\":1,\"title\":\"T\"},{\"id\":2,"
		 "\"title\":\"U\"}],\"total\":{\"title\":\"V\"}}\n",
			"1 (given) | T (given) | 2017 (path) |  |  |  | T\n"
			"2 (given) | U (given) | 2017 (path) |  |  |  | T"},
		/* what can't be read costs only itself */
		{"{\"id\":\"a\"\n{\"id\":\"b\",\"title\":\"T\"}",
			"! line 1: the JSON object is cut short\n"
			"b (given) | T (given) | 2017 (path) |  |  |  | T"},
		{"{\"id\":\"a\",\"title\":\"T\n{\"id\":\"b\",\"title\":\"T\"}",
			"! line 1: the JSON object is cut short\n"
			"b (given) | T (given) | 2017 (path) |  |  |  | T"},
		{"[{\"id\":\"a\",\"title\":\"T},{\"id\":\"b\",\"title\":\"T\"}]",
			"! line 1: the JSON object is cut short\n"
			"b (given) | T (given) | 2017 (path) |  |  |  | T"},
		{"[{\"id\":\"a\",\"title\":\"T\"},{\"id\":\"b\",\"tit",
			"a (given) | T (given) | 2017 (path) |  |  |  | T\n"
			"! line 1: the JSON object is cut short"},
		{"{\"id\":\"ạ\",title}", "! line 1: near line 1, column 11: broken JSON (quoted "
					 "object property name "
					 "expected)"},
		{"{\"id\":\"a\",\"title\":\" \"}",
			"! line 1: empty: there is no title, lead or body; where they have other "
			"names, tell them by --map"},
		{"[1]", "! line 1: " NO_OBJECT},
		{"null", "! line 1: " NO_OBJECT},
		{"\n\nx", "! line 3: " NO_OBJECT},
		{"", ""},
	};
	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++)
		check(str_from_c(cases[i].text), JSON, "2017.jsonl", cases[i].want);
}

static void hostile_lines_are_skipped(void **state)
{
	static const char next[] = "\n{\"id\":\"b\",\"title\":\"T\"}\n";
	enum { HUGE_LINE = 100000000 };
	(void)state;
	struct buf text = BUF_INIT, want = BUF_INIT;
	buf_append(&text, STR("{\"id\":\"a\",\"title\":\"\0\"}"));
	buf_append_c(&text, next);
	check(buf_str(&text), JSON, "x.jsonl",
		"! line 1: near line 1, column 20: broken JSON (a NUL byte)\n"
		"b (given) | T (given) |  |  |  |  | T");
	buf_reset(&text);
	assert_true(buf_reserve(&text, HUGE_LINE));
	memset(text.ptr, 'x', HUGE_LINE);
	text.len = HUGE_LINE;
	buf_append_c(&text, next);
	check(buf_str(&text), JSON, "x.jsonl",
		"! line 1: " NO_OBJECT "\n"
		"b (given) | T (given) |  |  |  |  | T");
	buf_reset(&text);
	buf_append_c(&text, "{\"id\":\"a\",\"n\":");
	for (int i = 0; i < 100; i++)
		buf_push(&text, '[');
	for (int i = 0; i < 100; i++)
		buf_push(&text, ']');
	buf_push(&text, '}');
	check(buf_str(&text), JSON, "x.jsonl",
		"! line 1: the JSON is nested more than 64 levels deep");
	buf_reset(&text);
	buf_append_c(&text, "{\"id\":\"");
	for (int i = 0; i <= ARTICLE_MAX_ID; i++)
		buf_push(&text, 'x');
	buf_append_c(&text, "\",\"title\":\"T\"}");
	buf_printf(&want, "! line 1: the id has %d bytes; at most %d are allowed",
		ARTICLE_MAX_ID + 1, ARTICLE_MAX_ID);
	check(buf_str(&text), JSON, "x.jsonl", want.ptr);
	buf_free(&want);
	buf_free(&text);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(lines_become_articles),
		cmocka_unit_test(hostile_lines_are_skipped),
	};
	return cmocka_run_group_tests_name("json", tests, NULL, NULL);
}
