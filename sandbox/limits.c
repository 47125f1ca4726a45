#include "sandbox/limits.h"
#include "base/lang.h"
#include "base/sanitizer.h"

#include <signal.h>
#include <stddef.h>
#include <stdio.h>
#include <sys/resource.h>
#include <unistd.h>

/* Made beforehand: a handler may call hardly anything. */
static char message[512];
static size_t message_len;
static int exit_status;

/* What there was before. */
static struct rlimit former_cpu, former_data;

static void say_and_end(int number)
{
	(void)number;
	ssize_t written = write(STDERR_FILENO, message, message_len);
	(void)written;
	_exit(exit_status);
}

/* No more than it is already. */
static void set_soft(int resource, rlim_t value)
{
	struct rlimit limit;
	if (getrlimit((__rlimit_resource_t)resource, &limit) != 0)
		return;
	limit.rlim_cur = value < limit.rlim_max ? value : limit.rlim_max;
	setrlimit((__rlimit_resource_t)resource, &limit);
}

/* There is no message before limits_set, nor under a sanitizer. */
void limits_renew(void)
{
	struct rusage used;
	if (message_len == 0 || getrusage(RUSAGE_SELF, &used) != 0)
		return;
	set_soft(RLIMIT_CPU,
		(rlim_t)(used.ru_utime.tv_sec + used.ru_stime.tv_sec) + 1 + LIMITS_CPU_SECONDS);
}

void limits_lift(void)
{
	if (message_len == 0)
		return;
	setrlimit(RLIMIT_CPU, &former_cpu);
	setrlimit(RLIMIT_DATA, &former_data);
}

void limits_set(const char *program, int status)
{
#ifndef UNDER_SANITIZER
	int len = snprintf(message, sizeof message,
		SAY("%s: một câu tìm kiếm chạy quá %d giây nên phải dừng; đó là lỗi của chương "
		    "trình, hãy báo cho người phát triển\n",
			"%s: a query computed for more than %d seconds and was ended; that is an "
			"error of the program, report it to the developers\n"),
		program, LIMITS_CPU_SECONDS);
	if (getrlimit(RLIMIT_CPU, &former_cpu) != 0 || getrlimit(RLIMIT_DATA, &former_data) != 0)
		return;
	message_len = len < 0 ? 0 : (size_t)len < sizeof message ? (size_t)len : sizeof message - 1;
	exit_status = status;
	signal(SIGXCPU, say_and_end);
	set_soft(RLIMIT_DATA, (rlim_t)LIMITS_MEMORY_MIB << 20);
	limits_renew();
#else
	(void)program, (void)status, (void)message, (void)exit_status, (void)say_and_end;
	(void)former_cpu, (void)former_data;
#endif
}
