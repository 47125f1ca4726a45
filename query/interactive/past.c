#include "query/interactive/past.h"

#include "base/file.h"
#include "base/folders.h"
#include "sandbox/aside.h"
#include "text/syllable/utf8.h"

#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

enum { LINES_KEPT = 2 * PAST_MAX, BYTES_KEPT = 1 << 20 /* in the file, until it is read */ };

static char *file_path(void)
{
	struct error err;
	return folders_path(FOLDERS_STATE, "tracuu/queries", &err);
}

/* LINE as the newest of those in memory. False: it was the newest. */
static bool remember(struct past *p, struct str line)
{
	size_t same = 0;
	while (same < p->count && !str_eq(p->lines[same], line))
		same++;
	if (same < p->count && same + 1 == p->count)
		return false;
	struct str kept = same < p->count ? p->lines[same] : arena_str(&p->memory, line);
	if (!kept.ptr)
		return false;
	if (same == p->count && p->count == PAST_MAX)
		same = 0;
	if (same < p->count) {
		memmove(p->lines + same, p->lines + same + 1,
			(p->count - same - 1) * sizeof *p->lines);
		p->count--;
	}
	p->lines[p->count++] = kept;
	return true;
}

static void write_anew(const struct past *p, const char *path)
{
	struct error err;
	struct buf out = BUF_INIT;
	for (size_t i = 0; i < p->count; i++) {
		buf_append(&out, p->lines[i]);
		buf_push(&out, '\n');
	}
	mode_t before = umask(S_IRWXG | S_IRWXO);
	if (!out.failed)
		file_replace(path, buf_str(&out), &err);
	umask(before);
	buf_free(&out);
}

static void read_file(struct past *p, const char *path)
{
	struct error err;
	struct buf file = {.ceiling = PAST_BYTES_MAX + 1};
	size_t count = 0;
	if (!file_read_own(path, PAST_BYTES_MAX, &file, NULL, &err)) {
		buf_free(&file);
		return;
	}
	struct str rest = buf_str(&file), line;
	while (str_split(&rest, '\n', &line)) {
		count++;
		if (line.len > 0 && utf8_valid_prefix(line) == line.len)
			remember(p, line);
	}
	if (count > LINES_KEPT || file.len > BYTES_KEPT)
		write_anew(p, path);
	buf_free(&file);
}

void past_open(struct past *p)
{
	char *path = file_path();
	*p = (struct past){.count = 0};
	if (path)
		read_file(p, path);
	p->at = p->count;
	free(path);
}

void past_free(struct past *p)
{
	arena_free(&p->memory);
	buf_free(&p->typed);
}

bool past_older(struct past *p, struct str typed, struct str *out)
{
	if (p->at == 0)
		return false;
	if (p->at == p->count) {
		buf_reset(&p->typed);
		buf_append(&p->typed, typed);
	}
	*out = p->lines[--p->at];
	return true;
}

bool past_newer(struct past *p, struct str *out)
{
	if (p->at == p->count)
		return false;
	p->at++;
	*out = p->at == p->count ? buf_str(&p->typed) : p->lines[p->at];
	return true;
}

void past_leave(struct past *p)
{
	p->at = p->count;
}

/* LINE at the end of the file, as long as that may be read again. */
static void append_line(const char *path, struct str line)
{
	struct error err;
	struct stat st;
	struct buf out = BUF_INIT;
	if (!folders_make(path, &err))
		return;
	int fd = open(path,
		O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC | O_NOFOLLOW | O_NOCTTY | O_NONBLOCK,
		S_IRUSR | S_IWUSR);
	if (fd < 0)
		return;
	bool fits = fstat(fd, &st) == 0 && S_ISREG(st.st_mode) &&
		    (uint64_t)st.st_size + line.len < PAST_BYTES_MAX;
	if (fits && buf_append(&out, line) && buf_push(&out, '\n'))
		aside_write(fd, buf_str(&out));
	buf_free(&out);
	close(fd);
}

void past_add(struct past *p, struct str query)
{
	query = str_trim(query);
	if (query.len > 0 && remember(p, query)) {
		char *path = file_path();
		if (path)
			append_line(path, query);
		free(path);
	}
	p->at = p->count;
}
