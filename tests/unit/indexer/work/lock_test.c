/* indexer: the archive's lock. */
#include "base/lang.h"
#include "indexer/work/lock.h"
#include "unit/home_fixture.h"

#include <sys/wait.h>

static void lock_excludes_other_processes(void **state)
{
	(void)state;
	struct archive_lock lock;
	WORKS(archive_lock_take(&lock, home, "update", &err));
	pid_t child = fork();
	if (child == 0) {
		struct archive_lock second;
		char holder[32];
		snprintf(holder, sizeof holder, "%ld (update, ", (long)getppid());
		bool taken = archive_lock_take(&second, home, "update", &err);
		_exit(taken || err.code != ERROR_LOCKED || !strstr(err.message, holder));
	}
	int status;
	assert_int_equal(waitpid(child, &status, 0), child);
	assert_int_equal(status, 0);
	archive_lock_release(&lock);
	WORKS(archive_lock_take(&lock, home, "update", &err));
	archive_lock_release(&lock);
}

static void lock_ends_with_its_process(void **state)
{
	(void)state;
	struct archive_lock lock;
	pid_t child = fork();
	if (child == 0)
		_exit(!archive_lock_take(&lock, home, "update", &err));
	int status;
	assert_int_equal(waitpid(child, &status, 0), child);
	assert_int_equal(status, 0);
	WORKS(archive_lock_take(&lock, home, "update", &err));
	archive_lock_release(&lock);
}

static void who_holds_it_is_told_in_the_language_of_the_reader(void **state)
{
	(void)state;
	static const struct {
		const char *holder, *vi, *en;
	} rows[] = {
		{"4711 (update, lan at maychu, since 2026-03-14T01:30:00Z)",
			"tiến trình 4711 (update, lan trên máy maychu, từ 2026-03-14T01:30:00Z) "
			"đang",
			"process 4711 (update, lan at maychu, since 2026-03-14T01:30:00Z) is"},
		{"4711 (update, lan at home at maychu, since 2026-03-14T01:30:00Z)",
			"tiến trình 4711 (update, lan at home trên máy maychu, từ "
			"2026-03-14T01:30:00Z) đang",
			"process 4711 (update, lan at home at maychu, since 2026-03-14T01:30:00Z) "
			"is"},
		{"4711", "tiến trình 4711 đang", "process 4711 is"},
		{"", "một chương trình lập chỉ mục khác đang", "another indexer is"},
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct archive_lock lock;
		WORKS(archive_lock_take(&lock, home, "update", &err));
		write_file("lock", str_from_c(rows[i].holder));
		for (int vietnamese = 0; vietnamese < 2; vietnamese++) {
			struct archive_lock second;
			lang_set_vietnamese(vietnamese);
			assert_false(archive_lock_take(&second, home, "update", &err));
			assert_non_null(strstr(err.message, vietnamese ? rows[i].vi : rows[i].en));
		}
		lang_set_vietnamese(false);
		archive_lock_release(&lock);
	}
}

/* ---- What stands where the lock should ---- */

static void as_link(void)
{
	assert_int_equal(symlink("theirs", in_home("lock")), 0);
}

static void as_second_name(void)
{
	assert_int_equal(link(in_home("theirs"), in_home("lock")), 0);
}

/* So short that it could be a process id. */
static void as_second_name_of_number(void)
{
	write_file("theirs", STR("42\n"));
	assert_int_equal(link(in_home("theirs"), in_home("lock")), 0);
}

static void as_other_file(void)
{
	assert_int_equal(rename(in_home("theirs"), in_home("lock")), 0);
}

static void as_long_number(void)
{
	write_file("lock", STR("1234567890123456789012345678901234567890\n"));
}

static void as_pipe(void)
{
	assert_int_equal(mkfifo(in_home("lock"), 0666), 0);
}

static void as_broken_link(void)
{
	assert_int_equal(symlink("nowhere", in_home("lock")), 0);
}

static void nothing_but_a_lock_is_written_over(void **state)
{
	(void)state;
	static void (*const impostors[])(void) = {as_link, as_second_name, as_second_name_of_number,
		as_other_file, as_long_number, as_pipe, as_broken_link};
	for (size_t i = 0; i < sizeof impostors / sizeof *impostors; i++) {
		struct stat before;
		struct stat after;
		struct archive_lock lock;
		unlink(in_home("lock"));
		unlink(in_home("theirs"));
		write_file("theirs", STR("what somebody wrote"));
		impostors[i]();
		assert_int_equal(lstat(in_home("lock"), &before), 0);
		bool has_theirs = stat(in_home("theirs"), &before) == 0;
		assert_false(archive_lock_take(&lock, home, "update", &err));
		assert_int_equal(err.code, ERROR_CORRUPT);
		assert_int_equal(lock.fd, -1);
		assert_int_equal(stat(in_home("theirs"), &after) == 0, has_theirs);
		if (has_theirs)
			assert_int_equal(after.st_size, before.st_size);
		assert_false(is_there("nowhere"));
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(lock_excludes_other_processes),
		TEST(lock_ends_with_its_process),
		TEST(who_holds_it_is_told_in_the_language_of_the_reader),
		TEST(nothing_but_a_lock_is_written_over),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
