#include "article/worker/server.h"

#include "article/worker/parcel.h"
#include "article/worker/wire.h"
#include "base/bytes.h"
#include "base/lang.h"
#include "base/sanitizer.h"
#include "sandbox/confine.h"
#include "sandbox/limits.h"

#include <signal.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <unistd.h>

enum { SOCKET = 3, MEMBER_PIECE = 256 << 10 };

struct server {
	const struct worker_format *formats;
	size_t count;
	const struct reader_ops *ops; /* of the file that is open */
	void *state;                  /* NULL: none is */
	int fd;
	struct key_map map;
	struct unused_keys unused;
	struct buf path; /* of the file */
	struct buf text; /* that was received, or is to be sent */
	char *piece;     /* MEMBER_PIECE bytes */
};

/* ---- What it may not ---- */

static void limit(int resource, rlim_t soft, rlim_t hard)
{
	struct rlimit l = {soft, hard};
	setrlimit((__rlimit_resource_t)resource, &l);
}

/* For one answer. Who waits for it gives up earlier; nobody may be there. */
static void renew_time(void)
{
	limits_time(WORKER_CPU_SECONDS);
}

static void set_limits(void)
{
#ifndef UNDER_SANITIZER
	const rlim_t mib = 1 << 20;
	limit(RLIMIT_DATA, WORKER_MEMORY_MIB * mib, WORKER_MEMORY_MIB * mib);
	limit(RLIMIT_AS, WORKER_SPACE_MIB * mib, WORKER_SPACE_MIB * mib);
	limit(RLIMIT_NPROC, 0, 0);
#endif
	limit(RLIMIT_FSIZE, 0, 0);
	limit(RLIMIT_CORE, 0, 0);
	limit(RLIMIT_NOFILE, WORKER_FILES, WORKER_FILES);
	signal(SIGXFSZ, SIG_IGN);
}

/* All but the socket, and /dev/null where libraries write their messages. */
static void close_others(void)
{
	close_range(SOCKET + 1, ~0U, 0);
}

/* ---- What it is asked ---- */

static bool say(struct server *s, enum wire_kind kind)
{
	return wire_send(SOCKET, kind, buf_str(&s->text), -1, 0) == WIRE_DONE;
}

static bool say_failed(struct server *s, const struct error *err)
{
	buf_reset(&s->text);
	return parcel_put_error(&s->text, err) && say(s, WIRE_FAILED);
}

static void close_file(struct server *s)
{
	if (s->state)
		s->ops->close(s->state);
	if (s->fd >= 0)
		close(s->fd);
	s->state = NULL;
	s->fd = -1;
}

static const struct reader_ops *find_ops(const struct server *s, enum article_kind kind)
{
	for (size_t i = 0; i < s->count; i++) {
		if (s->formats[i].kind == kind)
			return s->formats[i].ops;
	}
	return NULL;
}

static bool open_file(struct server *s, int fd)
{
	struct article_file file;
	struct error err = {0};
	close_file(s);
	s->fd = fd;
	if (!parcel_take_file(buf_str(&s->text), &file, &s->map, &s->unused, &s->path))
		return false;
	file.fd = fd;
	lseek(fd, 0, SEEK_SET);
	s->ops = find_ops(s, file.format.kind);
	if (s->ops)
		s->state = s->ops->open(&file, &err);
	else
		error_set(&err, ERROR_VERSION,
			SAY("bộ đọc đã cài không biết định dạng này; hãy cài cùng phiên bản với "
			    "tracuu-index",
				"the reader that is installed does not know this format; install "
				"that of tracuu-index"));
	if (!s->state)
		return say_failed(s, &err);
	buf_reset(&s->text);
	return say(s, WIRE_OPENED);
}

static bool next_step(struct server *s)
{
	struct article a = {.memory = ARENA_INIT};
	struct article_problem *p = calloc(1, sizeof *p);
	if (!p || !s->state) {
		/* It was asked for before the file turned out not to open. */
		struct error err = {.code = ERROR_INPUT};
		free(p);
		return say_failed(s, &err);
	}
	struct parcel_step step = {.step = s->ops->next(s->state, &a, p)};
	step.ceiling = s->ops->ceiling(s->state);
	buf_reset(&s->text);
	bool ok = parcel_put_step(&s->text, step, &a, p) && say(s, WIRE_STEP);
	article_free(&a);
	free(p);
	return ok;
}

static bool give_member(struct server *s)
{
	struct error err = {0};
	if (!s->state || !s->ops->member || s->text.len != 4)
		return false;
	size_t wanted = bytes_u32(s->text.ptr);
	ssize_t got = s->ops->member(
		s->state, s->piece, wanted < MEMBER_PIECE ? wanted : MEMBER_PIECE, &err);
	if (got < 0)
		return say_failed(s, &err);
	buf_reset(&s->text);
	return buf_append(&s->text, str_make(s->piece, (size_t)got)) && say(s, WIRE_BYTES);
}

static bool end_file(struct server *s)
{
	close_file(s);
	buf_reset(&s->text);
	bool ok = parcel_put_unused(&s->text, &s->unused) && say(s, WIRE_CLOSED);
	s->unused.count = 0;
	return ok;
}

static bool answer(struct server *s, enum wire_kind kind, int fd)
{
	if (kind == WIRE_OPEN && fd >= 0)
		return open_file(s, fd);
	if (fd >= 0)
		close(fd);
	switch (kind) {
	case WIRE_NEXT:
		return next_step(s);
	case WIRE_MEMBER:
		return give_member(s);
	case WIRE_CLOSE:
		return end_file(s);
	default:
		return false;
	}
}

/* ---- Its life ---- */

static bool say_hello(struct server *s, unsigned confined)
{
	buf_reset(&s->text);
	buf_push(&s->text, WIRE_VERSION);
	buf_push(&s->text, (char)confined);
	return say(s, WIRE_HELLO);
}

int worker_serve(const struct worker_format *formats, size_t count)
{
	struct server s = {.formats = formats, .count = count, .fd = -1};
	enum wire_kind kind;
	int fd;
	close_others();
	s.piece = malloc(MEMBER_PIECE);
	bool ok = s.piece != NULL;
	for (size_t i = 0; ok && i < count; i++)
		ok = !formats[i].warm_up || formats[i].warm_up();
	set_limits();
	renew_time();
	ok = ok && say_hello(&s, confine(CONFINE_READER));
	while (ok && wire_receive(SOCKET, &kind, &s.text, &fd, 0) == WIRE_DONE) {
		renew_time();
		ok = answer(&s, kind, fd);
	}
	close_file(&s);
	buf_free(&s.path);
	buf_free(&s.text);
	free(s.piece);
	return ok ? EXIT_SUCCESS : EXIT_FAILURE;
}
