#include "indexer/scan/source.h"

#include "base/beneath.h"
#include "base/file.h"
#include "base/lang.h"
#include "indexer/scan/access.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>

static bool fail_kind(const char *path, struct error *err)
{
	return error_set(err, ERROR_USAGE,
		SAY("nguồn “%s” không phải là thư mục hay tệp thường",
			"the source %s is neither a folder nor a regular file"),
		path);
}

static bool fail_open(const char *path, struct error *err)
{
	return error_set_system(err, errno,
		SAY("không tìm thấy nguồn “%s”; chưa thay đổi gì trong kho. Nếu thư mục đã chuyển "
		    "chỗ: nêu chỗ mới, và bỏ chỗ cũ bằng --forget",
			"the source %s can't be found; nothing was changed in the archive. If the "
			"folder was moved: name it where it is, and drop where it was with "
			"--forget"),
		path);
}

/* COPY, of a path, becomes that of the folder, and what stands behind its end the name. */
static void divide(struct source *s, char *copy)
{
	char *slash = strrchr(copy, '/');
	if (!slash) {
		s->name = copy;
		s->path = NULL;
		return;
	}
	*slash = '\0';
	s->name = slash + 1;
}

bool source_open(struct source *s, const char *path, struct error *err)
{
	enum { FOLDER = O_RDONLY | O_DIRECTORY | O_CLOEXEC };
	struct stat st;
	*s = SOURCE_CLOSED;
	if (stat(path, &st) != 0)
		return fail_open(path, err);
	if (!S_ISDIR(st.st_mode) && !S_ISREG(st.st_mode))
		return fail_kind(path, err);
	s->memory = strdup(path);
	if (!s->memory)
		return error_set_memory(err);
	s->path = s->memory;
	if (S_ISREG(st.st_mode))
		divide(s, s->memory);
	const char *folder = !s->path ? "." : *s->path ? s->path : "/";
	s->dir = open(folder, FOLDER);
	s->closed = !access_by_all(folder);
	if (s->dir >= 0)
		return true;
	fail_open(path, err);
	source_close(s);
	return false;
}

void source_close(struct source *s)
{
	if (s->dir >= 0)
		close(s->dir);
	free(s->memory);
	*s = SOURCE_CLOSED;
}

/* The path to look up from the folder, with a NUL behind it, in ROOM. */
static const char *path_of(const struct source *s, struct str path, struct buf *room)
{
	buf_reset(room);
	if (s->name)
		buf_append_c(room, s->name);
	buf_append(room, path);
	errno = ENOMEM;
	return room->failed ? NULL : room->ptr;
}

bool source_follow(const struct source *s, struct str path, struct buf *out)
{
	struct buf room = BUF_INIT;
	const char *from = path_of(s, path, &room);
	bool ok = from && beneath_follow(s->dir, s->path ? s->path : "", from, out);
	int number = errno;
	buf_free(&room);
	errno = number;
	return ok;
}

/* O_NONBLOCK is for a pipe that took the file's place. */
static int open_beneath(const struct source *s, struct str path)
{
	enum { FLAGS = O_RDONLY | O_NONBLOCK | O_NOCTTY };
	struct buf room = BUF_INIT, target = BUF_INIT;
	const char *from = path_of(s, path, &room);
	int fd = from ? beneath_open(s->dir, from, FLAGS) : -1;
	if (fd < 0 && from && errno == ELOOP && source_follow(s, path, &target))
		fd = beneath_open(s->dir, target.ptr, FLAGS);
	int number = errno;
	buf_free(&room);
	buf_free(&target);
	errno = number;
	return fd;
}

int source_open_file(const struct source *s, struct str path, struct stat *st)
{
	int fd = open_beneath(s, path);
	if (fd < 0)
		return -1;
	int number = fstat(fd, st) != 0 ? errno : 0;
	if (number == 0 && S_ISREG(st->st_mode))
		return fd;
	close(fd);
	errno = number;
	return -1;
}

const char *source_why(int number, char *out, size_t size)
{
	if (number == EXDEV)
		return SAY("liên kết dẫn ra ngoài nguồn nên không đọc",
			"a link that leads out of the source, and so is not followed");
	if (number == 0)
		return SAY("không còn là tệp thường", "not a regular file any more");
	return lang_errno(number, out, size);
}

bool source_read(const struct source *s, struct str path, const char *name, uint64_t max_bytes,
	struct buf *out, struct error *err)
{
	struct stat st;
	char reason[128];
	int fd = source_open_file(s, path, &st);
	if (fd < 0)
		return error_set(err, ERROR_IO,
			SAY("không đọc được “%s”: %s", "cannot read %s: %s"), name,
			source_why(errno, reason, sizeof reason));
	bool ok = file_read_open(fd, name, max_bytes, out, err);
	close(fd);
	return ok;
}
