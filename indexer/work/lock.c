#include "indexer/work/lock.h"
#include "base/ascii.h"
#include "base/lang.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

/* A process id and a line feed. */
enum { HOLDER_MAX = 16 };

/* The holder writes its process id into the file, for the message below only. */
static bool fail_locked(int fd, const char *archive, struct error *err)
{
	char holder[HOLDER_MAX + 1] = "";
	ssize_t got = pread(fd, holder, HOLDER_MAX, 0);
	long pid = got > 0 ? strtol(holder, NULL, 10) : 0;
	if (pid <= 0)
		return error_set(err, ERROR_LOCKED,
			SAY("một chương trình lập chỉ mục khác đang làm việc trên kho %s; hãy chờ "
			    "nó xong",
				"another indexer is at work on the archive %s; wait for it to "
				"finish"),
			archive);
	return error_set(err, ERROR_LOCKED,
		SAY("tiến trình %ld đang lập chỉ mục trên kho %s; hãy chờ nó xong",
			"process %ld is indexing the archive %s; wait for it to finish"),
		pid, archive);
}

/* Only what has one name, and holds nothing but a process id, is written over: anything else
   of that name is somebody's file. */
static bool is_ours(int fd)
{
	struct stat st;
	char holder[HOLDER_MAX + 1] = "";
	if (fstat(fd, &st) != 0 || !S_ISREG(st.st_mode) || st.st_nlink != 1 ||
		st.st_size > HOLDER_MAX)
		return false;
	ssize_t got = pread(fd, holder, HOLDER_MAX, 0);
	ssize_t digits = 0;
	while (digits < got && ascii_is_digit(holder[digits]))
		digits++;
	return got == 0 || (digits > 0 && digits == got - 1 && holder[digits] == '\n');
}

static bool fail_foreign(const char *path, struct error *err)
{
	return error_set(err, ERROR_CORRUPT,
		SAY("%s không phải là tệp khóa của kho: là liên kết, hoặc có nội dung khác; hãy "
		    "xem rồi dời nó đi",
			"%s is not the archive's lock: it is a link, or holds something else; look "
			"at it and move it away"),
		path);
}

static bool lock_file(int fd, const char *path, const char *archive, struct error *err)
{
	struct flock whole = {.l_type = F_WRLCK, .l_whence = SEEK_SET};
	if (fcntl(fd, F_OFD_SETLK, &whole) != 0) {
		if (errno == EAGAIN || errno == EACCES)
			return fail_locked(fd, archive, err);
		return error_set_system(err, errno,
			SAY("không khóa được kho %s", "cannot lock the archive %s"), archive);
	}
	if (!is_ours(fd))
		return fail_foreign(path, err);
	char pid[HOLDER_MAX];
	int len = snprintf(pid, sizeof pid, "%ld\n", (long)getpid());
	if (ftruncate(fd, 0) != 0 || pwrite(fd, pid, (size_t)len, 0) != len)
		return error_set_system(
			err, errno, SAY("không ghi được %s", "cannot write %s"), path);
	return true;
}

/* O_NONBLOCK: that it is a pipe must not hold us up. */
bool archive_lock_take(struct archive_lock *lock, const char *archive, struct error *err)
{
	char path[PATH_MAX];
	lock->fd = -1;
	if (snprintf(path, sizeof path, "%s/lock", archive) >= (int)sizeof path)
		return error_set_system(err, ENAMETOOLONG,
			SAY("không khóa được kho %s", "cannot lock the archive %s"), archive);
	int fd = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK, 0666);
	if (fd < 0)
		return errno == ELOOP ? fail_foreign(path, err)
				      : error_set_system(err, errno,
						SAY("không mở được %s", "cannot open %s"), path);
	if (!lock_file(fd, path, archive, err)) {
		close(fd);
		return false;
	}
	lock->fd = fd;
	return true;
}

void archive_lock_release(struct archive_lock *lock)
{
	if (lock->fd < 0)
		return;
	/* An empty file names no holder; that it fails changes nothing. */
	if (ftruncate(lock->fd, 0) != 0)
		errno = 0;
	close(lock->fd);
	lock->fd = -1;
}
