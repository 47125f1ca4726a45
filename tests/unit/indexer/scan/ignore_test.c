/* indexer/run: what a .tracuuignore leaves out. */
#include "indexer/scan/ignore.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#define COUNT(table) (sizeof(table) / sizeof *(table))

/* As gitignore(5) has it; a path with a slash at its end is a folder. */
static void patterns_match(void **state)
{
	static const struct {
		const char *rules, *path;
		bool hidden;
	} cases[] = {
		/* a name at any depth */
		{"a.txt", "a.txt", true},
		{"a.txt", "x/y/a.txt", true},
		{"a.txt", "ba.txt", false},
		{"*.txt", "x/a.txt", true},
		{"*.txt", "a.txt.gz", false},
		{"nh?p", "nháp", true},
		{"nh?p", "nhp", false},
		{"[a-c]*", "bản.txt", true},
		{"[!a-c]*", "bản.txt", false},
		{"[à-ỹ]", "ộ", true},
		{"[]]", "]", true},
		{"[a", "[a", true},
		{"a\\*", "a*", true},
		{"a\\*", "ab", false},
		{"*a*a*b", "aaaaab", true},
		/* folders */
		{"nháp/", "nháp/", true},
		{"nháp/", "x/nháp/", true},
		{"nháp/", "nháp", false},
		/* paths from the file's folder */
		{"/a.txt", "a.txt", true},
		{"/a.txt", "x/a.txt", false},
		{"x/a.txt", "x/a.txt", true},
		{"x/a.txt", "y/x/a.txt", false},
		{"x/*.txt", "x/y/a.txt", false},
		{"x/**/a.txt", "x/a.txt", true},
		{"x/**/a.txt", "x/y/z/a.txt", true},
		{"**/a.txt", "a.txt", true},
		{"**/y/a.txt", "x/y/a.txt", true},
		{"x/**", "x/y/a.txt", true},
		{"x/**", "x/", false},
		{"a/**/b/**/c", "a/x/b/b/y/c", true},
		{"a/**/b/**/c", "a/x/b/b/y/d", false},
		/* comments, what is taken back, the last that matches */
		{"# a.txt\n\na.txt \r\n", "a.txt", true},
		{"#a.txt", "#a.txt", false},
		{"\\#a.txt", "#a.txt", true},
		{"*.txt\n!a.txt", "a.txt", false},
		{"*.txt\n!a.txt", "b.txt", true},
		{"!a.txt\n*.txt", "a.txt", true},
		{"\\!a", "!a", true},
		{"a\\ ", "a ", true},
		{"\xEF\xBB\xBF"
		 "a.txt",
			"a.txt", true},
		{"", "a.txt", false},
		{"/", "a.txt", false},
		{"!", "a.txt", false},
	};
	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++) {
		struct ignore ig = {.memory = ARENA_INIT};
		struct error err;
		struct str path = str_from_c(cases[i].path);
		bool folder = str_ends_with(path, STR("/"));
		path.len -= folder;
		assert_true(ignore_parse(&ig, str_from_c(cases[i].rules), &err));
		if (ignore_hides(&ig, path, folder) != cases[i].hidden)
			print_message("%s: %s\n", cases[i].rules, cases[i].path);
		assert_int_equal(ignore_hides(&ig, path, folder), cases[i].hidden);
		ignore_free(&ig);
	}
}

static void the_inner_folder_decides_first(void **state)
{
	struct ignore outer = {.memory = ARENA_INIT}, inner = {.memory = ARENA_INIT};
	struct error err;
	(void)state;
	assert_true(ignore_parse(&outer, STR("*.txt\n/x/b.log"), &err));
	assert_true(ignore_parse(&inner, STR("!a.txt\n/c.log"), &err));
	inner.outer = &outer;
	inner.base = 2;
	assert_false(ignore_hides(&inner, STR("x/a.txt"), false));
	assert_true(ignore_hides(&inner, STR("x/d.txt"), false));
	assert_true(ignore_hides(&inner, STR("x/b.log"), false));
	assert_true(ignore_hides(&inner, STR("x/c.log"), false));
	assert_false(ignore_hides(&outer, STR("x/c.log"), false));
	assert_false(ignore_hides(NULL, STR("a"), false));
	ignore_free(&outer);
	ignore_free(&inner);
}

/* Any rules and names end soon, and read nothing outside. */
static void any_bytes_are_survived(void **state)
{
	static const char signs[] = "a*?[]!/\\-#\xc3\xa1\n";
	(void)state;
	srand(3);
	for (int round = 0; round < 20000; round++) {
		char rules[24], path[24];
		size_t rules_len = (size_t)rand() % sizeof rules,
		       path_len = (size_t)rand() % sizeof path;
		struct ignore ig = {.memory = ARENA_INIT};
		struct error err;
		for (size_t i = 0; i < rules_len; i++)
			rules[i] = signs[(size_t)rand() % (sizeof signs - 1)];
		for (size_t i = 0; i < path_len; i++)
			path[i] = signs[(size_t)rand() % (sizeof signs - 1)];
		assert_true(ignore_parse(&ig, str_make(rules, rules_len), &err));
		ignore_hides(&ig, str_make(path, path_len), round % 2);
		ignore_free(&ig);
	}
}

static void long_patterns_are_refused(void **state)
{
	char text[IGNORE_MAX_PATTERN + 8];
	struct ignore ig = {.memory = ARENA_INIT};
	struct error err;
	(void)state;
	memset(text, '*', sizeof text);
	memcpy(text, "a\nb\n", 4);
	assert_false(ignore_parse(&ig, str_make(text, sizeof text), &err));
	assert_int_equal(err.code, ERROR_LIMIT);
	assert_non_null(strstr(err.message, "3"));
	ignore_free(&ig);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(patterns_match),
		cmocka_unit_test(the_inner_folder_decides_first),
		cmocka_unit_test(any_bytes_are_survived),
		cmocka_unit_test(long_patterns_are_refused),
	};
	return cmocka_run_group_tests_name("ignore", tests, NULL, NULL);
}
