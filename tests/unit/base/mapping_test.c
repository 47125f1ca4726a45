/* base: what a program does about files that get shorter, and about its own death. */
#include "base/fatal.h"
#include "base/lang.h"
#include "base/mapping.h"
#include "base/sanitizer.h"

#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

enum { SIZE = 100000, STATUS = 3 };

static char path[] = "/tmp/tracuu-mapping-XXXXXX";

static void write_file(void)
{
	static char bytes[SIZE];
	int fd = open(path, O_WRONLY | O_TRUNC);
	memset(bytes, 'a', sizeof bytes);
	assert_int_equal(write(fd, bytes, sizeof bytes), sizeof bytes);
	close(fd);
}

static unsigned count_letters(struct str bytes)
{
	unsigned n = 0;
	for (size_t i = 0; i < bytes.len; i++)
		n += bytes.ptr[i] == 'a';
	return n;
}

static void what_was_cut_off_is_told(void **state)
{
	(void)state;
	static const off_t lengths[] = {0, 1, 4096, 50000};
	struct error err;
	struct mapping m;
	struct mapping other;
	mapping_survive(); /* here, since cmocka sets handlers of its own for each test */
	for (size_t i = 0; i < sizeof lengths / sizeof *lengths; i++) {
		write_file();
		assert_true(mapping_open(&m, path, &err));
		assert_true(mapping_open(&other, "/etc/passwd", &err));
		assert_int_equal(count_letters(m.bytes), SIZE);
		assert_true(mapping_check(&err));
		assert_int_equal(truncate(path, lengths[i]), 0);
		assert_int_equal(count_letters(m.bytes), lengths[i]);
		for (int again = 0; again < 2; again++) {
			assert_false(mapping_check(&err));
			assert_int_equal(err.code, ERROR_CORRUPT);
			assert_non_null(strstr(err.message, path));
		}
		mapping_close(&other);
		mapping_close(&m);
		/* Who closes it before he asks is told once. */
		assert_false(mapping_check(&err));
		assert_true(mapping_check(&err));
	}
}

static void what_nobody_reads_is_no_matter(void **state)
{
	(void)state;
	struct error err;
	struct mapping m;
	write_file();
	assert_true(mapping_open(&m, path, &err));
	assert_int_equal(truncate(path, 4096), 0);
	assert_int_equal(count_letters(str_slice(m.bytes, 0, 4096)), 4096);
	assert_true(mapping_check(&err));
	mapping_close(&m);
	assert_true(mapping_check(&err));
}

/* What is said on standard error, and the status, of a child that does BODY. */
static int run(void (*body)(void), char *said, size_t size)
{
	int ends[2];
	int status;
	assert_int_equal(pipe(ends), 0);
	pid_t child = fork();
	if (child == 0) {
		dup2(ends[1], STDERR_FILENO);
		close(ends[0]);
		fatal_install("trial", STATUS);
		mapping_survive();
		body();
		_exit(0);
	}
	close(ends[1]);
	ssize_t len = read(ends[0], said, size - 1);
	said[len > 0 ? len : 0] = '\0';
	close(ends[0]);
	assert_int_equal(waitpid(child, &status, 0), child);
	return status;
}

static void read_nowhere(void)
{
	const volatile char *nowhere =
		mmap(NULL, 4096, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	(void)*nowhere;
}

static volatile size_t depth_wanted = SIZE_MAX;

static size_t descend(volatile char *above, size_t depth)
{
	volatile char here[4096];
	here[0] = *above;
	return depth == depth_wanted ? 0 : descend(here, depth + 1) + (size_t)here[0];
}

static void overflow_stack(void)
{
	volatile char first = 1;
	descend(&first, 0);
}

/* A mapping that is none of ours. */
static void read_behind_a_file(void)
{
	int fd = open(path, O_RDONLY | O_TRUNC | O_CREAT, 0600);
	const volatile char *page = mmap(NULL, 4096, PROT_READ, MAP_PRIVATE, fd, 0);
	(void)*page;
}

static void a_crash_is_a_message_and_a_status(void **state)
{
	(void)state;
#ifdef UNDER_SANITIZER
	skip(); /* it tells more, and in its own way */
#endif
	void (*const crashes[])(void) = {read_nowhere, abort, overflow_stack, read_behind_a_file};
	char said[1024];
	for (size_t i = 0; i < 2 * (sizeof crashes / sizeof *crashes); i++) {
		lang_set_vietnamese(i % 2);
		int status = run(crashes[i / 2], said, sizeof said);
		assert_true(WIFEXITED(status));
		assert_int_equal(WEXITSTATUS(status), STATUS);
		assert_non_null(strstr(said, i % 2 ? "trial: chương trình" : "trial: the program"));
		assert_non_null(strstr(said, "tracuu-index repair"));
	}
}

/* The last: there is no way back. */
static void copies_can_not_be_cut_short(void **state)
{
	(void)state;
	struct error err;
	struct mapping first, second, third, none;
	mapping_copy();
	write_file();
	assert_true(mapping_open(&first, path, &err));
	assert_true(mapping_open(&second, path, &err));
	assert_ptr_equal(first.bytes.ptr, second.bytes.ptr);
	assert_int_equal(truncate(path, 4096), 0);
	assert_true(mapping_open(&third, path, &err)); /* another file, now */
	assert_int_equal(third.bytes.len, 4096);
	mapping_close(&first);
	assert_int_equal(count_letters(second.bytes), SIZE);
	mapping_relax(&second);
	assert_int_equal(count_letters(second.bytes), SIZE);
	assert_true(mapping_check(&err));
	mapping_close(&second);
	mapping_close(&third);
	assert_int_equal(truncate(path, 0), 0);
	assert_true(mapping_open(&none, path, &err));
	assert_int_equal(none.bytes.len, 0);
	mapping_close(&none);
	assert_false(mapping_open(&none, "/nowhere/at/all", &err));
	assert_int_equal(err.code, ERROR_NOT_FOUND);
}

static int begin(void **state)
{
	(void)state;
	int fd = mkstemp(path);
	close(fd);
	return fd < 0;
}

static int end(void **state)
{
	(void)state;
	return unlink(path);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_was_cut_off_is_told),
		cmocka_unit_test(what_nobody_reads_is_no_matter),
		cmocka_unit_test(a_crash_is_a_message_and_a_status),
		cmocka_unit_test(copies_can_not_be_cut_short),
	};
	return cmocka_run_group_tests_name("mapping", tests, begin, end);
}
