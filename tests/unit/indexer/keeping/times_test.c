/* indexer/keeping: times of files that were touched, and who may read. */
#include "base/file.h"
#include "indexer/keeping/sharing.h"
#include "indexer/keeping/times.h"
#include "unit/home_fixture.h"

#include <fcntl.h>

static struct key key(const char *text)
{
	return key_of(str_from_c(text));
}

static struct file_times entry(const char *file, const char *content, int64_t mtime)
{
	return (struct file_times){key(file), key(content), 100, mtime, mtime + 1, mtime + 2};
}

static void add(struct times *t, const char *file, const char *content, int64_t mtime)
{
	const struct file_times e = entry(file, content, mtime);
	assert_true(times_add(t, &e));
}

/* The mtime of FILE with CONTENT; -1: nothing is said of it. */
static int64_t found(const struct times *t, const char *file, const char *content)
{
	const struct key f = key(file), c = key(content);
	const struct file_times *e = times_find(t, &f, &c);
	return e ? e->mtime_ns : -1;
}

static void write_some(void)
{
	struct times t = {0};
	add(&t, "b.txt", "hai", 20);
	add(&t, "a.txt", "một", 10);
	add(&t, "c.txt", "ba", -5);
	WORKS(times_write(&t, home, &err));
	times_free(&t);
}

static void they_are_written_and_read(void **state)
{
	struct times t;
	(void)state;
	write_some();
	times_read(&t, home);
	assert_int_equal(t.count, 3);
	assert_int_equal(found(&t, "a.txt", "một"), 10);
	assert_int_equal(found(&t, "b.txt", "hai"), 20);
	assert_int_equal(found(&t, "c.txt", "ba"), -5);
	assert_int_equal(found(&t, "a.txt", "hai"), -1); /* another content */
	assert_int_equal(found(&t, "d.txt", "một"), -1);
	times_free(&t);
	WORKS(times_write(&t, home, &err)); /* of nothing */
	assert_false(is_there("times"));
}

static void what_is_missing_is_added(void **state)
{
	struct times now = {0}, before;
	(void)state;
	write_some();
	times_read(&before, home);
	add(&now, "b.txt", "hai", 21);
	assert_true(times_add_missing(&now, &before));
	WORKS(times_write(&now, home, &err));
	times_free(&now);
	times_read(&now, home);
	assert_int_equal(now.count, 3);
	assert_int_equal(found(&now, "b.txt", "hai"), 21);
	assert_int_equal(found(&now, "a.txt", "một"), 10);
	times_free(&now);
	times_free(&before);
}

/* Whatever byte is another, nothing is believed. */
static void damage_is_as_good_as_nothing(void **state)
{
	struct buf whole = BUF_INIT;
	(void)state;
	write_some();
	WORKS(file_read(AT_FDCWD, in_home("times"), 1 << 20, &whole, &err));
	for (size_t i = 0; i < whole.len; i += 3) {
		struct times t;
		whole.ptr[i] ^= 1;
		write_file("times", buf_str(&whole));
		times_read(&t, home);
		assert_int_equal(t.count, 0);
		whole.ptr[i] ^= 1;
	}
	for (size_t length = 0; length < whole.len; length += 5) {
		struct times t;
		write_file("times", str_slice(buf_str(&whole), 0, length));
		times_read(&t, home);
		assert_int_equal(t.count, 0);
	}
	buf_free(&whole);
}

/* ---- Who may read ---- */

static mode_t mode_of(const char *name)
{
	struct stat st;
	assert_int_equal(stat(in_home(name), &st), 0);
	return st.st_mode & 07777;
}

static void the_folder_decides_not_the_umask(void **state)
{
	static const struct {
		mode_t folder, umask, file;
	} cases[] = {{0750, 0022, 0640}, {0755, 0077, 0644}, {0700, 0000, 0600}, {0777, 0000, 0664},
		{0711, 0022, 0600}};
	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		mode_t before = umask(cases[i].umask);
		assert_int_equal(mkdir(in_home("kho"), 0700), 0);
		assert_int_equal(chmod(in_home("kho"), cases[i].folder), 0);
		WORKS(sharing_settle(in_home("kho"), &err));
		write_file("kho/tệp", STR("x"));
		assert_int_equal(mode_of("kho/tệp"), cases[i].file);
		umask(before);
		WORKS(folder_remove(in_home("kho"), &err));
	}
}

static void a_group_has_all_and_others_nothing(void **state)
{
	char group[24];
	(void)state;
	snprintf(group, sizeof group, "%lu", (unsigned long)getegid());
	assert_int_equal(mkdir(in_home("kho"), 0755), 0);
	assert_int_equal(mkdir(in_home("kho/generations"), 0755), 0);
	write_file("kho/generations/tệp", STR("x"));
	assert_int_equal(chmod(in_home("kho/generations/tệp"), 0600), 0);
	WORKS(sharing_give(in_home("kho"), group, &err));
	assert_int_equal(mode_of("kho"), 02750);
	assert_int_equal(mode_of("kho/generations"), 02750);
	assert_int_equal(mode_of("kho/generations/tệp"), 0640);
	assert_false(sharing_give(in_home("kho"), "không có nhóm này", &err));
	assert_int_equal(err.code, ERROR_USAGE);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(they_are_written_and_read),
		TEST(what_is_missing_is_added),
		TEST(damage_is_as_good_as_nothing),
		TEST(the_folder_decides_not_the_umask),
		TEST(a_group_has_all_and_others_nothing),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
