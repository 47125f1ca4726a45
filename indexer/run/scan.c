#include "indexer/run/scan.h"
#include "article/readers/reader.h"
#include "base/arena.h"
#include "base/buf.h"
#include "base/lang.h"
#include "indexer/work/stop.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>

enum { DEEPEST = 100, LONGEST_PATH = 4000 };

static bool tell(struct scan *scan, enum scan_finding finding, struct str path, const char *why,
	struct error *err)
{
	struct scan_item item = {.finding = finding, .path = path, .why = why};
	return scan->visit(scan->context, &item, err);
}

static bool tell_problem(struct scan *scan, struct str path, int number, struct error *err)
{
	char reason[128];
	return tell(scan, SCAN_PROBLEM, path, lang_errno(number, reason, sizeof reason), err);
}

/* A folder that can't be read may hold anything: the scan is not complete. */
static bool tell_unread(struct scan *scan, struct str path, int number, struct error *err)
{
	scan->complete = false;
	return tell_problem(scan, path, number, err);
}

static bool visit_file(struct scan *scan, struct str path, const struct stat *st, const char *name,
	struct error *err)
{
	if (article_format_of(name).kind == ARTICLE_UNKNOWN)
		return tell(scan, SCAN_IGNORED, path,
			SAY("không thuộc loại tệp được đọc", "not a type of file that is read"),
			err);
	struct scan_item item = {.finding = SCAN_FILE, .path = path, .st = *st};
	return scan->visit(scan->context, &item, err);
}

static bool visit_link(
	struct scan *scan, int dir, const char *name, struct str path, struct error *err)
{
	struct stat st;
	if (fstatat(dir, name, &st, 0) != 0)
		return tell_problem(scan, path, errno, err);
	if (S_ISREG(st.st_mode))
		return visit_file(scan, path, &st, name, err);
	if (S_ISDIR(st.st_mode))
		return tell(scan, SCAN_IGNORED, path,
			SAY("liên kết tới thư mục thì không đi theo",
				"links to folders are not followed"),
			err);
	return tell(scan, SCAN_IGNORED, path, SAY("không phải là tệp thường", "not a regular file"),
		err);
}

/* The names in a folder, sorted by their bytes. */
struct names {
	struct arena memory;
	const char **ptr;
	size_t count;
	size_t capacity;
};

static bool add_name(struct names *names, const char *name)
{
	if (names->count == names->capacity) {
		size_t capacity = names->capacity ? 2 * names->capacity : 64;
		const char **ptr = reallocarray(names->ptr, capacity, sizeof *ptr);
		if (!ptr)
			return false;
		names->ptr = ptr;
		names->capacity = capacity;
	}
	struct str copy = arena_str(&names->memory, str_from_c(name));
	names->ptr[names->count] = copy.ptr;
	names->count += copy.ptr != NULL;
	return copy.ptr != NULL;
}

static int by_bytes(const void *a, const void *b)
{
	const char *const *x = a;
	const char *const *y = b;
	return strcmp(*x, *y);
}

/* 0, or the errno of the failure. */
static int read_names(DIR *folder, struct names *names)
{
	for (;;) {
		errno = 0;
		const struct dirent *entry = readdir(folder);
		if (!entry)
			break;
		if (entry->d_name[0] != '.' && !add_name(names, entry->d_name))
			return ENOMEM;
	}
	if (errno == 0 && names->count > 1)
		qsort(names->ptr, names->count, sizeof *names->ptr, by_bytes);
	return errno;
}

static bool visit_folder(struct scan *scan, int dir, const char *name, struct buf *path,
	unsigned depth, struct error *err);

static bool visit_entry(struct scan *scan, int dir, const char *name, struct buf *path,
	unsigned depth, struct error *err)
{
	struct stat st;
	struct str below = buf_str(path);
	if (fstatat(dir, name, &st, AT_SYMLINK_NOFOLLOW) != 0)
		return tell_problem(scan, below, errno, err);
	if (S_ISLNK(st.st_mode))
		return visit_link(scan, dir, name, below, err);
	if (S_ISREG(st.st_mode))
		return visit_file(scan, below, &st, name, err);
	if (!S_ISDIR(st.st_mode))
		return tell(scan, SCAN_IGNORED, below,
			SAY("không phải là tệp thường", "not a regular file"), err);
	if (st.st_dev == scan->except.st_dev && st.st_ino == scan->except.st_ino)
		return tell(scan, SCAN_IGNORED, below,
			SAY("thư mục của chính kho tra cứu", "the archive's own folder"), err);
	if (depth >= DEEPEST || below.len > LONGEST_PATH)
		return tell_unread(scan, below, ENAMETOOLONG, err);
	return visit_folder(scan, dir, name, path, depth + 1, err);
}

static bool visit_names(struct scan *scan, int dir, const struct names *names, struct buf *path,
	unsigned depth, struct error *err)
{
	size_t base = path->len;
	bool ok = true;
	for (size_t i = 0; ok && i < names->count; i++) {
		if (base > 0)
			buf_push(path, '/');
		if (!buf_append_c(path, names->ptr[i]))
			return error_set_memory(err);
		ok = stop_check(err) && visit_entry(scan, dir, names->ptr[i], path, depth, err);
		path->len = base;
	}
	return ok;
}

static bool visit_folder(struct scan *scan, int dir, const char *name, struct buf *path,
	unsigned depth, struct error *err)
{
	int fd = openat(dir, name, O_RDONLY | O_DIRECTORY | O_CLOEXEC | O_NOFOLLOW);
	DIR *folder = fd >= 0 ? fdopendir(fd) : NULL;
	if (!folder) {
		int number = errno;
		if (fd >= 0)
			close(fd);
		return tell_unread(scan, buf_str(path), number, err);
	}
	struct names names = {0};
	int failed = read_names(folder, &names);
	bool ok = failed ? tell_unread(scan, buf_str(path), failed, err)
			 : visit_names(scan, fd, &names, path, depth, err);
	closedir(folder);
	arena_free(&names.memory);
	free(names.ptr);
	return ok;
}

bool scan_source(struct scan *scan, const char *path, struct error *err)
{
	struct stat st;
	scan->complete = true;
	if (stat(path, &st) != 0)
		return error_set_system(err, errno,
			SAY("không tìm thấy nguồn %s; chưa thay đổi gì trong kho",
				"the source %s can't be found; nothing was changed in the archive"),
			path);
	if (S_ISREG(st.st_mode))
		return visit_file(scan, str_make("", 0), &st, path, err);
	if (!S_ISDIR(st.st_mode))
		return error_set(err, ERROR_USAGE,
			SAY("nguồn %s không phải là thư mục hay tệp thường",
				"the source %s is neither a folder nor a regular file"),
			path);
	struct buf below = BUF_INIT;
	bool ok = visit_folder(scan, AT_FDCWD, path, &below, 0, err);
	buf_free(&below);
	return ok;
}
