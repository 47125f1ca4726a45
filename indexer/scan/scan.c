#include "indexer/scan/scan.h"
#include "article/readers/droppings.h"
#include "article/readers/kinds.h"
#include "article/readers/sniff.h"
#include "base/arena.h"
#include "base/buf.h"
#include "base/lang.h"
#include "indexer/scan/beside.h"
#include "indexer/scan/guard.h"
#include "indexer/scan/ignore.h"
#include "indexer/work/stop.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
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

/* A folder that is being read. */
struct place {
	int dir;
	bool closed;                 /* not everybody may enter it, or one that it is in */
	struct buf *path;            /* below the source; of what is looked at now */
	struct unread_list unread;   /* owned */
	const struct ignore *ignore; /* of it and the folders that it is in; NULL: none */
	const struct names *names;   /* of what is in it */
	const struct place *outer;   /* that it is in; NULL: it is the source */
	struct stat guard;           /* of its tracuu.json; st_mode 0: it has none */
	unsigned depth;
	bool holds; /* something that may be of use was met in it */
};

static bool pass_over(
	struct place *place, enum unread_kind kind, const char *name, struct error *err)
{
	return unread_add(&place->unread, kind, name) || error_set_memory(err);
}

/* The names in a folder, sorted by their bytes. */
struct names {
	struct arena memory;
	const char **ptr;
	size_t count;
	size_t capacity;
	bool besides; /* some are of files beside others */
};

static bool is_beside(const char *name)
{
	size_t len = strlen(name), ending = strlen(BESIDE_ENDING);
	return len > ending && strcmp(name + len - ending, BESIDE_ENDING) == 0;
}

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
	names->besides |= is_beside(name);
	return copy.ptr != NULL;
}

static int by_bytes(const void *a, const void *b)
{
	const char *const *x = a;
	const char *const *y = b;
	return strcmp(*x, *y);
}

static int by_name(const void *name, const void *entry)
{
	const char *const *y = entry;
	return strcmp(name, *y);
}

static bool has_name(const struct names *names, const char *name)
{
	return names->count > 0 &&
	       bsearch(name, names->ptr, names->count, sizeof *names->ptr, by_name) != NULL;
}

/* Finds out about the file whose path is that of what is looked at, and NAME.meta.json. */
static bool examine_beside(
	const struct scan *scan, const struct place *place, const char *name, struct stat *out)
{
	struct buf path = BUF_INIT;
	if (fstatat(place->dir, name, out, AT_SYMLINK_NOFOLLOW) != 0)
		return false;
	if (!S_ISLNK(out->st_mode))
		return S_ISREG(out->st_mode);
	buf_append(&path, buf_str(place->path));
	buf_append_c(&path, BESIDE_ENDING);
	int fd = path.failed ? -1 : source_open_file(scan->source, buf_str(&path), out);
	if (fd >= 0)
		close(fd);
	buf_free(&path);
	return fd >= 0;
}

/* Adds to ST, of the file NAME that is looked at, what NAME.meta.json says of it. */
static void add_beside(
	const struct scan *scan, const struct place *place, const char *name, struct stat *st)
{
	char beside[UNREAD_NAME + sizeof BESIDE_ENDING];
	struct stat other;
	snprintf(beside, sizeof beside, "%s%s", name, BESIDE_ENDING);
	if (has_name(place->names, beside) && examine_beside(scan, place, beside, &other))
		beside_add(st, &other);
}

/* The same of what the folders say that it is in. */
static void add_guards(const struct place *place, struct stat *st)
{
	if (place->outer)
		add_guards(place->outer, st);
	if (place->guard.st_mode != 0)
		beside_add(st, &place->guard);
}

static bool has_reader(const char *name)
{
	return article_kind_is_read(article_format_of(name).kind);
}

/* Whether NAME is what says something of another file; *THERE: that file is there. */
static bool is_of_other(const struct place *place, const char *name, bool *there)
{
	char other[UNREAD_NAME + 1];
	if (!place->names->besides || !is_beside(name))
		return false;
	snprintf(other, sizeof other, "%.*s", (int)(strlen(name) - strlen(BESIDE_ENDING)), name);
	*there = has_name(place->names, other);
	return has_reader(other);
}

/* Where the name says nothing, the bytes may: pages that were saved as .aspx, mail folders. */
static bool is_read(const struct place *place, const char *name)
{
	if (article_format_of(name).kind != ARTICLE_UNKNOWN)
		return has_reader(name);
	int fd = openat(place->dir, name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
	if (fd < 0)
		return false;
	bool read = article_kind_is_read(article_format_at(fd, name).kind);
	close(fd);
	return read;
}

enum use { USE_ARTICLES, USE_BESIDE, USE_RULES, USE_NONE };

/* What a file is for, by its name; *KIND: why it is for nothing. */
static enum use use_of(const struct place *place, const char *name, enum unread_kind *kind)
{
	bool there = false;
	*kind = UNREAD_DROPPING;
	if (dropping_is(name, false))
		return USE_NONE;
	*kind = UNREAD_ALONE;
	if (is_of_other(place, name, &there))
		return there ? USE_BESIDE : USE_NONE;
	if (strcmp(name, IGNORE_NAME) == 0 || strcmp(name, GUARD_NAME) == 0)
		return USE_RULES;
	*kind = *name == '.' ? UNREAD_HIDDEN : UNREAD_TYPE;
	return *name == '.' || !is_read(place, name) ? USE_NONE : USE_ARTICLES;
}

static bool visit_file(struct scan *scan, struct place *place, const struct stat *st,
	const char *name, struct error *err)
{
	enum unread_kind kind;
	enum use use = use_of(place, name, &kind);
	place->holds |= use == USE_ARTICLES || (use == USE_NONE && kind == UNREAD_TYPE);
	if (use != USE_ARTICLES)
		return use != USE_NONE || pass_over(place, kind, name, err);
	struct scan_item item = {.finding = SCAN_FILE,
		.path = buf_str(place->path),
		.st = *st,
		.closed = place->closed || !(st->st_mode & S_IROTH)};
	if (place->names->besides)
		add_beside(scan, place, name, &item.st);
	add_guards(place, &item.st);
	return scan->visit(scan->context, &item, err);
}

/* Whether the link leads out of the source is told by following it, not by where it was said to
   lead a moment ago. Which files are met under their own names is known at the end. */
static bool visit_link_to_file(struct scan *scan, struct place *place, struct stat st,
	const char *name, enum use use, struct error *err)
{
	struct buf target = BUF_INIT;
	bool ok;
	if (!source_follow(scan->source, buf_str(place->path), &target)) {
		ok = errno == EXDEV ? pass_over(place, UNREAD_OUTSIDE, name, err)
				    : tell_problem(scan, buf_str(place->path), errno, err);
	} else if (use == USE_ARTICLES) {
		if (place->names->besides)
			add_beside(scan, place, name, &st);
		add_guards(place, &st);
		ok = links_add(&scan->links, buf_str(place->path), buf_str(&target), &st) ||
		     error_set_memory(err);
	} else {
		ok = true;
	}
	buf_free(&target);
	return ok;
}

/* What hangs or is left out is left out for what it is, not for where it leads. */
static bool visit_link(struct scan *scan, struct place *place, const char *name, struct error *err)
{
	struct stat st;
	enum unread_kind kind;
	if (dropping_is(name, false))
		return pass_over(place, UNREAD_DROPPING, name, err);
	if (fstatat(place->dir, name, &st, 0) != 0)
		return *name == '.' ? pass_over(place, UNREAD_HIDDEN, name, err)
				    : tell_problem(scan, buf_str(place->path), errno, err);
	if (!S_ISREG(st.st_mode))
		return pass_over(place, S_ISDIR(st.st_mode) ? UNREAD_LINK : UNREAD_SPECIAL, name,
			       err) &&
		       tell(scan, SCAN_HOLLOW, buf_str(place->path), NULL, err);
	enum use use = use_of(place, name, &kind);
	place->holds |= use == USE_ARTICLES || (use == USE_NONE && kind == UNREAD_TYPE);
	return use == USE_NONE ? pass_over(place, kind, name, err)
			       : visit_link_to_file(scan, place, st, name, use, err);
}

static bool is_itself(const char *name)
{
	return strcmp(name, ".") == 0 || strcmp(name, "..") == 0;
}

/* 0, or the errno of the failure. */
static int read_names(DIR *folder, struct names *names)
{
	for (;;) {
		errno = 0;
		const struct dirent *entry = readdir(folder);
		if (!entry)
			break;
		if (!is_itself(entry->d_name) && !add_name(names, entry->d_name))
			return ENOMEM;
	}
	if (errno == 0 && names->count > 1)
		qsort(names->ptr, names->count, sizeof *names->ptr, by_bytes);
	return errno;
}

static bool visit_folder(struct scan *scan, const struct place *outer, int dir, const char *name,
	struct buf *path, struct error *err);

static bool visit_subfolder(struct scan *scan, struct place *place, const struct stat *st,
	const char *name, struct error *err)
{
	struct str below = buf_str(place->path);
	if (dropping_is(name, true))
		return pass_over(place, UNREAD_DROPPING, name, err);
	if (*name == '.')
		return pass_over(place, UNREAD_FOLDER, name, err);
	if (st->st_dev == scan->except.st_dev && st->st_ino == scan->except.st_ino)
		return pass_over(place, UNREAD_ARCHIVE, name, err);
	place->holds = true;
	if (place->depth >= DEEPEST || below.len > LONGEST_PATH)
		return tell_problem(scan, below, ENAMETOOLONG, err);
	return visit_folder(scan, place, place->dir, name, place->path, err);
}

static bool visit_entry(struct scan *scan, struct place *place, const char *name, struct error *err)
{
	struct stat st;
	if (fstatat(place->dir, name, &st, AT_SYMLINK_NOFOLLOW) != 0)
		return tell_problem(scan, buf_str(place->path), errno, err);
	if (place->ignore && ignore_hides(place->ignore, buf_str(place->path), S_ISDIR(st.st_mode)))
		return pass_over(place, UNREAD_RULED, name, err);
	if (S_ISLNK(st.st_mode))
		return visit_link(scan, place, name, err);
	if (S_ISREG(st.st_mode))
		return visit_file(scan, place, &st, name, err);
	if (S_ISDIR(st.st_mode))
		return visit_subfolder(scan, place, &st, name, err);
	return pass_over(place, UNREAD_SPECIAL, name, err);
}

/* Once a folder was read, so that a kind of what is passed over is told once. */
static bool tell_passed_over(struct scan *scan, struct place *place, struct error *err)
{
	struct scan_item item = {
		.finding = SCAN_UNREAD, .path = buf_str(place->path), .unread = &place->unread};
	return place->unread.count == 0 || scan->visit(scan->context, &item, err);
}

/* Whether somebody asked for what is looked at, or for what is in it. */
static bool is_asked_for(const struct scan *scan, struct str path)
{
	return !scan->only || str_eq(*scan->only, path) ||
	       (str_starts_with(*scan->only, path) && str_at(*scan->only, path.len) == '/');
}

/* What its tracuu.json says is a part of what each file in it says. */
static void examine_guard(const struct scan *scan, struct place *place)
{
	struct buf *path = place->path;
	size_t base = path->len;
	place->guard.st_mode = 0;
	if (!has_name(place->names, GUARD_NAME))
		return;
	if (base > 0)
		buf_push(path, '/');
	if (path->failed || !guard_examine(scan->source, buf_str(path), &place->guard))
		place->guard.st_mode = 0;
	path->len = base;
}

static bool visit_names(struct scan *scan, struct place *place, struct error *err)
{
	const struct names *names = place->names;
	struct buf *path = place->path;
	size_t base = path->len;
	bool ok = true;
	for (size_t i = 0; ok && i < names->count; i++) {
		if (base > 0)
			buf_push(path, '/');
		if (!buf_append_c(path, names->ptr[i]))
			return error_set_memory(err);
		if (is_asked_for(scan, buf_str(path)))
			ok = stop_check(err) && visit_entry(scan, place, names->ptr[i], err);
		path->len = base;
	}
	return ok && tell_passed_over(scan, place, err) &&
	       (place->holds || tell(scan, SCAN_HOLLOW, buf_str(path), NULL, err));
}

/* What the folder's owner leaves out is left out. Where that can't be read, nothing of the folder
   is: it may be what nobody shall find. */
static bool visit_ruled(struct scan *scan, struct place *place, struct error *err)
{
	struct ignore ignore;
	struct error problem = {0};
	if (!has_name(place->names, IGNORE_NAME))
		return visit_names(scan, place, err);
	bool ok = ignore_read(&ignore, scan->source, buf_str(place->path), place->ignore, &problem);
	if (ok) {
		const struct ignore *outer = place->ignore;
		place->ignore = &ignore;
		ok = visit_names(scan, place, err);
		place->ignore = outer;
	} else if (problem.code == ERROR_MEMORY) {
		*err = problem;
	} else {
		ok = tell(scan, SCAN_PROBLEM, buf_str(place->path), problem.message, err);
	}
	ignore_free(&ignore);
	return ok;
}

static bool visit_folder(struct scan *scan, const struct place *outer, int dir, const char *name,
	struct buf *path, struct error *err)
{
	/* The source itself was named. */
	int follow = outer ? O_NOFOLLOW : 0;
	int fd = openat(dir, name, O_RDONLY | O_DIRECTORY | O_CLOEXEC | follow);
	DIR *folder = fd >= 0 ? fdopendir(fd) : NULL;
	if (!folder) {
		int number = errno;
		if (fd >= 0)
			close(fd);
		return tell_problem(scan, buf_str(path), number, err);
	}
	struct names names = {0};
	struct stat st;
	struct place place = {.dir = fd,
		.closed = (outer ? outer->closed : scan->source->closed) || fstat(fd, &st) != 0 ||
			  !(st.st_mode & S_IXOTH),
		.path = path,
		.names = &names,
		.outer = outer,
		.ignore = outer ? outer->ignore : NULL,
		.depth = outer ? outer->depth + 1 : 0};
	int failed = read_names(folder, &names);
	examine_guard(scan, &place);
	bool ok = failed ? tell_problem(scan, buf_str(path), failed, err)
			 : visit_ruled(scan, &place, err);
	unread_free(&place.unread);
	closedir(folder);
	arena_free(&names.memory);
	free(names.ptr);
	return ok;
}

/* A source that is a file: it was named, so its name can't be against it. */
static bool visit_alone(struct scan *scan, struct error *err)
{
	const struct source *source = scan->source;
	struct scan_item item = {.finding = SCAN_FILE, .path = STR("")};
	struct stat other;
	char reason[128];
	int fd = source_open_file(source, STR(""), &item.st);
	if (fd < 0)
		return tell(
			scan, SCAN_PROBLEM, STR(""), source_why(errno, reason, sizeof reason), err);
	bool read = article_kind_is_read(article_format_at(fd, source->name).kind);
	close(fd);
	if (!read)
		return error_set(err, ERROR_USAGE,
			SAY("nguồn “%s” thuộc loại tệp chưa được hỗ trợ",
				"the source %s is not of a type of file that is read"),
			source->name);
	item.closed = source->closed || !(item.st.st_mode & S_IROTH);
	fd = source_open_file(source, STR(BESIDE_ENDING), &other);
	if (fd >= 0) {
		beside_add(&item.st, &other);
		close(fd);
	}
	return scan->visit(scan->context, &item, err);
}

/* A link to what is read under its own name, or by another link, is told for what it is. */
static bool visit_again(struct scan *scan, const struct link *link, struct error *err)
{
	struct unread_list again = {0};
	struct str name = str_after_last(link->path, '/');
	size_t folder = link->path.len - name.len;
	struct scan_item item = {.finding = SCAN_UNREAD,
		.path = str_slice(link->path, 0, folder > 0 ? folder - 1 : 0),
		.unread = &again};
	bool ok = unread_add(&again, UNREAD_AGAIN, name.ptr)
			  ? scan->visit(scan->context, &item, err)
			  : error_set_memory(err);
	unread_free(&again);
	return ok;
}

static bool visit_links(struct scan *scan, struct error *err)
{
	struct links *links = &scan->links;
	bool ok = links_compare(links) || error_set_memory(err);
	for (size_t i = 0; ok && i < links->count; i++) {
		const struct link *link = &links->list[i];
		struct scan_item item = {.finding = SCAN_FILE,
			.path = link->path,
			.st = link->st,
			.closed = scan->source->closed || !(link->st.st_mode & S_IROTH)};
		ok = link->again || scan->was_met(scan->context, link->target)
			     ? visit_again(scan, link, err)
			     : scan->visit(scan->context, &item, err);
	}
	return ok;
}

bool scan_source(struct scan *scan, const struct source *source, struct error *err)
{
	struct buf below = BUF_INIT;
	scan->source = source;
	scan->links = (struct links){.memory = ARENA_INIT};
	if (source->name)
		return visit_alone(scan, err);
	bool ok = visit_folder(scan, NULL, source->dir, ".", &below, err) && visit_links(scan, err);
	buf_free(&below);
	links_free(&scan->links);
	return ok;
}
