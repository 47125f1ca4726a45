#include "base/copies.h"
#include "base/file.h"
#include "base/lang.h"

#include <pthread.h>
#include <stdlib.h>
#include <sys/stat.h>

struct copy {
	struct copy *next;
	struct stat file; /* when it was read */
	struct buf bytes;
	size_t users;
};

static struct copy *all;
static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER; /* of these */

static bool is_same(const struct stat *a, const struct stat *b)
{
	return a->st_dev == b->st_dev && a->st_ino == b->st_ino && a->st_size == b->st_size &&
	       a->st_mtim.tv_sec == b->st_mtim.tv_sec && a->st_mtim.tv_nsec == b->st_mtim.tv_nsec;
}

static void free_copy(struct copy *c)
{
	buf_free(&c->bytes);
	free(c);
}

static struct copy *read_copy(int fd, const struct stat *st, const char *path, struct error *err)
{
	size_t size = (size_t)st->st_size;
	struct copy *c = calloc(1, sizeof *c);
	if (!c || !buf_reserve(&c->bytes, size)) {
		free(c);
		error_set_memory(err);
		return NULL;
	}
	c->file = *st;
	bool ok = file_read_open(fd, path, size, &c->bytes, err);
	if (ok && c->bytes.len < size)
		ok = error_set(err, ERROR_CORRUPT,
			SAY("“%s” bị cắt ngắn trong lúc đọc; hãy chạy \"tracuu-index repair\"",
				"%s was cut short while it was read; run \"tracuu-index repair\""),
			path);
	if (ok)
		return c;
	free_copy(c);
	return NULL;
}

struct copy *copy_open(int fd, const struct stat *st, const char *path, struct error *err)
{
	pthread_mutex_lock(&mutex);
	struct copy *c = all;
	while (c && !is_same(&c->file, st))
		c = c->next;
	if (!c && (c = read_copy(fd, st, path, err))) {
		c->next = all;
		all = c;
	}
	if (c)
		c->users++;
	pthread_mutex_unlock(&mutex);
	return c;
}

void copy_close(struct copy *c)
{
	pthread_mutex_lock(&mutex);
	bool is_last = --c->users == 0;
	struct copy **at = &all;
	while (*at != c)
		at = &(*at)->next;
	if (is_last)
		*at = c->next;
	pthread_mutex_unlock(&mutex);
	if (is_last)
		free_copy(c);
}

struct str copy_bytes(const struct copy *c)
{
	return buf_str(&c->bytes);
}
