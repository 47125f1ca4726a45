#include "web/door.h"

#include "printing/print.h"
#include "sandbox/confine.h"
#include "sandbox/limits.h"
#include "web/http.h"
#include "web/pass.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

enum { TICK_MS = 250 };

struct door {
	struct http *http;
	struct peer *peer;
	struct counts counts;
	int control;
	bool asked; /* for a connection */
	bool drains;
	int64_t now_ms, drains_ms, renewed_ms;
};

static int64_t now_ms(void)
{
	struct timespec now;
	clock_gettime(CLOCK_MONOTONIC, &now);
	return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

static void want_server(struct door *d)
{
	if (peer_is_there(d->peer) || d->asked || d->drains)
		return;
	d->asked = send(d->control, "?", 1, MSG_DONTWAIT | MSG_NOSIGNAL) == 1;
}

static void hear_keeper(struct door *d)
{
	bool gone = false;
	int fd = pass_receive(d->control, &gone);
	if (fd >= 0) {
		peer_connect(d->peer, fd);
		http_forget(d->http);
		d->asked = false;
		d->counts.connected++;
	}
	if (!gone || d->drains)
		return;
	d->drains = true;
	d->drains_ms = d->now_ms;
	http_drain(d->http);
}

static bool is_over(const struct door *d)
{
	return d->drains &&
	       (http_is_idle(d->http) || d->now_ms - d->drains_ms > DOOR_DRAIN_SECONDS * 1000);
}

static void pass(struct door *d)
{
	struct pollfd fds[] = {{.fd = http_fd(d->http), .events = POLLIN},
		{.fd = d->drains ? -1 : d->control, .events = POLLIN}, peer_poll(d->peer)};
	if (poll(fds, 3, http_timeout_ms(d->http, TICK_MS)) < 0 && errno != EINTR)
		_exit(EXIT_FAILURE);
	d->now_ms = now_ms();
	if (fds[1].revents)
		hear_keeper(d);
	peer_serve(d->peer, fds[2].revents, d->now_ms);
	http_run(d->http, d->now_ms);
	/* What was just asked is not kept waiting. */
	peer_serve(d->peer, 0, d->now_ms);
	want_server(d);
}

_Noreturn void door_run(
	const struct web_options *options, const char *base, int listening, int control)
{
	struct door d = {.control = control, .now_ms = now_ms()};
	struct error err;
	signal(SIGPIPE, SIG_IGN);
	limits_set("tracuu-web", EXIT_FAILURE);
	d.peer = peer_new();
	d.http = d.peer ? http_start(options, base, listening, d.peer, &d.counts, &err) : NULL;
	if (!d.http) {
		print_err("tracuu-web: %s\n", d.peer ? err.message : "memory");
		_exit(EXIT_FAILURE);
	}
	confine(CONFINE_WEB);
	want_server(&d);
	while (!is_over(&d)) {
		pass(&d);
		/* A bound for a pass that does not end. */
		if (d.now_ms - d.renewed_ms > 1000) {
			limits_renew();
			d.renewed_ms = d.now_ms;
		}
	}
	peer_free(d.peer);
	http_stop(d.http);
	exit(EXIT_SUCCESS);
}
