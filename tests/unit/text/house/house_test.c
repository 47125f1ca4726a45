/* The newsroom's own dictionary: what a line says, and what the words of a query are in it. */
#include "text/house/lookup.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

static const char file[] = "\xEF\xBB\xBF# một bàn biên tập\n"
			   "BBĐ = Ban Bạn đọc\r\n"
			   "\n"
			   "Ka Long = Bắc Luân=cầu Bắc Luân\n"
			   "CA = Công an\n"
			   "tỉnh Hà Tây = Hà Nội 2\n";

/* Looks the words of TEXT up; what is found as "covered:other,other …". */
static void look_up(const struct house *h, const char *text, char *out, size_t size)
{
	struct variant_word words[VARIANT_MAX_WORDS];
	char spelling[VARIANT_MAX_WORDS][2][64];
	struct tokenizer *t = tokenizer_new_small();
	struct token token;
	size_t count = 0;
	tokenizer_start(t, str_from_c(text));
	while (count < VARIANT_MAX_WORDS && tokenizer_next(t, &token)) {
		snprintf(spelling[count][0], 64, "%.*s", STR_ARG(token.exact));
		snprintf(spelling[count][1], 64, "%.*s", STR_ARG(token.folded));
		words[count] = (struct variant_word){.exact = str_from_c(spelling[count][0]),
			.folded = str_from_c(spelling[count][1]),
			.kind = token.kind,
			.flags = token.flags};
		count++;
	}
	struct house_search search = {0};
	struct variant_match m;
	size_t len = 0;
	out[0] = '\0';
	while (house_next(h, &search, words, count, &m)) {
		len += (size_t)snprintf(out + len, size - len, "%zu:", m.covered);
		for (size_t i = 0; i < m.other_count; i++)
			len += (size_t)snprintf(out + len, size - len, "%s%.*s", i > 0 ? "," : "",
				(int)m.others[i].len, m.others[i].text);
		len += (size_t)snprintf(out + len, size - len, ";");
	}
	tokenizer_free(t);
}

static void finds_forms(void **state)
{
	static const struct {
		const char *text, *found;
	} rows[] = {
		{"BBĐ", "1:ban bạn đọc;"},
		{"bbđ", "1:ban bạn đọc;"},
		{"ban bạn đọc trả lời", "3:bbđ;"},
		{"ban ban doc", "3:bbđ;"},
		{"bàn bạn đọc", ""},
		{"ka long", "2:bắc luân,cầu bắc luân;"},
		{"cầu Bắc Luân", "3:ka long,bắc luân;"},
		{"Bắc Luân", "2:ka long,cầu bắc luân;"},
		{"CA", "1:công an;"},
		{"ca", ""},
		{"công an", ""},
		{"hà nội 2", "3:tỉnh hà tây;"},
		{"không có", ""},
		{"", ""},
	};
	struct house *h = house_new();
	struct error err;
	char found[512];
	(void)state;
	assert_true(house_parse(h, str_from_c(file), "nhà", &err));
	assert_int_equal(house_group_count(h), 4);
	assert_int_equal(house_problem_count(h), 0);
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		look_up(h, rows[i].text, found, sizeof found);
		assert_string_equal(found, rows[i].found);
	}
	house_free(h);
}

static void tells_what_is_wrong(void **state)
{
	static const struct {
		const char *text, *problem;
		size_t groups;
	} rows[] = {
		{"một mình\nA1 = B2\n", "nhà:1: ", 1},
		{"A1 = B2\n\nx =\n", "nhà:3: ", 1},
		{"a b c d e f g h i = X1\nA1 = B2", "nhà:1: ", 1},
		{"a=b=c=d=e=f=g=h=i=k=l=m\nA1 = B2", "nhà:1: ", 1},
		{"\xFF\xFE = \x01\nA1 = B2", "nhà:1: ", 1},
	};
	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct house *h = house_new();
		struct error err;
		assert_true(house_parse(h, str_from_c(rows[i].text), "nhà", &err));
		assert_int_equal(house_group_count(h), rows[i].groups);
		assert_int_equal(house_problem_count(h), 1);
		assert_int_equal(strncmp(house_problem(h), rows[i].problem, 6), 0);
		house_free(h);
	}
}

static void two_files_are_one(void **state)
{
	struct house *h = house_new();
	struct error err;
	char found[512];
	(void)state;
	assert_true(house_parse(h, STR("BBĐ = Ban Bạn đọc\n"), "kho", &err));
	assert_true(house_parse(h, STR("BBĐ = Bàn bóng đá\n"), "riêng", &err));
	assert_false(house_read(h, "/không/có", &err));
	assert_int_equal(err.code, ERROR_NOT_FOUND);
	look_up(h, "BBĐ", found, sizeof found);
	assert_string_equal(found, "1:ban bạn đọc,bàn bóng đá;");
	house_free(h);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(finds_forms),
		cmocka_unit_test(tells_what_is_wrong),
		cmocka_unit_test(two_files_are_one),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
