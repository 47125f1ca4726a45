/* A reader that does what its file tells it to: what a reader that was taken over would try. */
#include "article/worker/parcel.h"
#include "article/worker/server.h"
#include "article/worker/wire.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <unistd.h>

enum { SOCKET = 3, WORD = 64 };

struct reader {
	char told[WORD + 1];
	int fd;
	unsigned steps;
	size_t given; /* bytes of a member */
};

static char *volatile nowhere;
static const char member[] = "Tin trong gói\n\nNgày 4/2, UBND thành phố họp.\n";

static void *open_told(const struct article_file *file, struct error *err)
{
	struct reader *r = calloc(1, sizeof *r);
	if (!r || pread(file->fd, r->told, WORD, 0) < 0) {
		error_set_memory(err);
		free(r);
		return NULL;
	}
	r->fd = file->fd;
	if (strcmp(r->told, "no") != 0)
		return r;
	error_set(err, ERROR_CORRUPT, "it is damaged");
	free(r);
	return NULL;
}

static void close_told(void *state)
{
	free(state);
}

static enum ceiling no_ceiling(const void *state)
{
	(void)state;
	return CEILING_NONE;
}

static ssize_t give(void *state, char *out, size_t size, struct error *err)
{
	struct reader *r = state;
	size_t left = sizeof member - 1 - r->given, some = left < size ? left : size;
	if (strcmp(r->told, "member-fails") == 0) {
		error_set(err, ERROR_CORRUPT, "it is damaged");
		return -1;
	}
	memcpy(out, member + r->given, some);
	r->given += some;
	return (ssize_t)some;
}

/* ---- What is tried ---- */

static bool opens(void)
{
	return open("/etc/passwd", O_RDONLY) >= 0;
}

static bool connects(void)
{
	return socket(AF_INET, SOCK_STREAM, 0) >= 0 || socket(AF_UNIX, SOCK_STREAM, 0) >= 0;
}

static bool forks(void)
{
	pid_t child = fork();
	if (child == 0)
		_exit(0);
	return child > 0;
}

static bool allocates(void)
{
	char *volatile memory = malloc((size_t)2 << 30);
	return memory != NULL;
}

static bool kills_us(void)
{
	return kill(getppid(), 0) == 0;
}

/* Only what it was sent is open, but the socket and /dev/null. */
static bool has_more_open(struct reader *r)
{
	for (int fd = SOCKET + 1; fd < 64; fd++) {
		if (fd != r->fd && fcntl(fd, F_GETFD) >= 0)
			return true;
	}
	return false;
}

static void lie(const char *bytes, size_t len)
{
	ssize_t put = write(SOCKET, bytes, len);
	(void)put;
}

static bool misbehave(struct reader *r)
{
	const char *told = r->told;
	if (strcmp(told, "crash") == 0)
		*nowhere = 0;
	if (strcmp(told, "abort") == 0)
		abort();
	if (strcmp(told, "exit") == 0)
		_exit(0);
	while (strcmp(told, "loop") == 0)
		r->steps++;
	if (strcmp(told, "deaf") == 0) {
		close(SOCKET);
		for (;;)
			r->steps++;
	}
	if (strcmp(told, "garbage") == 0)
		lie("xxxxxxxxxxxxxxxxxxxxxxxx", 24);
	if (strcmp(told, "huge") == 0)
		lie("\xFF\xFF\xFF\xFFN", 5);
	if (strcmp(told, "unasked") == 0)
		lie("\0\0\0\0C", 5);
	if (strcmp(told, "no-article") == 0)
		lie("\3\0\0\0N\0\0\0", 8);
	return strcmp(told, "open") == 0       ? opens()
	       : strcmp(told, "connect") == 0  ? connects()
	       : strcmp(told, "fork") == 0     ? forks()
	       : strcmp(told, "allocate") == 0 ? allocates()
	       : strcmp(told, "kill") == 0     ? kills_us()
	       : strcmp(told, "more") == 0     ? has_more_open(r)
					       : false;
}

static enum article_step next_told(void *state, struct article *out, struct article_problem *p)
{
	struct reader *r = state;
	if (r->steps++ > 0)
		return ARTICLE_END;
	if (misbehave(r)) {
		error_set(&p->error, ERROR_INPUT, "it can %s", r->told);
		return ARTICLE_SKIPPED;
	}
	if (strncmp(r->told, "member", 6) == 0) {
		out->member = STR("tin/1.txt");
		return ARTICLE_MEMBER;
	}
	if (strcmp(r->told, "bad-text") == 0)
		out->title.value = STR("\xFF\xFE");
	else
		out->title.value = STR("Tin");
	out->id.value = STR("1");
	out->encoding = ENCODING_UTF8;
	out->encodings = 1u << ENCODING_UTF8;
	if (strcmp(r->told, "bad-date") == 0)
		out->date.value = STR("2018-13-01");
	return ARTICLE_READ;
}

static const struct reader_ops ops = {open_told, next_told, no_ceiling, close_told, give};

int main(void)
{
	static const struct worker_format formats[] = {{ARTICLE_PDF, &ops, NULL}};
	return worker_serve(formats, 1);
}
