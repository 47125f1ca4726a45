#include "indexer/work/lock.h"
#include "base/ascii.h"
#include "base/buf.h"
#include "base/lang.h"
#include "base/moment.h"
#include "base/str.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <pwd.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

/* A process id, blanks and who that is, a line feed. */
enum { HOLDER_MAX = 400, PID_DIGITS = 10 };

/* Of that, what stands before the machine and the time. */
#define HOLDER_AT " at "
#define HOLDER_SINCE ", since "

/* What the holder wrote of itself, without its line end. */
static struct str read_holder(int fd, char out[HOLDER_MAX + 1])
{
	ssize_t got = pread(fd, out, HOLDER_MAX, 0);
	struct str all = str_make(out, got > 0 ? (size_t)got : 0);
	return str_slice(all, 0, str_find(all, STR("\n"), 0));
}

/* Where WORDS begins in TEXT for the last time; its length where it does not. */
static size_t find_last(struct str text, struct str words)
{
	size_t last = text.len;
	for (size_t at = 0; (at = str_find(text, words, at)) < text.len; at++)
		last = at;
	return last;
}

/* What tell_holder wrote, in the language of who reads it; anything else as it stands. */
static void say_holder(struct str holder, struct buf *out)
{
	size_t since = find_last(holder, STR(HOLDER_SINCE));
	size_t at = find_last(str_slice(holder, 0, since), STR(HOLDER_AT));
	if (since == holder.len || at == since) {
		buf_append(out, holder);
		return;
	}
	buf_append(out, str_slice(holder, 0, at));
	buf_append_c(out, SAY(" trên máy ", HOLDER_AT));
	buf_append(out, str_slice(holder, at + strlen(HOLDER_AT), since));
	buf_append_c(out, SAY(", từ ", HOLDER_SINCE));
	buf_append(out, str_slice(holder, since + strlen(HOLDER_SINCE), holder.len));
}

/* For the message below only: the lock is the system's. */
static bool fail_locked(int fd, const char *archive, struct error *err)
{
	char room[HOLDER_MAX + 1] = "";
	struct str holder = read_holder(fd, room);
	if (holder.len == 0)
		return error_set(err, ERROR_LOCKED,
			SAY("một chương trình lập chỉ mục khác đang làm việc trên kho “%s”; hãy "
			    "chờ nó xong",
				"another indexer is at work on the archive %s; wait for it to "
				"finish"),
			archive);
	struct buf said = BUF_INIT;
	say_holder(holder, &said);
	error_set(err, ERROR_LOCKED,
		SAY("tiến trình %.*s đang làm việc trên kho “%s”; hãy chờ nó xong",
			"process %.*s is at work on the archive %s; wait for it to finish"),
		STR_ARG(buf_str(&said)), archive);
	buf_free(&said);
	return false;
}

static bool is_plain(struct str text)
{
	for (size_t i = 0; i < text.len; i++) {
		if (text.ptr[i] < ' ' || text.ptr[i] > '~')
			return false;
	}
	return true;
}

/* Only what has one name, and holds nothing but what we write, is written over: anything else
   of that name is somebody's file. */
static bool is_ours(int fd)
{
	struct stat st;
	char room[HOLDER_MAX + 1] = "";
	if (fstat(fd, &st) != 0 || !S_ISREG(st.st_mode) || st.st_nlink != 1 ||
		st.st_size > HOLDER_MAX)
		return false;
	struct str holder = read_holder(fd, room);
	size_t digits = 0;
	while (ascii_is_digit(str_at(holder, digits)))
		digits++;
	struct str rest = str_slice(holder, digits, holder.len);
	return st.st_size == 0 ||
	       ((size_t)st.st_size == holder.len + 1 && digits > 0 && digits <= PID_DIGITS &&
		       (rest.len == 0 || str_starts_with(rest, STR(" ("))) && is_plain(rest));
}

/* Who we are: "1234 (update, lan at maychu, since 2026-03-14T01:30:00Z)". */
static int tell_holder(const char *command, char out[HOLDER_MAX])
{
	char host[HOST_NAME_MAX + 1] = "?";
	char since[MOMENT_SIZE];
	char number[24];
	const struct passwd *user = getpwuid(geteuid());
	gethostname(host, sizeof host - 1);
	moment_write(time(NULL), since);
	snprintf(number, sizeof number, "%lu", (unsigned long)geteuid());
	const char *name = user && is_plain(str_from_c(user->pw_name)) ? user->pw_name : number;
	return snprintf(out, HOLDER_MAX, "%ld (%s, %.64s" HOLDER_AT "%.64s" HOLDER_SINCE "%s)\n",
		(long)getpid(), command, name, is_plain(str_from_c(host)) ? host : "?", since);
}

static bool fail_foreign(const char *path, struct error *err)
{
	return error_set(err, ERROR_CORRUPT,
		SAY("“%s” không phải là tệp khóa của kho: là liên kết, hoặc có nội dung khác; hãy "
		    "xem rồi dời nó đi",
			"%s is not the archive's lock: it is a link, or holds something else; look "
			"at it and move it away"),
		path);
}

static bool lock_file(
	int fd, const char *path, const char *archive, const char *command, struct error *err)
{
	struct flock whole = {.l_type = F_WRLCK, .l_whence = SEEK_SET};
	if (fcntl(fd, F_OFD_SETLK, &whole) != 0) {
		if (errno == EAGAIN || errno == EACCES)
			return fail_locked(fd, archive, err);
		return error_set_system(err, errno,
			SAY("không khóa được kho “%s”", "cannot lock the archive %s"), archive);
	}
	if (!is_ours(fd))
		return fail_foreign(path, err);
	char holder[HOLDER_MAX];
	int len = tell_holder(command, holder);
	if (ftruncate(fd, 0) != 0 || pwrite(fd, holder, (size_t)len, 0) != len)
		return error_set_system(
			err, errno, SAY("không ghi được “%s”", "cannot write %s"), path);
	return true;
}

/* O_NONBLOCK: that it is a pipe must not hold us up. */
bool archive_lock_take(
	struct archive_lock *lock, const char *archive, const char *command, struct error *err)
{
	char path[PATH_MAX];
	lock->fd = -1;
	if (snprintf(path, sizeof path, "%s/lock", archive) >= (int)sizeof path)
		return error_set_system(err, ENAMETOOLONG,
			SAY("không khóa được kho “%s”", "cannot lock the archive %s"), archive);
	int fd = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK, 0666);
	if (fd < 0)
		return errno == ELOOP ? fail_foreign(path, err)
				      : error_set_system(err, errno,
						SAY("không mở được “%s”", "cannot open %s"), path);
	if (!lock_file(fd, path, archive, command, err)) {
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
