#include "web/peer.h"

#include "base/ascii.h"

#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <unistd.h>

enum { CHUNK = 64 << 10, KEPT_BYTES = 1 << 20 };

struct waiting {
	uint64_t id; /* 0: free */
	peer_done *done;
	void *context;
	int64_t since_ms;
};

struct peer {
	int fd; /* -1: nobody is there */
	struct buf out;
	size_t sent; /* of it */
	struct buf line;
	bool too_long; /* it goes on past the most that is kept */
	uint64_t rounds;
	struct waiting waiting[PEER_WAITING];
};

struct peer *peer_new(void)
{
	struct peer *p = calloc(1, sizeof *p);
	if (p)
		p->fd = -1;
	return p;
}

bool peer_is_there(const struct peer *p)
{
	return p->fd >= 0;
}

/* ---- Who waits ---- */

static void finish(struct waiting *w, enum peer_outcome outcome, struct str answer)
{
	struct waiting told = *w;
	w->id = 0;
	told.done(told.context, outcome, answer);
}

/* What a number leaves, divided by that of slots, is its slot. */
uint64_t peer_next_id(struct peer *p)
{
	for (uint64_t i = 0; i < PEER_WAITING; i++) {
		if (p->waiting[i].id == 0)
			return ++p->rounds * PEER_WAITING + i;
	}
	return 0;
}

bool peer_ask(struct peer *p, uint64_t id, struct str line, int64_t now_ms, peer_done *done,
	void *context)
{
	if (!buf_reserve(&p->out, line.len + 1)) {
		p->out.failed = false;
		return false;
	}
	buf_append(&p->out, line);
	buf_push(&p->out, '\n');
	p->waiting[id % PEER_WAITING] =
		(struct waiting){.id = id, .done = done, .context = context, .since_ms = now_ms};
	return true;
}

bool peer_ask_status(struct peer *p, uint64_t id, int64_t now_ms, peer_done *done, void *context)
{
	char line[64];
	snprintf(line, sizeof line, "{\"id\":%" PRIu64 ",\"op\":\"status\"}", id);
	return peer_ask(p, id, str_from_c(line), now_ms, done, context);
}

/* Its own answer has a number that nobody waits for. */
void peer_cancel(struct peer *p, uint64_t id)
{
	if (p->waiting[id % PEER_WAITING].id != id)
		return;
	uint64_t own = ++p->rounds * PEER_WAITING;
	size_t before = p->out.len;
	if (!buf_printf(&p->out, "{\"id\":%" PRIu64 ",\"op\":\"cancel\",\"target\":%" PRIu64 "}\n",
		    own, id)) {
		p->out.len = before;
		p->out.failed = false;
	}
}

static void lose_all(struct peer *p)
{
	for (size_t i = 0; i < PEER_WAITING; i++) {
		if (p->waiting[i].id != 0)
			finish(&p->waiting[i], PEER_LOST, STR(""));
	}
}

/* Whose answer comes too late is not waited for. */
static void expire(struct peer *p, int64_t now_ms)
{
	int64_t seconds = p->fd < 0 ? PEER_ABSENT_SECONDS : PEER_WAIT_SECONDS;
	for (size_t i = 0; i < PEER_WAITING; i++) {
		if (p->waiting[i].id != 0 && now_ms - p->waiting[i].since_ms > seconds * 1000)
			finish(&p->waiting[i], PEER_LOST, STR(""));
	}
}

/* ---- The connection ---- */

/* What was asked while nobody was there is not lost by this: nobody was, or there is none. */
static void hang_up(struct peer *p)
{
	if (p->fd < 0)
		return;
	close(p->fd);
	p->fd = -1;
	buf_reset(&p->line);
	buf_reset(&p->out);
	p->sent = 0;
	p->too_long = false;
	lose_all(p);
}

void peer_connect(struct peer *p, int fd)
{
	hang_up(p);
	p->fd = fd;
}

void peer_free(struct peer *p)
{
	if (!p)
		return;
	hang_up(p);
	lose_all(p);
	buf_free(&p->line);
	buf_free(&p->out);
	free(p);
}

/* ---- Answers ---- */

/* Every answer to what has an id begins so. */
#define HEAD "{\"format\":1,"
#define HEAD_ID HEAD "\"id\":"

/* The number in the line, which then goes on behind *END; 0: it is no answer to us. */
static uint64_t read_id(struct str line, size_t *end)
{
	uint64_t id = 0;
	size_t at = sizeof HEAD_ID - 1;
	if (!str_starts_with(line, STR(HEAD_ID)))
		return 0;
	while (ascii_is_digit(str_at(line, at)) && id < UINT64_MAX / 100)
		id = 10 * id + (uint64_t)(line.ptr[at++] - '0');
	*end = at + 1;
	return str_at(line, at) == ',' ? id : 0;
}

/* The visitor, who gave no id, gets the same bytes without ours. */
static bool take_line(struct peer *p)
{
	size_t end = 0;
	uint64_t id = read_id(buf_str(&p->line), &end);
	if (id == 0)
		return false;
	struct waiting *w = &p->waiting[id % PEER_WAITING];
	if (w->id == id && p->too_long) {
		finish(w, PEER_TOO_LARGE, STR(""));
	} else if (w->id == id) {
		size_t head = sizeof HEAD - 1;
		memcpy(p->line.ptr + end - head, HEAD, head);
		finish(w, PEER_ANSWERED, str_slice(buf_str(&p->line), end - head, p->line.len));
	}
	if (p->line.capacity > KEPT_BYTES)
		buf_free(&p->line);
	buf_reset(&p->line);
	p->too_long = false;
	return true;
}

/* The lines of BYTES, the last of which may go on. */
static bool take_bytes(struct peer *p, struct str bytes)
{
	while (bytes.len > 0) {
		size_t end = str_find(bytes, STR("\n"), 0);
		size_t room = PEER_ANSWER_MAX - p->line.len;
		p->too_long |= end > room;
		if (!buf_append(&p->line, str_slice(bytes, 0, end < room ? end : room)))
			return false;
		bool whole = end < bytes.len;
		bytes = str_slice(bytes, whole ? end + 1 : end, bytes.len);
		if (whole && !take_line(p))
			return false;
	}
	return true;
}

static void read_some(struct peer *p)
{
	static char bytes[CHUNK];
	ssize_t n = recv(p->fd, bytes, sizeof bytes, MSG_DONTWAIT);
	if (n < 0 && (errno == EAGAIN || errno == EINTR))
		return;
	if (n <= 0 || !take_bytes(p, str_make(bytes, (size_t)n)))
		hang_up(p);
}

static void write_some(struct peer *p)
{
	ssize_t n = send(
		p->fd, p->out.ptr + p->sent, p->out.len - p->sent, MSG_DONTWAIT | MSG_NOSIGNAL);
	if (n < 0 && errno != EAGAIN && errno != EINTR)
		hang_up(p);
	if (n <= 0)
		return;
	p->sent += (size_t)n;
	if (p->sent < p->out.len)
		return;
	buf_reset(&p->out);
	p->sent = 0;
}

struct pollfd peer_poll(const struct peer *p)
{
	short events = p->sent < p->out.len ? POLLIN | POLLOUT : POLLIN;
	return (struct pollfd){.fd = p->fd, .events = events};
}

void peer_serve(struct peer *p, short revents, int64_t now_ms)
{
	if (p->fd >= 0 && revents & ~POLLOUT)
		read_some(p);
	if (p->fd >= 0 && p->sent < p->out.len)
		write_some(p);
	expire(p, now_ms);
}
