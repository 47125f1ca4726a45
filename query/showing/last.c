#include "query/showing/last.h"

#include "archive/manifest.h"
#include "base/file.h"
#include "base/folders.h"
#include "base/lang.h"
#include "printing/clean.h"
#include "query/answer/answer.h"
#include "sandbox/aside.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

enum { VERSION = 2, TERMINAL_NAME = 64, STAT_BYTES = 4096, STAT_STARTED = 22 };

/* The name of the terminal, its slashes as dashes: "pts-3". False where there is none. */
static bool terminal_name(char out[TERMINAL_NAME])
{
	static const char folder[] = "/dev/";
	const size_t skipped = sizeof folder - 1;
	for (int fd = STDIN_FILENO; fd <= STDERR_FILENO; fd++) {
		char name[TERMINAL_NAME];
		if (ttyname_r(fd, name, sizeof name) != 0 || strncmp(name, folder, skipped) != 0)
			continue;
		size_t len = strlen(name) - skipped;
		for (size_t i = 0; i <= len; i++)
			out[i] = name[skipped + i] == '/' ? '-' : name[skipped + i];
		return len > 0 && out[0] != '.';
	}
	return false;
}

bool last_is_possible(void)
{
	char name[TERMINAL_NAME];
	return terminal_name(name);
}

static char *file_of_terminal(struct error *err)
{
	char name[TERMINAL_NAME], below[TERMINAL_NAME + sizeof "tracuu/answers/"];
	if (!terminal_name(name)) {
		error_set(err, ERROR_NOT_FOUND, "%s",
			SAY("số thứ tự chỉ dùng được trong cửa sổ dòng lệnh đã tìm; ở đây hãy dùng "
			    "mã bài",
				"numbers of hits are for the terminal that was searched in; use "
				"the article's id here"));
		return NULL;
	}
	snprintf(below, sizeof below, "tracuu/answers/%s", name);
	return folders_path(FOLDERS_STATE, below, err);
}

/* When the process began that PID is: terminals and numbers of processes are used again. */
static unsigned long long started(long pid)
{
	char path[64];
	struct buf stat = {.ceiling = STAT_BYTES};
	struct error err;
	unsigned long long when = 0;
	snprintf(path, sizeof path, "/proc/%ld/stat", pid);
	if (file_read(AT_FDCWD, path, STAT_BYTES, &stat, &err)) {
		/* The name before it, in brackets, may be anything. */
		struct str rest = str_after_last(buf_str(&stat), ')');
		struct str field = STR("");
		for (int i = 2; i <= STAT_STARTED && str_split(&rest, ' ', &field); i++)
			;
		when = strtoull(field.ptr, NULL, 10);
	}
	buf_free(&stat);
	return when;
}

static void put_session(struct buf *out)
{
	long session = (long)getsid(0);
	buf_printf(out, "session %ld:%llu\n", session, started(session));
}

/* The session is told beforehand: a confined process reads no other. */
int last_open(void)
{
	struct error err;
	struct buf head = BUF_INIT;
	if (!last_is_possible())
		return -1;
	char *path = file_of_terminal(&err);
	int fd = -1;
	if (path && folders_make(path, &err))
		fd = open(path,
			O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW | O_NOCTTY |
				O_NONBLOCK,
			0600);
	buf_printf(&head, "tracuu-answer %d\n", VERSION);
	put_session(&head);
	if (fd >= 0 && (head.failed || !aside_write(fd, buf_str(&head)))) {
		close(fd);
		fd = -1;
	}
	buf_free(&head);
	free(path);
	return fd;
}

static void put(struct buf *out, const char *name, struct str value)
{
	buf_append_c(out, name);
	buf_push(out, ' ');
	clean_append(out, value);
	buf_push(out, '\n');
}

void last_write(int fd, const struct archives *archives, int diacritics, const struct answer *a)
{
	struct buf out = {.ceiling = LAST_BYTES_MAX};
	bool respelt = false;
	for (size_t i = 0; i < a->warning_count; i++)
		respelt |= a->warnings[i].code == WARNING_RESPELT;
	put(&out, "archive", str_from_c(a->archive));
	for (size_t i = 0; i < archives->count; i++)
		put(&out, "path", str_from_c(archives->parts[i].real));
	for (size_t i = 0; i < archives->missing_count; i++)
		put(&out, "path", str_from_c(archives->missing[i].real));
	buf_printf(&out, "diacritics %d\n", diacritics);
	/* What is like another article has its words, not somebody's. */
	put(&out, "query", a->is_similar ? STR("") : respelt ? a->read_as : a->text);
	for (size_t i = 0; i < a->hit_count; i++) {
		const struct answer_part *part = a->hits[i].part;
		buf_printf(&out, "hit %zu %s ", a->hits[i].rank, part ? part->archive : a->archive);
		buf_append(&out, a->hits[i].id);
		buf_push(&out, '\n');
	}
	buf_printf(&out, "end %zu\n", a->hit_count);
	if (!out.failed)
		aside_write(fd, buf_str(&out));
	buf_free(&out);
	close(fd);
}

bool last_is_rank(const char *text, size_t *rank)
{
	size_t len = strspn(text, "0123456789");
	if (len == 0 || len > LAST_RANK_DIGITS || text[len] != '\0' || text[0] == '0')
		return false;
	*rank = strtoul(text, NULL, 10);
	return true;
}

/* The value of the next line of *REST if its name is NAME, else false. */
static bool take(struct str *rest, const char *name, struct str *value)
{
	struct str line, before = *rest;
	size_t len = strlen(name);
	if (str_split(rest, '\n', &line) && str_starts_with(line, str_from_c(name)) &&
		str_at(line, len) == ' ') {
		*value = str_slice(line, len + 1, line.len);
		return true;
	}
	*rest = before;
	return false;
}

static size_t number_of(struct str s)
{
	size_t n = 0;
	for (size_t i = 0; i < s.len && s.ptr[i] >= '0' && s.ptr[i] <= '9' && n < 1000000; i++)
		n = 10 * n + (size_t)(s.ptr[i] - '0');
	return n;
}

static bool fail(struct error *err, const char *message)
{
	return error_set(err, ERROR_NOT_FOUND, "%s", message);
}

static bool none(struct error *err)
{
	return fail(err,
		SAY("chưa có lần tìm nào trong cửa sổ này; hãy tìm trước, hoặc dùng mã bài",
			"nothing was searched for in this terminal yet; search first, or use the "
			"article's id"));
}

static bool find_rank(struct str rest, size_t rank, struct last_hit *out, struct error *err)
{
	struct str value;
	size_t first = 0, last = 0, count = 0;
	while (take(&rest, "hit", &value)) {
		size_t at = number_of(value);
		struct str number, archive;
		if (at == rank && str_split(&value, ' ', &number) &&
			str_split(&value, ' ', &archive) && value.ptr)
			out->hit = (struct article_asked){value, archive};
		first = count++ == 0 ? at : first;
		last = at;
	}
	if (!take(&rest, "end", &value) || number_of(value) != count)
		return none(err);
	if (out->hit.id.len > 0)
		return true;
	if (count == 0)
		return fail(err,
			SAY("lần tìm trước không có kết quả nào", "the last answer has no hits"));
	return error_set(err, ERROR_NOT_FOUND,
		SAY("kết quả trên màn hình là số %zu đến %zu, không có số %zu; bài có mã “%zu” thì "
		    "viết id:%zu",
			"the last answer shows hits %zu to %zu, not %zu; for the article whose id "
			"is “%zu” write id:%zu"),
		first, last, rank, rank, rank);
}

/* The lines of paths, whose ends become those of strings: the file is ours. */
static bool take_paths(struct str *rest, struct buf *file, struct archive_paths *out)
{
	struct str path;
	while (take(rest, "path", &path)) {
		size_t end = (size_t)(path.ptr - file->ptr) + path.len;
		if (end >= file->len || !archive_paths_add(out, path.ptr, 0))
			return false;
		file->ptr[end] = '\0';
	}
	return out->count > 0;
}

static bool read_head(struct str *rest, struct last_hit *out, struct str *session)
{
	struct str version, diacritics;
	if (!take(rest, "tracuu-answer", &version) || number_of(version) != VERSION ||
		!take(rest, "session", session) || !take(rest, "archive", &out->archive) ||
		!take_paths(rest, &out->file, &out->archives) ||
		!take(rest, "diacritics", &diacritics) || !take(rest, "query", &out->query))
		return false;
	out->diacritics = (int)number_of(diacritics);
	return true;
}

bool last_find_in(struct last_hit *out, struct str session, size_t rank, struct error *err)
{
	struct str rest = buf_str(&out->file);
	struct str whose;
	if (!read_head(&rest, out, &whose))
		return none(err);
	if (session.len > 0 && !str_eq(whose, session))
		return fail(err,
			SAY("lần tìm trước trong cửa sổ này là của một phiên đã đóng; hãy tìm lại",
				"the last answer in this terminal is of a session that has ended; "
				"search again"));
	return find_rank(rest, rank, out, err);
}

bool last_find(size_t rank, struct last_hit *out, struct error *err)
{
	struct buf own = BUF_INIT;
	*out = (struct last_hit){.file = {.ceiling = 2 * LAST_BYTES_MAX}};
	char *path = file_of_terminal(err);
	if (!path)
		return false;
	bool ok = file_read_own(path, LAST_BYTES_MAX + STAT_BYTES, &out->file, NULL, err);
	free(path);
	if (!ok)
		return err->code == ERROR_NOT_FOUND ? none(err) : false;
	put_session(&own);
	struct str session = str_after_last(str_trim(buf_str(&own)), ' ');
	ok = own.failed ? error_set_memory(err) : last_find_in(out, session, rank, err);
	buf_free(&own);
	return ok;
}

bool last_check_archive(const struct last_hit *h, const struct archives *as, struct error *err)
{
	for (size_t i = 0; i < as->count; i++) {
		if (str_eq(h->hit.archive, str_from_c(as->parts[i].archive.manifest->archive)))
			return true;
	}
	return error_set(err, ERROR_NOT_FOUND,
		SAY("lần tìm trước là trong một kho khác, “%s”; hãy dùng --archive ấy, hoặc tìm "
		    "lại",
			"the last answer is of another archive, %s; name that by --archive, or "
			"search again"),
		h->archives.list[0]);
}

void last_free(struct last_hit *h)
{
	buf_free(&h->file);
}
