#include "archive/folder.h"
#include "base/file.h"
#include "base/lang.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <fts.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

char *folder_path(const char *folder, const char *name)
{
	char *out;
	return asprintf(&out, "%s/%s", folder, name) < 0 ? NULL : out;
}

static bool fail_make(struct error *err, int number, const char *path)
{
	return error_set_system(err, number,
		SAY("không tạo được thư mục “%s”", "cannot create the folder %s"), path);
}

static bool make_one(const char *path, struct error *err)
{
	struct stat st;
	if (mkdir(path, 0777) == 0)
		return true;
	int number = errno;
	if (number == EEXIST && stat(path, &st) == 0 && S_ISDIR(st.st_mode))
		return true;
	return fail_make(err, number == EEXIST ? ENOTDIR : number, path);
}

bool folder_make_new(const char *path, struct error *err)
{
	return mkdir(path, 0777) == 0 || fail_make(err, errno, path);
}

bool folder_make(const char *path, struct error *err)
{
	char *partial = strdup(path);
	if (!partial)
		return error_set_memory(err);
	bool ok = true;
	for (char *at = partial + 1; ok && *partial && *at; at++) {
		if (*at != '/')
			continue;
		*at = '\0';
		ok = make_one(partial, err);
		*at = '/';
	}
	ok = ok && make_one(path, err);
	free(partial);
	return ok;
}

static int by_name(const FTSENT **a, const FTSENT **b)
{
	return strcmp((*a)->fts_name, (*b)->fts_name);
}

static FTS *walk(const char *path)
{
	char *copy = strdup(path);
	if (!copy)
		return NULL;
	char *const roots[] = {copy, NULL};
	FTS *tree = fts_open(roots, FTS_PHYSICAL | FTS_NOCHDIR, by_name);
	free(copy);
	return tree;
}

/* ---- Removing ----

   Every step is taken from a folder that is open, and none through a link: whatever somebody
   renames meanwhile, nothing outside can be meant. */

/* Folders below each other. What we make has three. */
enum { REMOVE_DEPTH = 32 };

static bool fail_remove(struct error *err, int number, const char *name)
{
	return error_set_system(err, number, SAY("không xóa được “%s”", "cannot remove %s"), name);
}

static bool remove_from(int dir, const char *name, unsigned depth, struct error *err);

/* Closes FD, a folder. */
static bool empty_folder(int fd, const char *name, unsigned depth, struct error *err)
{
	DIR *folder = fdopendir(fd);
	if (!folder) {
		close(fd);
		return error_set_memory(err);
	}
	bool ok = true;
	const struct dirent *entry;
	while (ok && (entry = readdir(folder)) != NULL) {
		if (strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0)
			ok = remove_from(fd, entry->d_name, depth, err);
	}
	closedir(folder);
	return ok || error_add_context(err, "%s", name);
}

/* Removes NAME of the folder DIR; that it is gone already is as good. */
static bool remove_from(int dir, const char *name, unsigned depth, struct error *err)
{
	if (unlinkat(dir, name, 0) == 0 || errno == ENOENT)
		return true;
	int reason = errno;
	int fd = openat(dir, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
	if (fd < 0)
		return errno == ENOENT || fail_remove(err, errno == ENOTDIR ? reason : errno, name);
	if (depth == 0) {
		close(fd);
		return fail_remove(err, ELOOP, name);
	}
	return empty_folder(fd, name, depth - 1, err) &&
	       (unlinkat(dir, name, AT_REMOVEDIR) == 0 || errno == ENOENT ||
		       fail_remove(err, errno, name));
}

bool folder_remove(const char *path, struct error *err)
{
	return remove_from(AT_FDCWD, path, REMOVE_DEPTH, err);
}

uint64_t folder_size(const char *path)
{
	FTS *tree = walk(path);
	if (!tree)
		return 0;
	uint64_t total = 0;
	FTSENT *entry;
	while ((entry = fts_read(tree)) != NULL) {
		if (entry->fts_info == FTS_F)
			total += (uint64_t)entry->fts_statp->st_size;
	}
	fts_close(tree);
	return total;
}

bool folder_each_file(const char *path, folder_visitor *visit, void *context, struct error *err)
{
	FTS *tree = walk(path);
	if (!tree)
		return error_set_memory(err);
	bool ok = true;
	FTSENT *entry;
	while (ok && (entry = fts_read(tree)) != NULL) {
		if (entry->fts_info == FTS_F)
			ok = visit(context, entry->fts_path + strlen(path) + 1, err);
		else if (entry->fts_info != FTS_D && entry->fts_info != FTS_DP)
			ok = error_set_system(err, entry->fts_errno ? entry->fts_errno : EINVAL,
				SAY("không đọc được “%s”", "cannot read %s"), entry->fts_path);
	}
	fts_close(tree);
	return ok;
}

static bool fail_copy(struct error *err, int number, const char *path)
{
	return error_set_system(err, number, SAY("không chép được “%s”", "cannot copy %s"), path);
}

/* For file systems that can't copy by themselves. */
static bool copy_by_hand(int from, int to, const char *path, struct error *err)
{
	char bytes[64 * 1024];
	for (;;) {
		ssize_t got = read(from, bytes, sizeof bytes);
		if (got == 0)
			return true;
		if (got < 0 && errno != EINTR)
			return fail_copy(err, errno, path);
		for (ssize_t at = 0; at < got;) {
			ssize_t put = write(to, bytes + at, (size_t)(got - at));
			if (put < 0 && errno != EINTR)
				return fail_copy(err, errno, path);
			at += put > 0 ? put : 0;
		}
	}
}

static bool copy_bytes(int from, int to, const char *path, struct error *err)
{
	for (;;) {
		ssize_t put = copy_file_range(from, NULL, to, NULL, 1 << 30, 0);
		if (put == 0)
			return true;
		if (put > 0 || errno == EINTR)
			continue;
		if (errno == ENOSPC || errno == EDQUOT || errno == EFBIG || errno == EIO)
			return fail_copy(err, errno, path);
		return copy_by_hand(from, to, path, err);
	}
}

static bool copy_file(const char *from, const char *to, struct error *err)
{
	int in = open(from, O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
	if (in < 0)
		return fail_copy(err, errno, from);
	int out = open(to, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
	bool ok = out >= 0 ? copy_bytes(in, out, to, err) : fail_copy(err, errno, to);
	if (ok && fsync(out) != 0)
		ok = fail_copy(err, errno, to);
	close(in);
	if (out >= 0 && close(out) != 0 && ok)
		ok = fail_copy(err, errno, to);
	return ok;
}

bool folder_take_file(const char *from, const char *to, bool as_link, struct error *err)
{
	return (as_link && link(from, to) == 0) || copy_file(from, to, err);
}

struct transfer {
	const char *from;
	const char *to;
};

static bool transfer_file(void *context, const char *relative, struct error *err)
{
	const struct transfer *t = context;
	char *from = folder_path(t->from, relative);
	char *to = folder_path(t->to, relative);
	bool ok = from && to ? folder_take_file(from, to, true, err) : error_set_memory(err);
	free(from);
	free(to);
	return ok;
}

bool folder_link(const char *from, const char *to, struct error *err)
{
	struct transfer t = {from, to};
	return folder_make_new(to, err) && folder_each_file(from, transfer_file, &t, err) &&
	       file_sync_folder(to, err);
}
