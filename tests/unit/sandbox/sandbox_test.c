/* sandbox/: what a confined process may not do any more, tried by one. */
#include "base/sanitizer.h"
#include "sandbox/confine.h"
#include "sandbox/limits.h"

#include <errno.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <pthread.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/ptrace.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/time.h>
#include <sys/uio.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

/* Of the child that tries: what was opened before it was confined. */
static int pipe_ends[2], archive_file;

/* ---- What it must not ---- */

static bool opens_a_file(void)
{
	return open("/etc/passwd", O_RDONLY) >= 0;
}

static bool opens_by_another_call(void)
{
#ifdef SYS_open
	if (syscall(SYS_open, "/etc/passwd", O_RDONLY) >= 0)
		return true;
#endif
	static const uint64_t how[3];
	return syscall(SYS_openat2, AT_FDCWD, "/etc/passwd", how, sizeof how) >= 0;
}

static bool writes_a_file(void)
{
	return open("/tmp/tracuu-sandbox-test", O_WRONLY | O_CREAT, 0600) >= 0;
}

static bool makes_a_folder(void)
{
	return mkdir("/tmp/tracuu-sandbox-test.d", 0700) == 0;
}

static bool removes_a_file(void)
{
	return unlink("/tmp/tracuu-sandbox-none") == 0 || errno != EPERM;
}

static bool cuts_an_open_file(void)
{
	return ftruncate(archive_file, 0) == 0 || fchmod(archive_file, 0777) == 0;
}

static bool connects(void)
{
	return socket(AF_INET, SOCK_STREAM, 0) >= 0 || socket(AF_UNIX, SOCK_STREAM, 0) >= 0 ||
	       socket(AF_NETLINK, SOCK_RAW, 0) >= 0;
}

static bool uses_other_sockets(void)
{
	struct sockaddr_in any = {.sin_family = AF_INET};
	int s = socket(AF_INET, SOCK_STREAM, 0);
	return socket(AF_UNIX, SOCK_STREAM, 0) >= 0 || socket(AF_NETLINK, SOCK_RAW, 0) >= 0 ||
	       bind(s, (struct sockaddr *)&any, sizeof any) == 0 || listen(s, 1) == 0;
}

/* Nobody listens there: that it is refused by the other side is what shows that it may ask. */
static bool can_not_connect(void)
{
	struct sockaddr_in nobody = {
		.sin_family = AF_INET, .sin_port = htons(1), .sin_addr = {htonl(INADDR_LOOPBACK)}};
	int s = socket(AF_INET, SOCK_STREAM, 0);
	return s < 0 || (connect(s, (struct sockaddr *)&nobody, sizeof nobody) != 0 &&
				errno != ECONNREFUSED);
}

static bool forks(void)
{
	pid_t child = fork();
	if (child == 0)
		_exit(0);
	return child > 0;
}

static void *nothing(void *argument)
{
	return argument;
}

static bool starts_a_thread(void)
{
	pthread_t thread;
	return pthread_create(&thread, NULL, nothing, NULL) == 0;
}

static bool can_not_start_a_thread(void)
{
	return !starts_a_thread();
}

static bool runs_a_program(void)
{
	execl("/bin/true", "true", (char *)NULL);
	return errno != EPERM;
}

static bool signals_another(void)
{
	return kill(getppid(), 0) == 0;
}

static bool looks_into_another(void)
{
	char byte;
	struct iovec here = {&byte, 1}, there = {&archive_file, 1};
	return ptrace(PTRACE_ATTACH, getppid(), NULL, NULL) == 0 ||
	       process_vm_readv(getppid(), &here, 1, &there, 1, 0) >= 0;
}

static bool runs_what_it_wrote(void)
{
	void *page = mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	if (page == MAP_FAILED)
		return true;
	return mprotect(page, 4096, PROT_READ | PROT_EXEC) == 0 ||
	       mmap(NULL, 4096, PROT_READ | PROT_EXEC, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0) !=
		       MAP_FAILED;
}

static bool types_into_the_terminal(void)
{
	return ioctl(0, TIOCSTI, "x") == 0 || errno != EPERM;
}

static bool changes_the_limits_of_another(void)
{
	struct rlimit limit;
	return prlimit(getppid(), RLIMIT_CPU, NULL, &limit) == 0;
}

static bool keeps_a_file_in_memory(void)
{
	return syscall(SYS_memfd_create, "x", 0) >= 0;
}

/* ---- What it must still ---- */

static bool can_not_answer(void)
{
	char byte = 'x';
	struct stat s;
	char *memory = malloc(8 << 20);
	if (!memory)
		return true;
	memset(memory, 1, 8 << 20);
	bool ok = pread(archive_file, &byte, 1, 0) == 1 && fstat(archive_file, &s) == 0 &&
		  write(pipe_ends[1], &byte, 1) == 1 && read(pipe_ends[0], &byte, 1) == 1 &&
		  mmap(NULL, 4096, PROT_READ, MAP_PRIVATE, archive_file, 0) != MAP_FAILED;
	free(memory);
	limits_renew();
	return !ok;
}

/* Whether TRIES, in a process of its own that is confined for PURPOSE, gets what it wants, or
   dies. */
static bool gets(enum confine_for purpose, bool (*tries)(void))
{
	int status = 0;
	pid_t child = fork();
	if (child == 0) {
		confine(purpose);
		_exit(tries());
	}
	assert_true(child > 0 && waitpid(child, &status, 0) == child);
	return !WIFEXITED(status) || WEXITSTATUS(status) != 0;
}

static bool is_left_out(void)
{
	int status = 0;
	pid_t child = fork();
	if (child == 0)
		_exit((int)confine(CONFINE_QUERY));
	assert_true(child > 0 && waitpid(child, &status, 0) == child && WIFEXITED(status));
#if defined(__x86_64__) && !defined(UNDER_SANITIZER)
	/* Not to be confined is an error here, and none under the sanitizers. */
	assert_true(WEXITSTATUS(status) & CONFINED_CALLS);
#endif
	return WEXITSTATUS(status) == 0;
}

static void a_confined_process_can_do_nothing_else(void **state)
{
	(void)state;
	static const struct {
		const char *what;
		bool (*tries)(void);
	} all[] = {
		{"open a file", opens_a_file},
		{"open by another call", opens_by_another_call},
		{"write a file", writes_a_file},
		{"make a folder", makes_a_folder},
		{"remove a file", removes_a_file},
		{"cut an open file", cuts_an_open_file},
		{"connect", connects},
		{"fork", forks},
		{"start a thread", starts_a_thread},
		{"run a program", runs_a_program},
		{"signal another process", signals_another},
		{"look into another process", looks_into_another},
		{"run what it wrote", runs_what_it_wrote},
		{"type into the terminal", types_into_the_terminal},
		{"change the limits of another", changes_the_limits_of_another},
		{"keep a file in memory", keeps_a_file_in_memory},
		{"answer no more", can_not_answer},
	};
	if (is_left_out())
		skip();
	assert_int_equal(pipe(pipe_ends), 0);
	archive_file = open("/proc/self/exe", O_RDONLY);
	assert_true(archive_file >= 0);
	for (size_t i = 0; i < sizeof all / sizeof *all; i++) {
		bool is_remote = all[i].tries == connects || all[i].tries == starts_a_thread;
		if (!is_remote && gets(CONFINE_REMOTE, all[i].tries))
			fail_msg("one that may connect can %s", all[i].what);
		if (gets(CONFINE_QUERY, all[i].tries) || gets(CONFINE_READER, all[i].tries) ||
			gets(CONFINE_WEB, all[i].tries))
			fail_msg("a confined process can %s", all[i].what);
	}
}

static void who_asks_other_machines_connects_and_no_more(void **state)
{
	(void)state;
	if (is_left_out())
		skip();
	assert_false(gets(CONFINE_REMOTE, uses_other_sockets));
	assert_false(gets(CONFINE_REMOTE, can_not_connect));
	assert_false(gets(CONFINE_REMOTE, can_not_start_a_thread));
}

/* ---- Limits ---- */

enum { STATUS = 3 };

/* What a child that BODY is run in prints on standard error; its exit status is STATUS. */
static void check_says(void (*body)(void), const char *wanted)
{
	char said[1024] = "";
	int ends[2], status = 0;
	assert_int_equal(pipe(ends), 0);
	pid_t child = fork();
	if (child == 0) {
		dup2(ends[1], STDERR_FILENO);
		body();
		_exit(0);
	}
	close(ends[1]);
	ssize_t got = read(ends[0], said, sizeof said - 1);
	assert_true(got > 0 && waitpid(child, &status, 0) == child);
	assert_true(WIFEXITED(status));
	assert_int_equal(WEXITSTATUS(status), STATUS);
	assert_non_null(strstr(said, wanted));
	close(ends[0]);
}

static void compute_too_long(void)
{
	limits_set("tracuu", STATUS);
	limits_time(1);
	for (volatile unsigned i = 0;; i++) {
	}
}

/* What is left counts from the last call alone. */
static void the_time_is_renewed(void **state)
{
	(void)state;
	if (is_left_out())
		skip();
	struct itimerval left;
	limits_set("tracuu", STATUS);
	limits_time(1);
	limits_renew();
	assert_int_equal(getitimer(ITIMER_PROF, &left), 0);
	assert_in_range(left.it_value.tv_sec, LIMITS_CPU_SECONDS - 1, LIMITS_CPU_SECONDS);
	limits_lift();
	assert_int_equal(getitimer(ITIMER_PROF, &left), 0);
	assert_int_equal(left.it_value.tv_sec, 0);
	assert_int_equal(left.it_value.tv_usec, 0);
}

static void take_too_much(void)
{
	limits_set("tracuu", STATUS);
	/* volatile: what nobody looks at need not be allocated. */
	void *volatile fits = malloc((size_t)LIMITS_MEMORY_MIB << 19);
	void *volatile more = malloc((size_t)LIMITS_MEMORY_MIB << 20);
	if (!fits || more)
		return;
	fprintf(stderr, "no memory");
	_exit(STATUS);
}

static void limits_end_what_nothing_else_does(void **state)
{
	(void)state;
	if (is_left_out())
		skip();
	check_says(compute_too_long, "tracuu: ");
	check_says(take_too_much, "no memory");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_confined_process_can_do_nothing_else),
		cmocka_unit_test(who_asks_other_machines_connects_and_no_more),
		cmocka_unit_test(limits_end_what_nothing_else_does),
		cmocka_unit_test(the_time_is_renewed),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
