#include "base/beneath.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <linux/openat2.h>
#include <stdlib.h>
#include <sys/syscall.h>
#include <unistd.h>

/* ---- Opening ---- */

static int openat2_beneath(int dir, const char *path, int flags)
{
	struct open_how how = {.flags = (uint64_t)(unsigned)flags,
		.resolve = RESOLVE_BENEATH | RESOLVE_NO_SYMLINKS | RESOLVE_NO_MAGICLINKS};
	return (int)syscall(SYS_openat2, dir, path, &how, sizeof how);
}

static bool is_itself(struct str name)
{
	return name.len == 0 || str_eq(name, STR("."));
}

/* Opens NAME, which has no slash; what is not the last on the way is a folder. */
static int step(int dir, struct str name, bool last, int flags)
{
	char copy[NAME_MAX + 1];
	if (name.len > NAME_MAX) {
		errno = ENAMETOOLONG;
		return -1;
	}
	memcpy(copy, name.ptr, name.len);
	copy[name.len] = '\0';
	int fd = openat(dir, copy, (last ? flags : O_PATH | O_DIRECTORY) | O_NOFOLLOW | O_CLOEXEC);
	if (fd < 0 && errno == ENOTDIR && !last) {
		char target[1];
		errno = readlinkat(dir, copy, target, sizeof target) >= 0 ? ELOOP : ENOTDIR;
	}
	return fd;
}

static void close_quietly(int fd)
{
	int number = errno;
	close(fd);
	errno = number;
}

int beneath_walk(int dir, const char *path, int flags)
{
	struct str rest = str_from_c(path), name;
	int at = dir;
	if (*path == '/') {
		errno = EXDEV;
		return -1;
	}
	while (str_split(&rest, '/', &name)) {
		bool last = rest.len == 0;
		int next = -1;
		if (is_itself(name) && !last)
			continue;
		if (str_eq(name, STR("..")))
			errno = EXDEV;
		else
			next = step(at, is_itself(name) ? STR(".") : name, last, flags);
		if (at != dir)
			close_quietly(at);
		if (next < 0 || last)
			return next;
		at = next;
	}
	errno = ENOENT;
	return -1;
}

int beneath_open(int dir, const char *path, int flags)
{
	int fd = openat2_beneath(dir, path, flags | O_CLOEXEC);
	/* A filter of system calls that knows nothing of it says EPERM. */
	if (fd < 0 && (errno == ENOSYS || errno == EPERM))
		return beneath_walk(dir, path, flags);
	return fd;
}

/* ---- Following ---- */

struct way {
	int dir;
	struct str own;
	struct buf *done; /* without links */
	struct buf rest;  /* from AT on, still to be looked at */
	size_t at;
	unsigned links;
};

static bool fail(int number)
{
	errno = number;
	return false;
}

/* Back to the folder that what was done last is in. */
static bool step_back(struct buf *done)
{
	const char *slash = done->len > 0 ? memrchr(done->ptr, '/', done->len) : NULL;
	if (done->len == 0)
		return fail(EXDEV);
	done->len = slash ? (size_t)(slash - done->ptr) : 0;
	done->ptr[done->len] = '\0';
	return true;
}

/* Takes the path of the folder itself off TARGET, which begins at the root. */
static bool take_own(const struct way *w, struct str *target)
{
	struct str own = w->own;
	while (str_ends_with(own, STR("/")))
		own.len--;
	if (!str_starts_with(*target, own) || str_at(*target, own.len) != '/')
		return false;
	*target = str_slice(*target, own.len, target->len);
	return true;
}

/* The way goes on from where the link at its end leads to. */
static bool turn(struct way *w, struct str target)
{
	struct buf rest = BUF_INIT;
	if (++w->links > BENEATH_LINKS_MAX)
		return fail(ELOOP);
	if (str_starts_with(target, STR("/"))) {
		if (!take_own(w, &target))
			return fail(EXDEV);
		w->done->len = 0;
	} else if (!step_back(w->done)) {
		return false;
	}
	buf_append(&rest, target);
	buf_push(&rest, '/');
	buf_append(&rest, str_slice(buf_str(&w->rest), w->at, w->rest.len));
	buf_free(&w->rest);
	w->rest = rest;
	w->at = 0;
	return rest.failed ? fail(ENOMEM) : rest.len < PATH_MAX || fail(ENAMETOOLONG);
}

/* Looks at NAME, the next on the way. */
static bool follow_name(struct way *w, struct str name)
{
	char target[PATH_MAX];
	if (is_itself(name))
		return true;
	if (str_eq(name, STR("..")))
		return step_back(w->done);
	if (w->done->len > 0)
		buf_push(w->done, '/');
	if (!buf_append(w->done, name))
		return fail(ENOMEM);
	ssize_t len = readlinkat(w->dir, w->done->ptr, target, sizeof target);
	if (len < 0)
		return errno == EINVAL; /* it is no link */
	return (size_t)len < sizeof target ? turn(w, str_make(target, (size_t)len))
					   : fail(ENAMETOOLONG);
}

static bool follow_all(struct way *w)
{
	while (w->at < w->rest.len) {
		const char *from = w->rest.ptr + w->at;
		const char *slash = memchr(from, '/', w->rest.len - w->at);
		size_t len = slash ? (size_t)(slash - from) : w->rest.len - w->at;
		w->at += slash ? len + 1 : len;
		if (!follow_name(w, str_make(from, len)))
			return false;
	}
	return w->done->len > 0 || fail(EISDIR);
}

bool beneath_follow(int dir, const char *own, const char *path, struct buf *out)
{
	struct way w = {.dir = dir, .own = str_from_c(own), .done = out};
	buf_reset(out);
	if (*path == '/')
		return fail(EXDEV);
	bool ok = buf_append_c(&w.rest, path) ? follow_all(&w) : fail(ENOMEM);
	int number = errno;
	buf_free(&w.rest);
	errno = number;
	return ok;
}
