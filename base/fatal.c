#include "base/fatal.h"
#include "base/lang.h"
#include "base/sanitizer.h"

#include <signal.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

/* All is made beforehand: a handler may call hardly anything. */
static char message[512];
static size_t message_len;
static int exit_status;
static void (*volatile first)(void);

/* For a stack that has overflowed. */
static char stack[64 << 10];

static void die(int number)
{
	(void)number;
	size_t done = 0;
	if (first)
		first();
	while (done < message_len) {
		ssize_t n = write(STDERR_FILENO, message + done, message_len - done);
		if (n <= 0)
			break;
		done += (size_t)n;
	}
	_exit(exit_status);
}

void fatal_install(const char *program, int status)
{
#ifndef UNDER_SANITIZER
	static const int signals[] = {SIGSEGV, SIGBUS, SIGABRT, SIGFPE, SIGILL};
	stack_t own = {.ss_sp = stack, .ss_size = sizeof stack};
	struct sigaction action = {.sa_handler = die, .sa_flags = SA_ONSTACK | (int)SA_RESETHAND};
	int len = snprintf(message, sizeof message,
		SAY("%s: chương trình dừng đột ngột, có thể vì một tệp của kho bị hỏng; hãy chạy "
		    "\"tracuu-index repair\"\n",
			"%s: the program broke down, maybe since a file of the archive is damaged; "
			"run \"tracuu-index repair\"\n"),
		program);
	message_len = len < 0 ? 0 : (size_t)len < sizeof message ? (size_t)len : sizeof message - 1;
	exit_status = status;
	sigaltstack(&own, NULL);
	sigemptyset(&action.sa_mask);
	for (size_t i = 0; i < sizeof signals / sizeof *signals; i++)
		sigaction(signals[i], &action, NULL);
#else
	(void)program, (void)status, (void)message, (void)stack, (void)die;
#endif
}

void fatal_rescue(void (*rescue)(void))
{
	first = rescue;
}
