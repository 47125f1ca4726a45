#include "archive/lock.h"
#include "archive/folder.h"
#include "base/lang.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

/* The holder writes its process id into the file, for the message below only. */
static bool fail_locked(int fd, const char *archive, struct error *err)
{
	char holder[16] = "";
	ssize_t got = pread(fd, holder, sizeof holder - 1, 0);
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

static bool lock_file(int fd, const char *archive, struct error *err)
{
	struct flock whole = {.l_type = F_WRLCK, .l_whence = SEEK_SET};
	if (fcntl(fd, F_OFD_SETLK, &whole) != 0) {
		if (errno == EAGAIN || errno == EACCES)
			return fail_locked(fd, archive, err);
		return error_set_system(err, errno,
			SAY("không khóa được kho %s", "cannot lock the archive %s"), archive);
	}
	char pid[16];
	int len = snprintf(pid, sizeof pid, "%ld\n", (long)getpid());
	if (ftruncate(fd, 0) != 0 || pwrite(fd, pid, (size_t)len, 0) != len)
		return error_set_system(
			err, errno, SAY("không ghi được %s/lock", "cannot write %s/lock"), archive);
	return true;
}

bool archive_lock_take(struct archive_lock *lock, const char *archive, struct error *err)
{
	char *path = folder_path(archive, "lock");
	if (!path)
		return error_set_memory(err);
	int fd = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0666);
	bool ok = fd >= 0 ? lock_file(fd, archive, err)
			  : error_set_system(
				    err, errno, SAY("không mở được %s", "cannot open %s"), path);
	if (!ok && fd >= 0)
		close(fd);
	lock->fd = ok ? fd : -1;
	free(path);
	return ok;
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
