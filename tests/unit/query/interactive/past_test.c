/* query/interactive/past: the queries of before, in a file of their owner's alone. */
#include "query/interactive/past.h"

#include "base/file.h"

#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

static char folder[] = "/tmp/past-test-XXXXXX";
static char path[256];

static int begin(void **state)
{
	(void)state;
	snprintf(path, sizeof path, "%s/tracuu/queries", folder);
	unlink(path);
	return 0;
}

static void add(struct past *p, const char *query)
{
	past_add(p, str_from_c(query));
}

static void expect(struct past *p, const char *want)
{
	struct str got;
	assert_true(past_older(p, STR("typed"), &got));
	assert_int_equal(got.len, strlen(want));
	assert_memory_equal(got.ptr, want, got.len);
}

static void test_order(void **state)
{
	(void)state;
	struct past p, other;
	struct str got;
	past_open(&p);
	past_open(&other);
	assert_false(past_older(&p, STR("x"), &got));
	add(&p, "lũ");
	add(&p, " bão ");
	add(&p, "");
	add(&other, "hạn"); /* another terminal */
	add(&p, "lũ");      /* once, as the newest */
	expect(&p, "lũ");
	expect(&p, "bão");
	assert_false(past_older(&p, STR("x"), &got));
	assert_true(past_newer(&p, &got));
	assert_true(past_newer(&p, &got)); /* what was typed meanwhile */
	assert_true(str_eq(got, STR("typed")));
	assert_false(past_newer(&p, &got));
	past_free(&p);
	past_free(&other);
	past_open(&p);
	expect(&p, "lũ");
	expect(&p, "hạn");
	expect(&p, "bão");
	assert_false(past_older(&p, STR("x"), &got));
	past_free(&p);
}

/* The newest, however many there were, for their owner alone; the file does not grow for ever. */
static void test_file(void **state)
{
	(void)state;
	struct past p;
	struct stat st, shorter;
	past_open(&p);
	umask(0);
	for (int i = 0; i < 2 * PAST_MAX + 50; i++) {
		char query[32];
		snprintf(query, sizeof query, "câu %d", i);
		add(&p, query);
	}
	assert_int_equal(p.count, PAST_MAX);
	assert_int_equal(stat(path, &st), 0);
	assert_int_equal(st.st_mode & 0777, 0600);
	past_free(&p);
	past_open(&p);
	assert_int_equal(p.count, PAST_MAX);
	expect(&p, "câu 1049");
	past_free(&p);
	assert_int_equal(stat(path, &shorter), 0);
	assert_true(shorter.st_size < st.st_size);
	assert_int_equal(shorter.st_mode & 0777, 0600);
}

/* A file that somebody else wrote over: what of it is text is had. No link is followed. */
static void test_damage(void **state)
{
	(void)state;
	struct past p;
	FILE *file = fopen(path, "w");
	assert_non_null(file);
	fputs("lũ\n\xff\xfe\n\n\nbão", file);
	fclose(file);
	past_open(&p);
	assert_int_equal(p.count, 2);
	past_free(&p);
	unlink(path);
	assert_int_equal(symlink("nowhere", path), 0);
	past_open(&p);
	assert_int_equal(p.count, 0);
	add(&p, "mưa");
	expect(&p, "mưa");
	past_free(&p);
	past_open(&p);
	assert_int_equal(p.count, 0);
	past_free(&p);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup(test_order, begin),
		cmocka_unit_test_setup(test_file, begin),
		cmocka_unit_test_setup(test_damage, begin),
	};
	if (!mkdtemp(folder) || setenv("XDG_STATE_HOME", folder, 1) != 0)
		return 1;
	int failed = cmocka_run_group_tests(tests, NULL, NULL);
	unlink(path);
	snprintf(path, sizeof path, "%s/tracuu", folder);
	rmdir(path);
	rmdir(folder);
	return failed;
}
