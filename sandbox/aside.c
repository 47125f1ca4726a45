#include "sandbox/aside.h"

#include "base/lang.h"
#include "sandbox/limits.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <sys/wait.h>
#include <unistd.h>

enum { AT_ONCE = 64 << 10, STATUS_NOT_RUN = 127 };

static bool fail(struct error *err)
{
	return error_set_system(
		err, errno, "%s", SAY("không chạy được tiến trình con", "can't run a process"));
}

static bool wait_for(pid_t child, int *status, struct error *err)
{
	int how;
	while (waitpid(child, &how, 0) < 0) {
		if (errno != EINTR)
			return fail(err);
	}
	if (WIFEXITED(how)) {
		*status = WEXITSTATUS(how);
		return true;
	}
	return error_set(err, ERROR_INTERNAL,
		SAY("tiến trình con bị dừng bởi tín hiệu %d", "a process was ended by signal %d"),
		WIFSIGNALED(how) ? WTERMSIG(how) : 0);
}

static bool read_all(int fd, struct buf *out, struct error *err)
{
	char chunk[AT_ONCE];
	for (;;) {
		ssize_t got = read(fd, chunk, sizeof chunk);
		if (got < 0 && errno == EINTR)
			continue;
		if (got < 0)
			return fail(err);
		if (got == 0)
			return true;
		if (buf_append(out, str_make(chunk, (size_t)got)))
			continue;
		return error_set(err, ERROR_LIMIT, "%s",
			SAY("kết quả quá lớn để hiện ở đây; hãy dùng --no-pager",
				"the answer is too large to be shown here; use --no-pager"));
	}
}

bool aside_run(int (*work)(void *context, int notes), void *context, struct buf *out, int *status,
	struct error *err)
{
	int ends[2];
	if (pipe2(ends, O_CLOEXEC) != 0)
		return fail(err);
	pid_t child = fork();
	if (child == 0) {
		close(ends[0]);
		limits_renew();
		_exit(work(context, ends[1]));
	}
	close(ends[1]);
	bool ok = child > 0 ? read_all(ends[0], out, err) : fail(err);
	close(ends[0]);
	struct error unread;
	return child > 0 && wait_for(child, status, ok ? err : &unread) && ok;
}

bool aside_write(int fd, struct str text)
{
	while (text.len > 0) {
		ssize_t done = write(fd, text.ptr, text.len);
		if (done < 0 && errno != EINTR)
			return false;
		if (done > 0)
			text = str_slice(text, (size_t)done, text.len);
	}
	return true;
}

static void execute(char *const argv[], const int *in, int told)
{
	signal(SIGPIPE, SIG_DFL);
	signal(SIGINT, SIG_DFL);
	limits_lift();
	if (!in || dup2(in[0], STDIN_FILENO) >= 0)
		execvp(argv[0], argv);
	int number = errno;
	ssize_t written = write(told, &number, sizeof number);
	(void)written;
	_exit(STATUS_NOT_RUN);
}

/* Starts ARGV; why it could not be run comes through a pipe that its running closes. */
static bool start(char *const argv[], const int *in, pid_t *child, struct error *err)
{
	int told[2], number;
	if (pipe2(told, O_CLOEXEC) != 0)
		return fail(err);
	*child = fork();
	if (*child == 0)
		execute(argv, in, told[1]);
	close(told[1]);
	bool ok = *child > 0 || fail(err);
	if (ok && read(told[0], &number, sizeof number) == sizeof number) {
		int status;
		wait_for(*child, &status, err);
		ok = error_set_system(
			err, number, SAY("không chạy được “%s”", "can't run %s"), argv[0]);
	}
	close(told[0]);
	return ok;
}

bool aside_execute(char *const argv[], const struct str *in, int *status, struct error *err)
{
	int ends[2] = {-1, -1};
	pid_t child = -1;
	if (in && pipe2(ends, O_CLOEXEC) != 0)
		return fail(err);
	/* Who leaves a pager early has not read all; and what the terminal interrupts is the pager,
	   which goes on. */
	signal(SIGPIPE, SIG_IGN);
	signal(SIGINT, SIG_IGN);
	bool ok = start(argv, in ? ends : NULL, &child, err);
	if (in) {
		close(ends[0]);
		if (ok)
			aside_write(ends[1], *in);
		close(ends[1]);
	}
	ok = ok && wait_for(child, status, err);
	signal(SIGINT, SIG_DFL);
	return ok;
}
