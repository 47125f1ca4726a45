#include "sandbox/limits.h"
#include "base/lang.h"
#include "base/sanitizer.h"

#include <signal.h>
#include <stddef.h>
#include <stdio.h>
#include <sys/resource.h>
#include <sys/time.h>
#include <unistd.h>

/* Made beforehand: a handler may call hardly anything. */
static char message[512];
static size_t message_len;
static int exit_status;

/* What there was before. */
static struct rlimit former_data;

static void say_and_end(int number)
{
	(void)number;
	ssize_t written = write(STDERR_FILENO, message, message_len);
	(void)written;
	_exit(exit_status);
}

/* A timer, which counts from here. RLIMIT_CPU counts from the start of the process, and by the
   ticks of the kernel, which in a process that answers for hours are many seconds away from what
   any clock says that it has used: a limit set by such a clock ended healthy ones. */
void limits_time(int seconds)
{
	struct itimerval timer = {.it_value.tv_sec = seconds};
	setitimer(ITIMER_PROF, &timer, NULL);
}

/* There is no message before limits_set, nor under a sanitizer. */
void limits_renew(void)
{
	if (message_len > 0)
		limits_time(LIMITS_CPU_SECONDS);
}

void limits_lift(void)
{
	if (message_len == 0)
		return;
	limits_time(0);
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
	if (getrlimit(RLIMIT_DATA, &former_data) != 0)
		return;
	message_len = len < 0 ? 0 : (size_t)len < sizeof message ? (size_t)len : sizeof message - 1;
	exit_status = status;
	struct rlimit data = former_data;
	if (data.rlim_cur > (rlim_t)LIMITS_MEMORY_MIB << 20)
		data.rlim_cur = (rlim_t)LIMITS_MEMORY_MIB << 20;
	setrlimit(RLIMIT_DATA, &data);
	signal(SIGPROF, say_and_end);
	limits_renew();
#else
	(void)program, (void)status, (void)message, (void)exit_status, (void)say_and_end;
	(void)former_data;
#endif
}
