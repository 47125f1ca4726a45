#include "archive/audience/view.h"
#include "archive/generation.h"
#include "base/lang.h"
#include "cluster/cluster.h"
#include "printing/print.h"
#include "query/respond/last_run.h"
#include "query/serve/server.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum {
	START_SECONDS = 60, /* that a worker may take to open the archive */
	LOOK_MS = 250,      /* between two looks for a new generation */
	RETRY_MS = 100,     /* after a worker that could not start; doubled each time */
	RETRY_DOUBLED_MOST = 6,
	SOCKET_BYTES = 256 << 10 /* a line fits, so that to send it never blocks */
};

/* ---- One worker ---- */

static void forget(struct worker *w)
{
	buf_free(&w->answer);
	*w = (struct worker){.state = WORKER_FREE, .fd = -1};
}

/* It has nothing that anybody waits for, or is past waiting for. */
static void end(struct worker *w)
{
	close(w->fd);
	kill(w->pid, SIGKILL);
	while (waitpid(w->pid, NULL, 0) < 0 && errno == EINTR)
		;
	forget(w);
}

/* What is published at the place number I. */
static uint32_t generation_of(const struct server *s, size_t i)
{
	uint32_t number;
	struct error ignored;
	if (generation_current(s->options->archives.list[i], &number, &ignored))
		return number;
	return s->cluster ? cluster_generation(s->cluster) : 0;
}

static struct served look_at_all(const struct server *s)
{
	const struct archive_paths *paths = &s->options->archives;
	struct served served = {.report = last_run_written(paths->list[0])};
	struct error ignored;
	struct archive_seen seen;
	for (size_t i = 0; i < paths->count; i++) {
		served.generation[i] = generation_of(s, i);
		/* An embargo may be over without a run. */
		if (served.generation[i] > 0 && paths->as &&
			view_find(paths->list[i], paths->as, time(NULL), &seen, &ignored))
			served.from[i] = seen.from;
	}
	return served;
}

static bool is_same(const struct served *a, const struct served *b)
{
	return memcmp(a, b, sizeof *a) == 0;
}

static bool start(struct server *s, struct worker *w)
{
	struct served served = look_at_all(s);
	int fds[2];
	int bytes = SOCKET_BYTES;
	if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, fds) != 0)
		return false;
	setsockopt(fds[0], SOL_SOCKET, SO_SNDBUF, &bytes, sizeof bytes);
	pid_t pid = fork();
	if (pid == 0)
		worker_run(s->options, fds[1]);
	close(fds[1]);
	if (pid < 0) {
		close(fds[0]);
		return false;
	}
	*w = (struct worker){.state = WORKER_STARTING,
		.pid = pid,
		.fd = fds[0],
		.served = served,
		.deadline_ms = s->now_ms + START_SECONDS * 1000,
		.answer = {.ceiling = ANSWER_MAX_BYTES}};
	return true;
}

/* What it was at is lost: that costs one answer. */
static void lose(struct worker *w, const char *vi, const char *en)
{
	struct job *j = w->job;
	w->job = NULL;
	if (j)
		job_fail(j, ERROR_LOST, vi, en);
	end(w);
}

/* ---- Counting ---- */

/* Whether W is one of those that answer, or will. */
static bool is_ours(const struct worker *w)
{
	return w->state != WORKER_FREE && !w->retiring;
}

static size_t count_ours(const struct pool *p)
{
	size_t n = 0;
	for (size_t i = 0; i < p->room; i++)
		n += is_ours(&p->workers[i]);
	return n;
}

bool pool_is_busy(const struct server *s)
{
	for (size_t i = 0; i < s->pool.room; i++) {
		if (s->pool.workers[i].state == WORKER_BUSY)
			return true;
	}
	return false;
}

static struct worker *find_free(struct pool *p)
{
	for (size_t i = 0; i < p->room; i++) {
		if (p->workers[i].state == WORKER_FREE)
			return &p->workers[i];
	}
	return NULL;
}

/* ---- Starting ---- */

static void delay(struct server *s)
{
	struct pool *p = &s->pool;
	unsigned doubled = p->failures < RETRY_DOUBLED_MOST ? p->failures : RETRY_DOUBLED_MOST;
	p->failures++;
	p->retry_ms = s->now_ms + (RETRY_MS << doubled);
}

static void start_missing(struct server *s)
{
	struct pool *p = &s->pool;
	for (size_t n = count_ours(p); n < p->wanted && s->now_ms >= p->retry_ms; n++) {
		struct worker *w = find_free(p);
		if (!w)
			return;
		if (!start(s, w))
			delay(s);
	}
}

/* Whether none of the archives can be read, while they are being moved, say: then what is open
   goes on. */
static bool is_nothing(const struct served *served)
{
	static const struct served nothing;
	return memcmp(served->generation, nothing.generation, sizeof nothing.generation) == 0;
}

/* The first of a new generation: the others make place when it is ready. */
static void look_for_news(struct server *s)
{
	struct pool *p = &s->pool;
	if (!p->is_ready || s->now_ms - s->looked_ms < LOOK_MS)
		return;
	s->looked_ms = s->now_ms;
	struct served now = look_at_all(s);
	if (is_nothing(&now) || is_same(&now, &p->served) || s->now_ms < p->retry_ms)
		return;
	for (size_t i = 0; i < p->room; i++) {
		if (p->workers[i].state == WORKER_STARTING)
			return;
	}
	struct worker *w = find_free(p);
	if (w && !start(s, w))
		delay(s);
}

static void retire_others(struct pool *p)
{
	for (size_t i = 0; i < p->room; i++) {
		struct worker *w = &p->workers[i];
		if (w->state == WORKER_IDLE && !is_same(&w->served, &p->served))
			end(w);
		else if (w->state == WORKER_BUSY && !is_same(&w->served, &p->served))
			w->retiring = true;
	}
}

/* Whether W was slow, and has opened what is no longer published. */
static bool is_late(const struct server *s, const struct worker *w)
{
	if (!s->pool.is_ready || is_same(&w->served, &s->pool.served))
		return false;
	struct served now = look_at_all(s);
	return !is_same(&w->served, &now);
}

/* What is wrong with archives that are missing is told when it is another than before. */
static void tell_missing(struct pool *p, struct str what)
{
	if (what.len > 0 && !str_eq(what, buf_str(&p->told)))
		print_err("tracuu: %.*s\n", STR_ARG(what));
	buf_reset(&p->told);
	buf_append(&p->told, what);
}

/* W says "+": the archives are open, but for what is wrong with those that are not. */
static void welcome(struct server *s, struct worker *w, struct str missing)
{
	struct pool *p = &s->pool;
	w->state = WORKER_IDLE;
	w->deadline_ms = 0;
	p->failures = 0;
	if (is_late(s, w)) {
		end(w);
		return;
	}
	tell_missing(p, missing);
	p->is_ready = true;
	p->served = w->served;
	retire_others(p);
}

/* W says "!" and why it can't open it. Before the first is ready, that ends the server; also where
   not everything is for who asks, as what is answered from may be hidden by now. */
static void refuse(struct server *s, struct worker *w, struct str why)
{
	if (!s->pool.is_ready || s->options->archives.as) {
		error_set(s->err, ERROR_IO, "%.*s", STR_ARG(why));
		s->is_over = true;
	} else if (s->pool.failures == 0) {
		print_err(SAY("tracuu: không mở được phiên bản chỉ mục mới, vẫn dùng phiên bản cũ: "
			      "%.*s\n",
				  "tracuu: a new generation can't be opened, the old one stays: "
				  "%.*s\n"),
			STR_ARG(why));
	}
	delay(s);
	end(w);
}

/* ---- Answering ---- */

static uint32_t time_of(const struct server *s, const struct job *j)
{
	uint32_t most = s->options->usual.timeout_ms;
	uint32_t asked = j->request.timeout_told ? j->request.settings.timeout_ms : 0;
	return most == 0 ? asked : asked == 0 || asked > most ? most : asked;
}

bool pool_give(struct server *s, struct job *j)
{
	for (size_t i = 0; i < s->pool.room; i++) {
		struct worker *w = &s->pool.workers[i];
		if (w->state != WORKER_IDLE)
			continue;
		if (send(w->fd, j->line.ptr, j->line.len, MSG_NOSIGNAL | MSG_DONTWAIT) !=
			(ssize_t)j->line.len) {
			end(w);
			continue;
		}
		uint32_t ms = time_of(s, j);
		w->state = WORKER_BUSY;
		w->job = j;
		w->deadline_ms = ms > 0 ? s->now_ms + ms + SERVE_GRACE_SECONDS * 1000 : 0;
		return true;
	}
	return false;
}

/* It is at J, and reads no other before the signal: nothing else is ended by it. */
void pool_cancel(struct server *s, const struct job *j)
{
	for (size_t i = 0; i < s->pool.room; i++) {
		if (s->pool.workers[i].job == j)
			kill(s->pool.workers[i].pid, SIGUSR1);
	}
}

static void take_line(struct server *s, struct worker *w)
{
	struct str line = buf_str(&w->answer);
	struct job *j = w->job;
	if (w->state == WORKER_STARTING) {
		if (str_at(line, 0) == '+')
			welcome(s, w, str_slice(line, 1, line.len - 1));
		else
			refuse(s, w, str_slice(line, 1, line.len - 1));
	} else if (j) {
		w->job = NULL;
		w->state = WORKER_IDLE;
		w->deadline_ms = 0;
		job_answer(j, line);
		if (w->retiring)
			end(w);
	} else {
		end(w); /* says what nobody asked */
	}
	if (w->answer.capacity > UNSENT_MAX_BYTES)
		buf_free(&w->answer);
	buf_reset(&w->answer);
}

static void read_some(struct server *s, struct worker *w)
{
	char bytes[64 << 10];
	ssize_t n = recv(w->fd, bytes, sizeof bytes, MSG_DONTWAIT);
	if (n < 0 && (errno == EAGAIN || errno == EINTR))
		return;
	if (n > 0 && buf_append(&w->answer, str_make(bytes, (size_t)n))) {
		if (bytes[n - 1] == '\n')
			take_line(s, w);
		return;
	}
	bool starting = w->state == WORKER_STARTING;
	lose(w, "tiến trình trả lời đã dừng giữa chừng; hãy thử lại",
		"the process that was answering ended; try again");
	if (starting)
		delay(s);
	if (starting && !s->pool.is_ready) {
		error_set(s->err, ERROR_INTERNAL, "%s",
			SAY("tiến trình trả lời dừng ngay khi bắt đầu",
				"a process that answers ended at its start"));
		s->is_over = true;
	}
}

/* ---- All of them ---- */

void pool_tend(struct server *s)
{
	struct pool *p = &s->pool;
	for (size_t i = 0; i < p->room; i++) {
		struct worker *w = &p->workers[i];
		if (w->state == WORKER_FREE || w->deadline_ms == 0 || s->now_ms < w->deadline_ms)
			continue;
		print_err("%s", SAY("tracuu: một tiến trình trả lời bị treo, đã dừng nó\n",
					"tracuu: a process that answers hung, and was ended\n"));
		lose(w, "tiến trình trả lời bị treo nên đã dừng; hãy thử lại",
			"the process that was answering hung and was ended; try again");
	}
	look_for_news(s);
	start_missing(s);
}

size_t pool_poll(struct server *s, struct pollfd *fds)
{
	size_t n = 0;
	for (size_t i = 0; i < s->pool.room; i++) {
		struct worker *w = &s->pool.workers[i];
		w->poll = NULL;
		if (w->state == WORKER_FREE)
			continue;
		fds[n] = (struct pollfd){.fd = w->fd, .events = POLLIN};
		w->poll = &fds[n++];
	}
	return n;
}

void pool_serve(struct server *s)
{
	for (size_t i = 0; i < s->pool.room; i++) {
		struct worker *w = &s->pool.workers[i];
		if (w->state != WORKER_FREE && w->poll && w->poll->revents)
			read_some(s, w);
	}
}

bool pool_open(struct server *s)
{
	struct pool *p = &s->pool;
	long processors = sysconf(_SC_NPROCESSORS_ONLN);
	p->wanted = s->options->workers ? s->options->workers
		    : processors > 0    ? (size_t)processors
					: 1;
	p->wanted = p->wanted < SERVE_WORKERS_MAX ? p->wanted : SERVE_WORKERS_MAX;
	p->room = 2 * p->wanted + 1;
	p->workers = calloc(p->room, sizeof *p->workers);
	if (!p->workers)
		return error_set_memory(s->err);
	for (size_t i = 0; i < p->room; i++)
		forget(&p->workers[i]);
	s->cluster = cluster_among(s->options->archives.list, s->options->archives.count);
	start_missing(s);
	return true;
}

void pool_close(struct server *s)
{
	for (size_t i = 0; i < s->pool.room; i++) {
		struct worker *w = &s->pool.workers[i];
		if (w->state != WORKER_FREE)
			lose(w, "máy chủ đang dừng", "the server is ending");
	}
	cluster_free(s->cluster);
	s->cluster = NULL;
	buf_free(&s->pool.told);
	free(s->pool.workers);
	s->pool.workers = NULL;
	s->pool.room = 0;
}
