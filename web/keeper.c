#include "web/keeper.h"

#include "base/lang.h"
#include "printing/print.h"
#include "web/door.h"
#include "web/listen.h"
#include "web/pass.h"
#include "web/server.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/signalfd.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum {
	TICK_MS = 250,
	START_SECONDS = 60, /* that a server may take until it answers */
	END_SECONDS = 10,   /* that it may take to end, when nobody asks it any more */
	RETRY_MS = 100,     /* after what could not start; doubled each time */
	RETRY_DOUBLED_MOST = 6
};

enum server_state { SERVER_NONE, SERVER_STARTS, SERVER_WAITS, SERVER_IN_USE };

struct keeper {
	const struct web_options *options;
	char name[LISTEN_NAME];
	int listening, signals;
	pid_t door; /* 0: none */
	int control;
	bool wanted; /* a server, by the door */
	enum server_state state;
	struct server server;
	bool began; /* it was let in once */
	bool ends;
	int64_t now_ms, since_ms; /* of the server's start, or of the end */
	int64_t retry_ms;
	unsigned failures; /* in a row */
	struct error *err;
};

static int64_t now_ms(void)
{
	struct timespec now;
	clock_gettime(CLOCK_MONOTONIC, &now);
	return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

static void put_off(struct keeper *k)
{
	unsigned doubled = k->failures < RETRY_DOUBLED_MOST ? k->failures : RETRY_DOUBLED_MOST;
	k->failures++;
	k->retry_ms = k->now_ms + ((int64_t)RETRY_MS << doubled);
}

/* ---- The server ---- */

static void drop_server(struct keeper *k)
{
	server_end(&k->server);
	k->state = SERVER_NONE;
}

/* It is not there. What said so, before anybody was let in, is the end. */
static bool server_failed(struct keeper *k, const struct error *why)
{
	drop_server(k);
	put_off(k);
	if (k->began) {
		print_err("tracuu-web: %s\n", why->message);
		return true;
	}
	*k->err = *why;
	return false;
}

static bool server_ended_early(struct keeper *k)
{
	struct error why;
	error_set(&why, ERROR_LOST, "%s",
		SAY("máy chủ tìm kiếm không trả lời; dòng lỗi của nó ở trên cho biết vì sao",
			"the search server does not answer; what it said above tells why"));
	return server_failed(k, &why);
}

static bool start_server(struct keeper *k)
{
	struct error why;
	if (!server_open(k->options, &k->server, &why))
		return server_failed(k, &why);
	k->state = SERVER_STARTS;
	k->since_ms = k->now_ms;
	return true;
}

static bool hear_server(struct keeper *k)
{
	switch (server_hear(&k->server)) {
	case SERVER_NOTHING:
		return k->now_ms - k->since_ms < START_SECONDS * 1000 || server_ended_early(k);
	case SERVER_READY:
		k->state = SERVER_WAITS;
		k->failures = 0;
		return true;
	case SERVER_GONE:
		break;
	}
	return server_ended_early(k);
}

static void give_server(struct keeper *k)
{
	k->wanted = !pass_send(k->control, k->server.fd);
	close(k->server.fd);
	k->server.fd = -1;
	k->state = SERVER_IN_USE;
}

/* What is wanted is another than that which was given. */
static bool tend_server(struct keeper *k)
{
	if (k->state == SERVER_IN_USE && k->wanted)
		drop_server(k);
	if (k->state == SERVER_NONE && k->wanted && k->now_ms >= k->retry_ms && !start_server(k))
		return false;
	if (k->state == SERVER_STARTS && !hear_server(k))
		return false;
	if (k->state == SERVER_WAITS && k->wanted && k->door > 0)
		give_server(k);
	return true;
}

/* ---- The door ---- */

static void be_door(struct keeper *k, int control)
{
	sigset_t none;
	close(k->signals);
	if (k->server.fd >= 0)
		close(k->server.fd);
	sigemptyset(&none);
	sigprocmask(SIG_SETMASK, &none, NULL);
	/* Of a terminal: who keeps it lets it end. */
	signal(SIGINT, SIG_IGN);
	door_run(k->options, k->options->url ? k->options->url : k->name, k->listening, control);
}

static bool start_door(struct keeper *k)
{
	int ends[2];
	if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) != 0)
		return error_set_system(k->err, errno, "socketpair");
	pid_t child = fork();
	if (child == 0) {
		close(ends[0]);
		be_door(k, ends[1]);
	}
	close(ends[1]);
	if (child < 0) {
		close(ends[0]);
		return error_set_system(k->err, errno, "fork");
	}
	k->door = child;
	k->control = ends[0];
	k->wanted = false;
	return true;
}

/* Nobody is let in before they can be answered. */
static bool tend_door(struct keeper *k)
{
	if (k->door > 0 || k->ends || k->now_ms < k->retry_ms ||
		(!k->began && k->state != SERVER_WAITS))
		return true;
	if (!start_door(k))
		return false;
	if (!k->began)
		print_err("tracuu-web: %s %s/\n", SAY("đang nghe ở", "listening at"), k->name);
	k->began = true;
	return true;
}

static void hear_door(struct keeper *k)
{
	char byte;
	ssize_t n = recv(k->control, &byte, 1, MSG_DONTWAIT);
	if (n == 1)
		k->wanted = true;
	if (n != 0)
		return;
	close(k->control);
	k->control = -1;
}

/* ---- Signals ---- */

static void door_ended(struct keeper *k, int status)
{
	k->door = 0;
	if (k->control >= 0)
		close(k->control);
	k->control = -1;
	k->wanted = false;
	if (k->ends)
		return;
	print_err("tracuu-web: %s\n",
		SAY("tiến trình HTTP dừng bất ngờ; khởi động lại",
			"the process that speaks HTTP ended; it is started anew"));
	if (WIFEXITED(status))
		put_off(k);
}

static void reap(struct keeper *k)
{
	int status;
	pid_t pid;
	while ((pid = waitpid(-1, &status, WNOHANG)) > 0) {
		if (pid == k->door)
			door_ended(k, status);
		else if (pid == k->server.pid)
			k->server.pid = 0;
	}
}

static void begin_end(struct keeper *k)
{
	if (k->ends)
		return;
	k->ends = true;
	k->since_ms = k->now_ms;
	close(k->listening);
	k->listening = -1;
	if (k->control >= 0)
		close(k->control);
	k->control = -1;
}

static void take_signal(struct keeper *k)
{
	struct signalfd_siginfo info;
	while (read(k->signals, &info, sizeof info) == (ssize_t)sizeof info) {
		if (info.ssi_signo == SIGCHLD)
			reap(k);
		else
			begin_end(k);
	}
}

static bool open_signals(struct keeper *k)
{
	sigset_t set;
	sigemptyset(&set);
	sigaddset(&set, SIGTERM);
	sigaddset(&set, SIGINT);
	sigaddset(&set, SIGCHLD);
	sigprocmask(SIG_BLOCK, &set, NULL);
	signal(SIGPIPE, SIG_IGN);
	k->signals = signalfd(-1, &set, SFD_CLOEXEC | SFD_NONBLOCK);
	return k->signals >= 0 || error_set_system(k->err, errno, "signalfd");
}

/* ---- The whole ---- */

/* The door first, then the server, which ends by itself when nobody asks it any more. */
static bool is_over(const struct keeper *k)
{
	bool late = k->now_ms - k->since_ms > (DOOR_DRAIN_SECONDS + END_SECONDS) * 1000;
	return k->ends &&
	       (late || (k->door == 0 && (k->server.pid == 0 || k->state != SERVER_IN_USE)));
}

static bool pass(struct keeper *k)
{
	bool hears = k->state == SERVER_STARTS && !k->ends;
	struct pollfd fds[] = {{.fd = k->signals, .events = POLLIN},
		{.fd = k->control, .events = POLLIN},
		{.fd = hears ? k->server.fd : -1, .events = POLLIN}};
	if (poll(fds, 3, TICK_MS) < 0 && errno != EINTR)
		return error_set_system(k->err, errno, "poll");
	k->now_ms = now_ms();
	if (fds[0].revents)
		take_signal(k);
	if (k->control >= 0 && fds[1].revents)
		hear_door(k);
	return k->ends || (tend_server(k) && tend_door(k) && tend_server(k));
}

bool keeper_run(const struct web_options *options, struct error *err)
{
	struct keeper k = {.options = options,
		.signals = -1,
		.control = -1,
		.server = {.fd = -1},
		.wanted = true,
		.now_ms = now_ms(),
		.err = err};
	k.listening = listen_open(options->listen, k.name, err);
	bool ok = k.listening >= 0 && open_signals(&k) && tend_server(&k);
	while (ok && !is_over(&k))
		ok = pass(&k);
	if (k.door > 0)
		kill(k.door, SIGKILL);
	server_end(&k.server);
	return ok;
}
