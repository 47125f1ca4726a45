#include "base/file.h"
#include "base/lang.h"

#include <errno.h>
#include <fcntl.h>
#include <libgen.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

enum { READ_AT_ONCE = 256 * 1024 };

static bool fail_read(struct error *err, int number, const char *path)
{
	return error_set_system(err, number, SAY("không đọc được “%s”", "cannot read %s"), path);
}

static bool fail_write(struct error *err, int number, const char *path)
{
	return error_set_system(err, number, SAY("không ghi được “%s”", "cannot write %s"), path);
}

/* O_NONBLOCK keeps open() itself from hanging on a FIFO. */
int file_open(int dir, const char *path, int flags, struct stat *st, struct error *err)
{
	int fd = openat(dir, path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY | flags);
	if (fd < 0) {
		fail_read(err, errno, path);
		return -1;
	}
	if (fstat(fd, st) != 0) {
		fail_read(err, errno, path);
	} else if (!S_ISREG(st->st_mode)) {
		error_set(err, ERROR_INPUT,
			SAY("“%s” không phải là tệp thường", "%s is not a regular file"), path);
	} else {
		return fd;
	}
	close(fd);
	return -1;
}

/* Reads to the end of the file, which may have grown since it was said to have SIZE bytes. */
static bool read_all(
	int fd, const char *path, uint64_t size, uint64_t max, struct buf *out, struct error *err)
{
	uint64_t total = 0;
	size_t at_once = size < READ_AT_ONCE ? (size_t)size + 1 : READ_AT_ONCE;
	for (;;) {
		if (!buf_reserve(out, at_once))
			return error_set_memory(err);
		ssize_t got = read(fd, out->ptr + out->len, at_once);
		if (got < 0 && errno == EINTR)
			continue;
		if (got < 0)
			return fail_read(err, errno, path);
		out->len += (size_t)got;
		out->ptr[out->len] = '\0';
		total += (uint64_t)got;
		if (total > max)
			return error_set(err, ERROR_LIMIT,
				SAY("“%s” lớn hơn mức cho phép (%llu byte)",
					"%s is larger than the limit of %llu bytes"),
				path, (unsigned long long)max);
		if (got == 0)
			return true;
	}
}

static bool read_sized(int fd, const struct stat *st, const char *path, uint64_t max_bytes,
	struct buf *out, struct error *err)
{
	if ((uint64_t)st->st_size > max_bytes)
		return error_set(err, ERROR_LIMIT,
			SAY("“%s” lớn hơn mức cho phép (%llu byte)",
				"%s is larger than the limit of %llu bytes"),
			path, (unsigned long long)max_bytes);
	if (!buf_reserve(out, (size_t)st->st_size + 1))
		return error_set_memory(err);
	return read_all(fd, path, (uint64_t)st->st_size, max_bytes, out, err);
}

bool file_read_open(
	int fd, const char *name, uint64_t max_bytes, struct buf *out, struct error *err)
{
	struct stat st;
	return fstat(fd, &st) == 0 ? read_sized(fd, &st, name, max_bytes, out, err)
				   : fail_read(err, errno, name);
}

/* Closes FD. */
static bool read_opened(int fd, const struct stat *st, const char *path, uint64_t max_bytes,
	struct buf *out, struct error *err)
{
	bool ok = read_sized(fd, st, path, max_bytes, out, err);
	close(fd);
	return ok;
}

bool file_read(int dir, const char *path, uint64_t max_bytes, struct buf *out, struct error *err)
{
	struct stat st;
	int fd = file_open(dir, path, 0, &st, err);
	return fd >= 0 && read_opened(fd, &st, path, max_bytes, out, err);
}

bool file_read_own(
	const char *path, uint64_t max_bytes, struct buf *out, struct stat *st, struct error *err)
{
	struct stat own;
	int fd = file_open(AT_FDCWD, path, O_NOFOLLOW, &own, err);
	if (fd >= 0 && st)
		*st = own;
	return fd >= 0 && read_opened(fd, &own, path, max_bytes, out, err);
}

bool file_sync_folder(const char *path, struct error *err)
{
	int fd = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (fd < 0)
		return fail_write(err, errno, path);
	bool ok = fsync(fd) == 0 || fail_write(err, errno, path);
	close(fd);
	return ok;
}

static bool write_all(int fd, const char *path, struct str bytes, struct error *err)
{
	while (bytes.len > 0) {
		ssize_t put = write(fd, bytes.ptr, bytes.len);
		if (put < 0 && errno == EINTR)
			continue;
		if (put < 0)
			return fail_write(err, errno, path);
		bytes = str_slice(bytes, (size_t)put, bytes.len);
	}
	if (fsync(fd) != 0)
		return fail_write(err, errno, path);
	return true;
}

bool file_replace(const char *path, struct str bytes, struct error *err)
{
	char temporary[PATH_MAX];
	char folder[PATH_MAX];
	int len = snprintf(temporary, sizeof temporary, "%s.tmp", path);
	if (len < 0 || (size_t)len >= sizeof temporary)
		return fail_write(err, ENAMETOOLONG, path);
	unlink(temporary);
	int fd = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0644);
	if (fd < 0)
		return fail_write(err, errno, temporary);
	bool ok = write_all(fd, temporary, bytes, err);
	if (close(fd) != 0 && ok)
		ok = fail_write(err, errno, temporary);
	if (ok && rename(temporary, path) != 0)
		ok = fail_write(err, errno, path);
	if (!ok) {
		unlink(temporary);
		return false;
	}
	snprintf(folder, sizeof folder, "%s", path);
	return file_sync_folder(dirname(folder), err);
}
