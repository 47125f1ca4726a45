/* indexer/configured: files of settings as command lines. */
#include "indexer/configured/configured.h"

#include "base/file.h"
#include "unit/home_fixture.h"

static const struct {
	const char *text;
	const char *runs, *looks; /* the command line of update, of status; NULL: refused … */
	const char *why;          /* … with this */
} cases[] = {
	{"archive = /a\nsource = /s\nsource=/t u\n", "c --archive=/a /s /t u -q x",
		"c --archive=/a -q x", NULL},
	{"archive=/a\nocr=yes\nservable=no\nmemory=1GB",
		"c --archive=/a --ocr --no-servable --memory=1GB -q x",
		"c --archive=/a -q x", NULL},
	{"archive=/a\nocr=không\nkeep = 5\nknown = /k",
		"c --archive=/a --no-ocr --keep=5 --known=/k -q x", "c --archive=/a -q x", NULL},
	{"source = /s", NULL, NULL, "archive = /"},
	{"archive = a", NULL, NULL, ":1: "},
	{"archive = /a\nsource = ~/s", NULL, NULL, ":2: "},
	{"archive = /a\n\nocr = maybe", NULL, NULL, ":3: "},
	{"archive = /a\nallow-removals = yes", NULL, NULL, "“allow-removals”"},
	{"archive = /a\n[b]\nsource = /s", NULL, NULL, ":3: "},
	{"archive", NULL, NULL, ":1: "},
};

static void check(const char *path, bool runs, const char *wanted, const char *why)
{
	char command[] = "c", quiet[] = "-q", word[] = "x";
	char *line[] = {command, quiet, word, NULL};
	struct configured c;
	char got[256] = "";
	bool ok = configured_read(&c, path, runs, 3, line, &err);
	for (int i = 0; ok && i < c.count; i++) {
		strcat(got, i > 0 ? " " : "");
		strcat(got, c.arguments[i]);
	}
	if (wanted)
		assert_string_equal(ok ? got : err.message, wanted);
	else
		assert_true(!ok && strstr(err.message, why) && strstr(err.message, path));
	configured_free(&c);
}

static void files_are_command_lines(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		char path[256];
		snprintf(path, sizeof path, "%s", in_home("a.conf"));
		WORKS(file_replace(path, str_from_c(cases[i].text), &err));
		check(path, true, cases[i].runs, cases[i].why);
		check(path, false, cases[i].looks, cases[i].why);
	}
}

static void the_last_file_is_meant(void **state)
{
	(void)state;
	char update[] = "update", a[] = "--config=a", apart[] = "--config", b[] = "b", end[] = "--";
	char *both[] = {update, a, apart, b, end, a, NULL};
	char *unfinished[] = {update, apart, NULL};
	assert_string_equal(configured_file(6, both), "b");
	assert_string_equal(configured_file(2, both), "a");
	assert_null(configured_file(2, unfinished));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(files_are_command_lines),
		cmocka_unit_test(the_last_file_is_meant),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
