#include "query/serve/server.h"

#include <errno.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <unistd.h>

enum {
	CHUNK = 64 << 10,
	PIPE_CHUNK = 4096 /* that a pipe takes without blocking, where it takes any: PIPE_BUF */
};

bool client_add(struct server *s, int in, int out, bool is_socket)
{
	struct client *c = s->client_count < SERVE_CLIENTS_MAX ? calloc(1, sizeof *c) : NULL;
	if (!c)
		return false;
	c->in = in;
	c->out = out;
	c->is_socket = is_socket;
	s->clients[s->client_count++] = c;
	return true;
}

static size_t unsent(const struct client *c)
{
	return c->unsent.len - c->sent;
}

bool client_takes_answers(const struct client *c)
{
	return unsent(c) < UNSENT_MAX_BYTES;
}

/* Whoever can't be told an answer can't be told anything more. */
static void hang_up(struct client *c)
{
	c->ended = true;
	buf_free(&c->unsent);
	c->sent = 0;
	c->out = -1;
}

static void write_some(struct client *c)
{
	size_t most = c->is_socket ? CHUNK : PIPE_CHUNK;
	size_t len = unsent(c) < most ? unsent(c) : most;
	ssize_t n = c->is_socket ? send(c->out, c->unsent.ptr + c->sent, len,
					   MSG_DONTWAIT | MSG_NOSIGNAL)
				 : write(c->out, c->unsent.ptr + c->sent, len);
	if (n < 0 && errno != EAGAIN && errno != EINTR)
		hang_up(c);
	if (n <= 0)
		return;
	c->sent += (size_t)n;
	if (unsent(c) > 0)
		return;
	if (c->unsent.capacity > UNSENT_MAX_BYTES)
		buf_free(&c->unsent);
	buf_reset(&c->unsent);
	c->sent = 0;
}

void client_send(struct client *c, struct str bytes)
{
	if (c->out < 0)
		return;
	buf_append(&c->unsent, bytes);
	if (c->unsent.failed)
		hang_up(c);
	else if (c->is_socket && c->sent == 0)
		write_some(c);
}

static void take_line(struct server *s, struct client *c)
{
	job_take(s, c);
	buf_reset(&c->line);
}

/* Whether another line may be taken: the rest waits, unread or with what was read. */
static bool has_room(const struct client *c)
{
	return !c->ended && c->jobs < SERVE_CLIENT_JOBS && client_takes_answers(c);
}

/* Takes lines of what was read while there is room for them; the last may go on. */
static void take_lines(struct server *s, struct client *c)
{
	struct str bytes = str_slice(buf_str(&c->read), c->taken, c->read.len);
	while (bytes.len > 0 && has_room(c)) {
		size_t end = str_find(bytes, STR("\n"), 0);
		size_t room = LINE_MAX_BYTES - c->line.len;
		buf_append(&c->line, str_slice(bytes, 0, end < room ? end : room));
		bool whole = end < bytes.len;
		bytes = str_slice(bytes, whole ? end + 1 : end, bytes.len);
		if (whole)
			take_line(s, c);
	}
	c->taken = c->read.len - bytes.len;
	if (bytes.len > 0)
		return;
	buf_reset(&c->read);
	c->taken = 0;
}

static void read_some(struct server *s, struct client *c)
{
	char bytes[CHUNK];
	ssize_t n = c->is_socket ? recv(c->in, bytes, sizeof bytes, MSG_DONTWAIT)
				 : read(c->in, bytes, sizeof bytes);
	if (n < 0 && (errno == EAGAIN || errno == EINTR))
		return;
	if (n > 0) {
		if (!buf_append(&c->read, str_make(bytes, (size_t)n)))
			c->ended = true; /* for want of memory even to say so */
		return;
	}
	/* A last line without its end is one. */
	if (c->line.len > 0)
		take_line(s, c);
	c->ended = true;
}

static bool wants_more(const struct server *s, const struct client *c)
{
	return !s->draining && c->read.len == 0 && has_room(c);
}

static struct pollfd *look(struct pollfd *fds, size_t *n, int fd, short events)
{
	fds[*n] = (struct pollfd){.fd = fd, .events = events};
	return &fds[(*n)++];
}

size_t clients_poll(struct server *s, struct pollfd *fds)
{
	size_t n = 0;
	for (size_t i = 0; i < s->client_count; i++) {
		struct client *c = s->clients[i];
		c->poll_in = wants_more(s, c) ? look(fds, &n, c->in, POLLIN) : NULL;
		/* Of one that is not read, that it hangs up is looked for all the same. */
		c->poll_out = unsent(c) > 0                ? look(fds, &n, c->out, POLLOUT)
			      : !c->poll_in && c->out >= 0 ? look(fds, &n, c->out, 0)
							   : NULL;
	}
	return n;
}

static void serve_one(struct server *s, struct client *c)
{
	if (c->poll_out && c->poll_out->revents & POLLOUT)
		write_some(c);
	else if (c->poll_out && c->poll_out->revents & (POLLERR | POLLHUP | POLLNVAL))
		hang_up(c);
	if (c->poll_in && c->poll_in->revents)
		read_some(s, c);
	if (!s->draining)
		take_lines(s, c);
}

static bool is_done(const struct server *s, const struct client *c)
{
	return (c->ended || s->draining) && (c->out < 0 || (c->jobs == 0 && unsent(c) == 0));
}

static void free_client(struct server *s, struct client *c)
{
	jobs_drop(s, c);
	if (c->is_socket)
		close(c->in);
	buf_free(&c->read);
	buf_free(&c->line);
	buf_free(&c->unsent);
	free(c);
}

void clients_serve(struct server *s)
{
	size_t kept = 0;
	for (size_t i = 0; i < s->client_count; i++)
		serve_one(s, s->clients[i]);
	for (size_t i = 0; i < s->client_count; i++) {
		struct client *c = s->clients[i];
		if (is_done(s, c))
			free_client(s, c);
		else
			s->clients[kept++] = c;
	}
	s->client_count = kept;
}

void clients_free(struct server *s)
{
	for (size_t i = 0; i < s->client_count; i++)
		free_client(s, s->clients[i]);
	s->client_count = 0;
}
