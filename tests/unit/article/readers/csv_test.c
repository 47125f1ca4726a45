/* article/readers: tables of comma- and tab-separated values. */
#include "unit/article/readers/reading.h"

static const struct article_format CSV = {ARTICLE_CSV, PACKING_NONE};
static const struct article_format TSV = {ARTICLE_TSV, PACKING_NONE};

#define LOST "its quotes don't fit, or it has other cells than the header"

static void rows_become_articles(void **state)
{
	static const struct {
		const char *text, *want;
	} cases[] = {
		{"title,body\nT,B\n", " | T (given) |  |  |  |  | TB"},
		{"id;tiêu đề;nội dung\r\n7;T;\"B; \"\"C\"\"\r\nD\"\r\n",
			"7 (given) | T (given) |  |  |  |  | TBB"},
		{"title|body\rT|B\r", " | T (given) |  |  |  |  | TB"},
		{"sep=;\ntitle;body\nT,U;B", " | T,U (given) |  |  |  |  | TB"},
		{"\xEF\xBB\xBFtitle,body\n\nT,B", " | T (given) |  |  |  |  | TB"},
		/* pandas: an index, nan, lists */
		{",title,author,date\n0,T,\"['A B', 'C D']\",2018-03-27\n1,U,nan,nan\n",
			" | T (given) | 2018-03-27 (given) |  |  | A B; C D | TYY\n"
			" | U (given) |  |  |  |  | T"},
		/* a quote that is not closed costs its line */
		{"title,body\nT,\"B\nU,B\nV,\"B\"\n", "! line 2: " LOST "\n"
						      " | U (given) |  |  |  |  | TB\n"
						      " | V (given) |  |  |  |  | TB"},
		{"title,body\nT,\"B\nU,B\n", "! line 2: " LOST "\n | U (given) |  |  |  |  | TB"},
		{"title,body\nT,a \"b\" c\n", " | T (given) |  |  |  |  | TB"},
		{"title,body\nT,B,C\nU,B,\n", "! line 2: " LOST "\n | U (given) |  |  |  |  | TB"},
		{"title,body\n,\n",
			"! line 2: empty: there is no title, lead or body; where they have other "
			"names, tell them by --map"},
		{"x,y\nT,B\n", "!! a table without a column that is a title, lead or body"},
		{"", ""},
	};
	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++)
		check(str_from_c(cases[i].text), CSV, "a.csv", cases[i].want);
	check(STR("title\tbody\nT, U\tB\n"), TSV, "a.tsv", " | T, U (given) |  |  |  |  | TB");
}

/* Looking again at what a lost quote swallowed takes no more than linear time. */
static void quotes_that_never_close_cost_little(void **state)
{
	enum { ROWS = 400000 };
	struct buf text = BUF_INIT;
	struct error err;
	struct article a;
	struct article_problem *problem = malloc(sizeof *problem);
	(void)state;
	buf_append_c(&text, "title,body\n");
	for (int i = 0; i < ROWS; i++)
		buf_append_c(&text, "x,\"y\n");
	int fd = file_of(buf_str(&text));
	struct article_file file = {
		.fd = fd, .format = CSV, .path = "a.csv", .encoding = ENCODING_DETECT};
	struct article_reader *r = article_reader_open(&file, &err);
	enum article_step step;
	do {
		step = article_reader_next(r, &a, problem);
		assert_int_not_equal(step, ARTICLE_READ);
	} while (step == ARTICLE_SKIPPED);
	assert_int_equal(step, ARTICLE_END);
	article_reader_close(r);
	close(fd);
	free(problem);
	buf_free(&text);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(rows_become_articles),
		cmocka_unit_test(quotes_that_never_close_cost_little),
	};
	return cmocka_run_group_tests_name("csv", tests, NULL, NULL);
}
