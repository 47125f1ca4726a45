#include "query/interactive/interactive.h"

#include "base/fatal.h"
#include "base/lang.h"
#include "printing/print.h"
#include "query/interactive/acting.h"
#include "query/interactive/asking.h"
#include "query/interactive/screen.h"
#include "query/interactive/session.h"
#include "query/interactive/taking.h"
#include "query/interactive/terminfo.h"
#include "query/interactive/typing.h"
#include "query/interactive/views.h"
#include "sandbox/limits.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

enum {
	POLLED = 4,
	SAID_MAX = 4096,     /* bytes of what other processes said that are kept */
	FAST_DEATH_MS = 2000 /* one that ends sooner than that is not started again at once */
};

static volatile sig_atomic_t ended; /* the signal that wants the program to end */

static int own_stderr = -1; /* while it goes to us */

/* When the program breaks down. */
static void rescue(void)
{
	screen_rescue();
	dup2(own_stderr, STDERR_FILENO);
}

static void on_signal(int number)
{
	ended = number;
}

static int64_t now_ms(void)
{
	struct timespec now;
	clock_gettime(CLOCK_MONOTONIC, &now);
	return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

/* ---- What the other processes say on standard error ---- */

/* Standard error goes to S from here on. */
static bool catch_stderr(struct session *s, struct error *err)
{
	int ends[2];
	if (pipe2(ends, O_CLOEXEC | O_NONBLOCK) != 0)
		return error_set_system(err, errno, "pipe");
	own_stderr = fcntl(STDERR_FILENO, F_DUPFD_CLOEXEC, 3);
	dup2(ends[1], STDERR_FILENO);
	close(ends[1]);
	s->saying = ends[0];
	return true;
}

static void read_said(struct session *s)
{
	char chunk[1024];
	ssize_t got;
	while ((got = read(s->saying, chunk, sizeof chunk)) > 0) {
		if (s->said.len + (size_t)got > SAID_MAX)
			buf_reset(&s->said);
		buf_append(&s->said, str_make(chunk, (size_t)got));
	}
}

/* The last line that was said, in front of whoever sits there. */
static void tell_said(struct session *s)
{
	struct str said = str_trim(buf_str(&s->said));
	if (said.len == 0)
		return;
	struct str line = str_after_last(said, '\n');
	if (str_starts_with(line, STR("tracuu: ")))
		line = str_slice(line, 8, line.len);
	buf_reset(&s->notice);
	buf_append(&s->notice, line);
	buf_reset(&s->said);
}

/* ---- The process that answers ---- */

static bool start(struct session *s, struct error *err)
{
	s->begun_ms = s->now_ms;
	return peer_start(&s->peer, s->host->serve, s->host->context, err);
}

/* It has ended. What was asked of it is asked of another, unless that one would end as soon. */
static void revive(struct session *s)
{
	struct error err;
	bool fast = s->now_ms - s->begun_ms < FAST_DEATH_MS;
	peer_stop(&s->peer);
	read_said(s);
	if (s->said.len == 0)
		take_notice(
			s, SAY("tiến trình tìm kiếm đã dừng; gõ tiếp để thử lại",
				   "the process that searches has ended; type on to try again"));
	tell_said(s);
	for (enum errand e = 0; fast && e < ERRAND_COUNT_OF; e++)
		s->asked[e].id = 0;
	if (fast)
		return;
	if (!start(s, &err)) {
		take_notice(s, err.message);
		return;
	}
	for (enum errand e = 0; e < ERRAND_COUNT_OF; e++) {
		if (s->asked[e].id != 0)
			ask_again(s, e);
	}
}

/* Whoever types on after it has ended tries again. */
static void revive_for_keys(struct session *s)
{
	struct error err;
	if (s->peer.pid == 0 && !start(s, &err))
		take_notice(s, err.message);
}

static void take_answers(struct session *s)
{
	struct str line;
	bool lives = peer_pass(&s->peer);
	while (peer_line(&s->peer, &line))
		take_line(s, line);
	if (!lives && s->peer.pid > 0)
		revive(s);
}

/* ---- The loop ---- */

/* How long to wait; NULL: for as long as nothing happens. */
static struct timespec *patience(const struct session *s, struct timespec *out)
{
	int64_t left = s->due_ms - s->now_ms;
	if (s->due_ms == 0)
		return NULL;
	left = left > 0 ? left : 0;
	*out = (struct timespec){.tv_sec = left / 1000, .tv_nsec = left % 1000 * 1000000};
	return out;
}

static void take_keys(struct session *s)
{
	int key;
	while (!s->over && (key = screen_key()) != SCREEN_NO_KEY) {
		revive_for_keys(s);
		act_on_key(s, key);
	}
}

/* MASK: the signals that are blocked while something is done, so that none is missed. */
static void pass(struct session *s, const sigset_t *mask)
{
	struct pollfd fds[POLLED];
	struct timespec time;
	peer_poll(&s->peer, fds);
	fds[2] = (struct pollfd){.fd = STDIN_FILENO, .events = POLLIN};
	fds[3] = (struct pollfd){.fd = s->saying, .events = POLLIN};
	ppoll(fds, POLLED, patience(s, &time), mask);
	s->now_ms = now_ms();
	limits_renew();
	if (fds[2].revents & (POLLHUP | POLLERR))
		s->over = true;
	take_keys(s);
	read_said(s);
	tell_said(s);
	if (s->due_ms != 0 && s->now_ms >= s->due_ms)
		ask_search(s);
	take_answers(s);
}

/* The process that answers is there, or what it says of why it is not. */
static bool begin(struct session *s, int *status, struct error *err)
{
	s->now_ms = now_ms();
	if (!start(s, err))
		return false;
	ask_status(s);
	while (s->asked[ERRAND_STATUS].id != 0) {
		struct pollfd fds[2];
		peer_poll(&s->peer, fds);
		poll(fds, 2, -1);
		bool lives = peer_pass(&s->peer);
		struct str line;
		while (peer_line(&s->peer, &line))
			take_line(s, line);
		if (!lives) {
			*status = peer_stop(&s->peer);
			return true;
		}
	}
	return true;
}

static void handle_signals(sigset_t *before)
{
	static const int ending[] = {SIGTERM, SIGINT, SIGHUP};
	const struct sigaction action = {.sa_handler = on_signal};
	sigset_t blocked;
	sigemptyset(&blocked);
	sigaddset(&blocked, SIGWINCH);
	for (size_t i = 0; i < sizeof ending / sizeof *ending; i++) {
		sigaction(ending[i], &action, NULL);
		sigaddset(&blocked, ending[i]);
	}
	signal(SIGPIPE, SIG_IGN);
	sigprocmask(SIG_BLOCK, &blocked, before);
}

static bool converse(struct session *s, struct error *err)
{
	sigset_t before;
	if (!catch_stderr(s, err))
		return false;
	handle_signals(&before);
	bool ok = screen_open(s->host->color, err);
	if (ok) {
		fatal_rescue(rescue);
		editor_set(&s->line, s->host->query);
		s->now_ms = now_ms();
		ask_search(s);
	}
	while (ok && !s->over && !ended) {
		views_draw(s);
		pass(s, &before);
	}
	fatal_rescue(NULL);
	screen_close();
	dup2(own_stderr, STDERR_FILENO);
	close(own_stderr);
	close(s->saying);
	sigprocmask(SIG_SETMASK, &before, NULL);
	return ok;
}

static void end(struct session *s)
{
	peer_stop(&s->peer);
	editor_free(&s->line);
	editor_free(&s->date);
	past_free(&s->past);
	wish_free(&s->wish);
	found_free(&s->found);
	found_free(&s->before);
	reader_free(&s->reader);
	menu_free(&s->menu);
	for (enum errand e = 0; e < ERRAND_COUNT_OF; e++)
		buf_free(&s->asked[e].line);
	buf_free(&s->said);
	buf_free(&s->notice);
	buf_free(&s->citation);
	buf_free(&s->cited);
	buf_free(&s->words);
}

bool interactive_run(const struct host *host, int *status, struct error *err)
{
	static struct session s;
	*status = EXIT_SUCCESS;
	if (!terminfo_check(err))
		return false;
	s = (struct session){.host = host,
		.wish = {.unfolded = host->unfolded},
		.found = {.next = -1},
		.before = {.next = -1}};
	bool ok = begin(&s, status, err);
	if (ok && s.peer.pid > 0) {
		past_open(&s.past);
		ok = converse(&s, err);
		print_text(buf_str(&s.cited));
		print_flush();
	}
	end(&s);
	if (ended) {
		signal(ended, SIG_DFL);
		raise(ended);
	}
	return ok;
}
