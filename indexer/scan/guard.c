#include "indexer/scan/guard.h"

#include "article/readers/beside.h"
#include "base/file.h"
#include "base/lang.h"
#include "indexer/scan/beside.h"

#include <errno.h>
#include <stdlib.h>
#include <unistd.h>

/* Opens that in FOLDER; -1 with errno. */
static int open_in(const struct source *source, struct str folder, struct stat *out)
{
	struct buf path = BUF_INIT;
	buf_append(&path, folder);
	buf_append_c(&path, GUARD_NAME);
	int fd = path.failed ? -1 : source_open_file(source, buf_str(&path), out);
	int number = path.failed ? ENOMEM : errno;
	buf_free(&path);
	errno = number;
	return fd;
}

bool guard_examine(const struct source *source, struct str folder, struct stat *out)
{
	int fd = open_in(source, folder, out);
	if (fd >= 0)
		close(fd);
	return fd >= 0;
}

static bool note_stat(struct guard *g, const struct stat *st)
{
	struct stat *larger = reallocarray(g->stats, g->count + 1, sizeof *larger);
	if (!larger)
		return false;
	g->stats = larger;
	larger[g->count++] = *st;
	return true;
}

static bool hear(struct guard *g, int fd, struct error *err)
{
	struct buf text = BUF_INIT;
	struct str visibility, embargo;
	bool ok = file_read_open(fd, GUARD_NAME, GUARD_MAX_BYTES, &text, err) &&
		  article_guard_read(buf_str(&text), &g->memory, &visibility, &embargo, err);
	if (ok && visibility.len > 0)
		g->visibility = visibility;
	if (ok && embargo.len > 0)
		g->embargo = embargo;
	buf_append_u64(&g->said, text.len);
	buf_append(&g->said, buf_str(&text));
	buf_free(&text);
	return ok;
}

/* A link that leads out of the source is as unreadable as what is no JSON. */
static bool read_one(struct guard *g, struct str folder)
{
	struct stat st;
	struct error why = {0};
	int fd = open_in(g->source, folder, &st);
	if (fd < 0 && (errno == ENOENT || errno == ENAMETOOLONG))
		return true;
	bool ok = fd >= 0 ? note_stat(g, &st) && hear(g, fd, &why)
			  : error_set_system(&why, errno,
				    SAY("không đọc được “%s”", "cannot read %s"), GUARD_NAME);
	if (fd >= 0)
		close(fd);
	if (!ok && why.code == ERROR_NONE)
		return false;
	if (!ok && g->unread.code == ERROR_NONE) {
		g->unread = why;
		error_add_context(&g->unread, "%.*s" GUARD_NAME, STR_ARG(folder));
	}
	return ok || why.code != ERROR_MEMORY;
}

bool guard_read(struct guard *g, const struct source *source, struct str path)
{
	struct str folder = STR("");
	if (path.len > 0 && memchr(path.ptr, '/', path.len))
		folder = str_slice(path, 0, path.len - str_after_last(path, '/').len);
	if (g->source == source && str_eq(buf_str(&g->folder), folder))
		return true;
	buf_reset(&g->folder);
	buf_reset(&g->said);
	arena_reset(&g->memory);
	g->visibility = g->embargo = STR("");
	g->unread = (struct error){0};
	g->count = 0;
	g->source = source;
	/* A source that is a file is in no folder of ours. */
	bool ok = buf_append(&g->folder, folder) && (path.len == 0 || read_one(g, STR("")));
	for (size_t at = 0; ok && at < folder.len; at++) {
		if (folder.ptr[at] == '/')
			ok = read_one(g, str_slice(folder, 0, at + 1));
	}
	ok = ok && !g->said.failed;
	if (!ok)
		g->source = NULL;
	return ok;
}

void guard_free(struct guard *g)
{
	buf_free(&g->folder);
	buf_free(&g->said);
	arena_free(&g->memory);
	free(g->stats);
	*g = (struct guard){0};
}

void guard_add(const struct guard *g, struct stat *st)
{
	for (size_t i = 0; i < g->count; i++)
		beside_add(st, &g->stats[i]);
}
