#include "archive/archive.h"
#include "printing/print.h"
#include "query/respond/last_run.h"
#include "query/respond/respond.h"
#include "query/serve/server.h"
#include "sandbox/confine.h"
#include "sandbox/limits.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <unistd.h>

/* For the handler. */
static struct search search;

static void stop(int number)
{
	(void)number;
	budget_stop(&search.budget);
}

/* Keeps standard error and FD, as number 3, and nothing else that is open. */
static int close_others(int fd)
{
	enum { OURS = 3 };
	int nothing = open("/dev/null", O_RDWR | O_CLOEXEC);
	if (nothing < 0 || dup2(nothing, STDIN_FILENO) < 0 || dup2(nothing, STDOUT_FILENO) < 0)
		_exit(EXIT_FAILURE);
	if (fd != OURS && dup2(fd, OURS) < 0)
		_exit(EXIT_FAILURE);
	close_range(OURS + 1, ~0U, 0);
	return OURS;
}

static void settle_signals(void)
{
	struct sigaction action = {.sa_handler = stop, .sa_flags = SA_RESTART};
	sigset_t none;
	sigemptyset(&none);
	sigemptyset(&action.sa_mask);
	sigaction(SIGUSR1, &action, NULL);
	signal(SIGPIPE, SIG_IGN);
	signal(SIGTERM, SIG_DFL);
	signal(SIGINT, SIG_IGN); /* of a terminal, whose server drains */
	sigprocmask(SIG_SETMASK, &none, NULL);
}

static bool send_all(int fd, struct str bytes)
{
	while (bytes.len > 0) {
		ssize_t n = write(fd, bytes.ptr, bytes.len);
		if (n < 0 && errno == EINTR)
			continue;
		if (n <= 0)
			return false;
		bytes = str_slice(bytes, (size_t)n, bytes.len);
	}
	return true;
}

/* A line of SIGN and TEXT. */
static bool tell(int fd, char sign, const char *text)
{
	struct buf line = BUF_INIT;
	buf_push(&line, sign);
	buf_append_c(&line, text);
	buf_push(&line, '\n');
	bool ok = !line.failed && send_all(fd, buf_str(&line));
	buf_free(&line);
	return ok;
}

/* Reads a line, without its end, into LINE; the server sends one after the other, and the next one
   only when this one is answered. False where it is gone. */
static bool read_line(int fd, struct buf *line)
{
	buf_reset(line);
	for (;;) {
		if (!buf_reserve(line, 4096))
			return false;
		ssize_t n = read(fd, line->ptr + line->len, 4096);
		if (n < 0 && errno == EINTR)
			continue;
		if (n <= 0)
			return false;
		line->len += (size_t)n;
		if (line->ptr[line->len - 1] == '\n') {
			line->len--;
			return true;
		}
	}
}

static void log_error(void *context, const char *message)
{
	(void)context;
	print_err("tracuu: %s\n", message);
}

_Noreturn void worker_run(const struct serve_options *options, int fd)
{
	struct responder r = {.search = &search,
		.usual = options->usual,
		.paths = options->paths,
		.version = options->version,
		.log = log_error};
	struct buf line = BUF_INIT, answer = BUF_INIT;
	struct error err;
	fd = close_others(fd);
	settle_signals();
	limits_renew();
	const struct archive_paths *paths = &options->archives;
	if (!search_open_all(paths->list, paths->count, paths->as, &search, &err)) {
		tell(fd, '!', err.message);
		_exit(EXIT_FAILURE);
	}
	r.last_run = paths->count == 1 && !paths->as ? last_run_read(paths->list[0]) : NULL;
	confine(search.cluster ? CONFINE_REMOTE : CONFINE_QUERY);
	const struct archives *as = &search.archives;
	for (size_t i = 0; i < as->missing_count; i++)
		buf_printf(&line, "%s%s", i > 0 ? "; " : "", as->missing[i].why.message);
	bool ok = tell(fd, '+', line.ptr ? line.ptr : "");
	while (ok && read_line(fd, &line)) {
		limits_renew();
		buf_reset(&answer);
		respond(&r, buf_str(&line), &answer);
		ok = !answer.failed && send_all(fd, buf_str(&answer));
	}
	_exit(EXIT_SUCCESS);
}
