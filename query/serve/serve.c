#include "query/serve/serve.h"

#include "query/serve/server.h"
#include "sandbox/limits.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/signalfd.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

enum {
	TICK_MS = 250,      /* the longest time between two looks at what has no descriptor */
	DRAIN_SECONDS = 30, /* that clients may take to take their answers */
	POLLED_MAX = 2 + 2 * SERVE_CLIENTS_MAX + 2 * SERVE_WORKERS_MAX + 1
};

static int64_t now_ms(void)
{
	struct timespec now;
	clock_gettime(CLOCK_MONOTONIC, &now);
	return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

static bool open_signals(struct server *s)
{
	sigset_t set;
	sigemptyset(&set);
	sigaddset(&set, SIGTERM);
	sigaddset(&set, SIGINT);
	sigaddset(&set, SIGHUP);
	sigprocmask(SIG_BLOCK, &set, NULL);
	signal(SIGPIPE, SIG_IGN);
	s->signals = signalfd(-1, &set, SFD_CLOEXEC | SFD_NONBLOCK);
	return s->signals >= 0 || error_set_system(s->err, errno, "signalfd");
}

/* SIGHUP: a new generation is looked for at once, as it is anyway, soon. */
static void take_signal(struct server *s)
{
	struct signalfd_siginfo info;
	if (read(s->signals, &info, sizeof info) != (ssize_t)sizeof info)
		return;
	if (info.ssi_signo == SIGHUP) {
		s->looked_ms = 0;
		return;
	}
	if (!s->draining)
		alarm(DRAIN_SECONDS);
	s->draining = true;
	listen_close(s);
}

static void accept_clients(struct server *s)
{
	int fd;
	while (s->client_count < SERVE_CLIENTS_MAX &&
		(fd = accept4(s->listening, NULL, NULL, SOCK_CLOEXEC | SOCK_NONBLOCK)) >= 0) {
		if (!client_add(s, fd, fd, true)) {
			close(fd);
			return;
		}
	}
}

static bool is_over(const struct server *s)
{
	return s->is_over || (s->client_count == 0 && (s->draining || s->listening < 0));
}

static bool pass(struct server *s)
{
	static struct pollfd fds[POLLED_MAX];
	bool accepts = s->listening >= 0 && s->client_count < SERVE_CLIENTS_MAX;
	fds[0] = (struct pollfd){.fd = s->signals, .events = POLLIN};
	fds[1] = (struct pollfd){.fd = accepts ? s->listening : -1, .events = POLLIN};
	size_t n = 2;
	n += clients_poll(s, fds + n);
	n += pool_poll(s, fds + n);
	if (poll(fds, n, TICK_MS) < 0 && errno != EINTR)
		return error_set_system(s->err, errno, "poll");
	s->now_ms = now_ms();
	pool_serve(s);
	clients_serve(s);
	if (fds[0].revents)
		take_signal(s);
	if (accepts && s->listening >= 0 && fds[1].revents)
		accept_clients(s);
	pool_tend(s);
	jobs_dispatch(s);
	jobs_expire(s);
	return true;
}

static bool run(struct server *s)
{
	int64_t renewed_ms = s->now_ms;
	bool ok = true;
	while (ok && !is_over(s)) {
		ok = pass(s);
		/* That bound is for one query, which this process never answers. */
		if (s->now_ms - renewed_ms > 1000) {
			limits_renew();
			renewed_ms = s->now_ms;
		}
	}
	return ok && !s->is_over;
}

bool serve_run(const struct serve_options *options, struct error *err)
{
	static struct server s;
	s = (struct server){
		.options = options, .listening = -1, .signals = -1, .err = err, .now_ms = now_ms()};
	s.last = &s.first;
	bool ok = open_signals(&s) && pool_open(&s);
	/* Nobody is let in before it can be answered. */
	while (ok && !s.pool.is_ready && !s.is_over && !s.draining)
		ok = pass(&s);
	ok = ok && !s.is_over && listen_open(&s);
	if (ok && s.listening < 0 && !s.draining)
		ok = client_add(&s, STDIN_FILENO, STDOUT_FILENO, false) || error_set_memory(err);
	ok = ok && run(&s);
	listen_close(&s);
	pool_close(&s);
	clients_free(&s);
	close(s.signals);
	return ok;
}
