#include "query/interactive/peer.h"

#include "base/fatal.h"
#include "base/lang.h"
#include "sandbox/limits.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

enum { AT_ONCE = 64 << 10, OUT_MAX = 1 << 20 };

static void close_both(int ends[2])
{
	close(ends[0]);
	close(ends[1]);
}

/* In the new process. A group of its own, so that what is typed ends the one in front alone. */
static void run(int (*serve)(void *context), void *context, int in, int out)
{
	static const int handled[] = {SIGTERM, SIGINT, SIGHUP, SIGWINCH, SIGTSTP};
	sigset_t none;
	for (size_t i = 0; i < sizeof handled / sizeof *handled; i++)
		signal(handled[i], SIG_DFL);
	sigemptyset(&none);
	sigprocmask(SIG_SETMASK, &none, NULL);
	fatal_rescue(NULL);
	setpgid(0, 0);
	limits_renew();
	if (dup2(in, STDIN_FILENO) < 0 || dup2(out, STDOUT_FILENO) < 0)
		_exit(EXIT_FAILURE);
	_exit(serve(context));
}

bool peer_start(struct peer *p, int (*serve)(void *context), void *context, struct error *err)
{
	int to[2], from[2];
	*p = (struct peer){.out = {.ceiling = OUT_MAX}, .in = {.ceiling = PEER_LINE_MAX}};
	if (pipe2(to, O_CLOEXEC) != 0)
		return error_set_system(err, errno, "pipe");
	if (pipe2(from, O_CLOEXEC) != 0) {
		int number = errno;
		close_both(to);
		return error_set_system(err, number, "pipe");
	}
	pid_t pid = fork();
	if (pid == 0) {
		close(to[1]);
		close(from[0]);
		run(serve, context, to[0], from[1]);
	}
	int number = errno;
	close(to[0]);
	close(from[1]);
	if (pid < 0) {
		close(to[1]);
		close(from[0]);
		return error_set_system(err, number, "%s",
			SAY("không chạy được tiến trình con", "can't run a process"));
	}
	fcntl(to[1], F_SETFL, O_NONBLOCK);
	fcntl(from[0], F_SETFL, O_NONBLOCK);
	p->pid = pid;
	p->to = to[1];
	p->from = from[0];
	return true;
}

bool peer_send(struct peer *p, struct str line)
{
	return p->pid > 0 && buf_append(&p->out, line) && buf_push(&p->out, '\n');
}

void peer_poll(const struct peer *p, struct pollfd fds[2])
{
	bool runs = p->pid > 0;
	fds[0] = (struct pollfd){.fd = runs ? p->from : -1, .events = POLLIN};
	fds[1] = (struct pollfd){.fd = runs && p->out.len > 0 ? p->to : -1, .events = POLLOUT};
}

static void drop_front(struct buf *b, size_t bytes)
{
	memmove(b->ptr, b->ptr + bytes, b->len - bytes);
	b->len -= bytes;
}

static bool would_wait(ssize_t done)
{
	return done < 0 && (errno == EAGAIN || errno == EINTR);
}

static bool write_out(struct peer *p)
{
	while (p->out.len > 0) {
		ssize_t done = write(p->to, p->out.ptr, p->out.len);
		if (done < 0)
			return would_wait(done);
		drop_front(&p->out, (size_t)done);
	}
	return true;
}

static bool read_in(struct peer *p)
{
	char chunk[AT_ONCE];
	if (p->taken > 0)
		drop_front(&p->in, p->taken);
	p->taken = 0;
	for (;;) {
		ssize_t got = read(p->from, chunk, sizeof chunk);
		if (got <= 0)
			return would_wait(got);
		if (!buf_append(&p->in, str_make(chunk, (size_t)got)))
			return false;
	}
}

bool peer_pass(struct peer *p)
{
	if (p->pid == 0)
		return false;
	bool written = write_out(p);
	return read_in(p) && written;
}

bool peer_line(struct peer *p, struct str *line)
{
	struct str rest = str_slice(buf_str(&p->in), p->taken, p->in.len);
	size_t end = str_find(rest, STR("\n"), 0);
	if (end == rest.len)
		return false;
	*line = str_slice(rest, 0, end);
	p->taken += end + 1;
	return true;
}

int peer_stop(struct peer *p)
{
	enum { PATIENCE_MS = 2000, STEP_MS = 10 };
	int how = 0;
	if (p->pid == 0)
		return 0;
	close(p->to);
	close(p->from);
	for (int waited = 0; waitpid(p->pid, &how, WNOHANG) == 0; waited += STEP_MS) {
		if (waited == PATIENCE_MS)
			kill(p->pid, SIGKILL);
		poll(NULL, 0, STEP_MS);
	}
	buf_free(&p->out);
	buf_free(&p->in);
	*p = (struct peer){.pid = 0};
	return WIFEXITED(how) ? WEXITSTATUS(how) : -1;
}
