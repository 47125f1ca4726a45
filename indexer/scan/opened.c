#include "indexer/scan/opened.h"

#include "article/readers/beside.h"
#include "base/file.h"
#include "base/lang.h"
#include "indexer/scan/beside.h"

#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

static bool read_said(struct opened *o, int fd, bool whole, struct error *err)
{
	uint64_t max = whole ? BESIDE_MAX_BYTES : BESIDE_MAX_EACH;
	bool ok = file_read_open(fd, "*" BESIDE_ENDING, max, &o->said, err) &&
		  article_beside_check(buf_str(&o->said), err);
	close(fd);
	if (!ok)
		buf_reset(&o->said);
	return ok;
}

/* That there is none, nor can be: one that lies outside of the source is none. */
static bool is_absence(int number)
{
	return number == 0 || number == ENOENT || number == EXDEV || number == ENAMETOOLONG;
}

static bool read_beside(struct opened *o, const struct source *source, struct str path, bool whole,
	struct error *err)
{
	struct buf beside = BUF_INIT;
	buf_reset(&o->said);
	buf_append(&beside, path);
	buf_append_c(&beside, BESIDE_ENDING);
	int fd = beside.failed ? -1 : source_open_file(source, buf_str(&beside), &o->beside);
	int number = beside.failed ? ENOMEM : errno;
	buf_free(&beside);
	if (fd >= 0)
		return read_said(o, fd, whole, err);
	o->beside = (struct stat){0};
	return is_absence(number) ||
	       error_set_system(err, number, SAY("không đọc được “%s”", "cannot read %s"),
		       "*" BESIDE_ENDING);
}

bool opened_open(struct opened *o, const struct source *source, struct str path, bool whole,
	struct error *err)
{
	char reason[128];
	o->fd = source_open_file(source, path, &o->before);
	if (o->fd < 0)
		return error_set(err, ERROR_IO, "%s", source_why(errno, reason, sizeof reason));
	posix_fadvise(o->fd, 0, 0, POSIX_FADV_SEQUENTIAL);
	o->unheard = (struct error){0};
	read_beside(o, source, path, whole, &o->unheard);
	return guard_read(&o->guard, source, path) || error_set_memory(err);
}

void opened_close(struct opened *o)
{
	if (o->fd >= 0)
		close(o->fd);
	o->fd = -1;
}

void opened_free(struct opened *o)
{
	opened_close(o);
	buf_free(&o->said);
	guard_free(&o->guard);
}

static bool differs(const struct stat *a, const struct stat *b)
{
	return a->st_size != b->st_size || a->st_ino != b->st_ino ||
	       a->st_mtim.tv_sec != b->st_mtim.tv_sec || a->st_mtim.tv_nsec != b->st_mtim.tv_nsec ||
	       a->st_ctim.tv_sec != b->st_ctim.tv_sec || a->st_ctim.tv_nsec != b->st_ctim.tv_nsec;
}

bool opened_has_changed(const struct opened *o)
{
	struct stat now;
	return fstat(o->fd, &now) != 0 || differs(&o->before, &now);
}

struct stat opened_stat(const struct opened *o)
{
	struct stat both = o->before;
	if (o->beside.st_mode != 0)
		beside_add(&both, &o->beside);
	guard_add(&o->guard, &both);
	return both;
}

/* Whether most of it was never written: to read that costs nobody but us. */
static bool has_holes(const struct opened *o)
{
	off_t size = o->before.st_size, holes = 0;
	if (size - 512 * (off_t)o->before.st_blocks <= CEILING_HOLES_MAX)
		return false;
	for (off_t at = 0; at < size && holes <= CEILING_HOLES_MAX;) {
		off_t hole = lseek(o->fd, at, SEEK_HOLE);
		if (hole < 0)
			break;
		at = lseek(o->fd, hole, SEEK_DATA);
		at = at < 0 ? size : at;
		holes += at - hole;
	}
	lseek(o->fd, 0, SEEK_SET);
	return holes > CEILING_HOLES_MAX;
}

bool opened_is_empty(const struct opened *o)
{
	enum { SMALL = 4096 };
	char bytes[SMALL];
	ssize_t got = o->before.st_size < SMALL ? pread(o->fd, bytes, SMALL, 0) : -1;
	ssize_t at = 0;
	while (at < got && (bytes[at] == ' ' || (bytes[at] >= '\t' && bytes[at] <= '\r')))
		at++;
	return got >= 0 && at == got;
}

/* A text of UTF-16 has two bytes or more for each of UTF-8. */
enum ceiling opened_ceiling(const struct opened *o, struct article_format format)
{
	bool text = format.kind == ARTICLE_TEXT || format.kind == ARTICLE_MARKDOWN;
	if (text && (uint64_t)o->before.st_size > 2 * (uint64_t)ARTICLE_MAX_BYTES)
		return CEILING_SIZE;
	return has_holes(o) ? CEILING_HOLES : CEILING_NONE;
}
