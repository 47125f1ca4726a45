#include "indexer/keeping/times.h"
#include "archive/folder.h"
#include "base/buf.h"
#include "base/checksum.h"
#include "base/file.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#define FILE_NAME "times"
#define HEAD "tracuu times 1 "

enum { MAX_BYTES = 1 << 30, SUM_HEX = 16 };

void times_free(struct times *t)
{
	free(t->list);
	*t = (struct times){0};
}

bool times_add(struct times *t, const struct file_times *entry)
{
	if (t->count == t->capacity) {
		size_t capacity = t->capacity ? 2 * t->capacity : 64;
		struct file_times *list = reallocarray(t->list, capacity, sizeof *list);
		if (!list)
			return false;
		t->list = list;
		t->capacity = capacity;
	}
	t->list[t->count++] = *entry;
	return true;
}

static int by_file(const void *a, const void *b)
{
	const struct file_times *x = a, *y = b;
	return key_compare(&x->file, &y->file);
}

static const struct file_times *find(const struct times *t, const struct key *file)
{
	const struct file_times wanted = {.file = *file};
	return t->count > 0 ? bsearch(&wanted, t->list, t->count, sizeof wanted, by_file) : NULL;
}

const struct file_times *times_find(
	const struct times *t, const struct key *file, const struct key *content)
{
	const struct file_times *found = find(t, file);
	return found && key_eq(&found->content, content) ? found : NULL;
}

bool times_add_missing(struct times *t, const struct times *more)
{
	struct times known = *t;
	bool ok = true;
	if (t->count > 1)
		qsort(t->list, t->count, sizeof *t->list, by_file);
	for (size_t i = 0; ok && i < more->count; i++) {
		known.list = t->list;
		if (!find(&known, &more->list[i].file))
			ok = times_add(t, &more->list[i]);
	}
	return ok;
}

/* ---- The file ---- */

/* The numbers of TEXT, each behind a blank, and nothing else. */
static bool read_numbers(const char *text, int64_t *out, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		char *end;
		errno = 0;
		if (*text != ' ')
			return false;
		out[i] = strtoll(text, &end, 10);
		if (errno != 0 || end == text)
			return false;
		text = end;
	}
	return *text == '\0';
}

static bool read_line(struct str line, struct file_times *out)
{
	char text[256];
	int64_t numbers[4];
	if (line.len >= sizeof text || line.len < 2 * KEY_HEX + 2)
		return false;
	memcpy(text, line.ptr, line.len);
	text[line.len] = '\0';
	if (!key_from_hex(str_slice(line, 0, KEY_HEX), &out->file) ||
		!key_from_hex(str_slice(line, KEY_HEX + 1, 2 * KEY_HEX + 1), &out->content) ||
		!read_numbers(text + 2 * KEY_HEX + 1, numbers, 4) || numbers[0] < 0)
		return false;
	out->size = (uint64_t)numbers[0];
	out->mtime_ns = numbers[1];
	out->ctime_ns = numbers[2];
	out->seen_ns = numbers[3];
	return true;
}

static void write_sum(struct str lines, char out[SUM_HEX + 1])
{
	snprintf(out, SUM_HEX + 1, "%016" PRIx64, checksum_of(lines));
}

static bool read_all(struct times *t, struct str file)
{
	char sum[SUM_HEX + 1];
	struct str head, line;
	if (!str_split(&file, '\n', &head) || !str_starts_with(head, STR(HEAD)))
		return false;
	write_sum(file, sum);
	if (!str_eq(str_slice(head, strlen(HEAD), head.len), str_from_c(sum)))
		return false;
	while (str_split(&file, '\n', &line)) {
		struct file_times entry;
		if (line.len > 0 && (!read_line(line, &entry) || !times_add(t, &entry)))
			return false;
	}
	return true;
}

void times_read(struct times *t, const char *archive)
{
	struct buf bytes = BUF_INIT;
	struct error ignored;
	*t = (struct times){0};
	char *path = folder_path(archive, FILE_NAME);
	if (!path || !file_read(AT_FDCWD, path, MAX_BYTES, &bytes, &ignored) ||
		!read_all(t, buf_str(&bytes)))
		times_free(t);
	buf_free(&bytes);
	free(path);
}

static void append_all(const struct times *t, struct buf *out)
{
	for (size_t i = 0; i < t->count; i++) {
		const struct file_times *e = &t->list[i];
		char file[KEY_HEX + 1], content[KEY_HEX + 1];
		key_to_hex(&e->file, file);
		key_to_hex(&e->content, content);
		buf_printf(out, "%s %s %" PRIu64 " %" PRId64 " %" PRId64 " %" PRId64 "\n", file,
			content, e->size, e->mtime_ns, e->ctime_ns, e->seen_ns);
	}
}

bool times_write(struct times *t, const char *archive, struct error *err)
{
	char sum[SUM_HEX + 1];
	struct buf lines = BUF_INIT, file = BUF_INIT;
	char *path = folder_path(archive, FILE_NAME);
	if (path && t->count == 0) {
		unlink(path);
		free(path);
		return true;
	}
	qsort(t->list, t->count, sizeof *t->list, by_file);
	append_all(t, &lines);
	write_sum(buf_str(&lines), sum);
	buf_printf(&file, HEAD "%s\n", sum);
	buf_append(&file, buf_str(&lines));
	bool ok = path && !lines.failed && !file.failed ? file_replace(path, buf_str(&file), err)
							: error_set_memory(err);
	buf_free(&lines);
	buf_free(&file);
	free(path);
	return ok;
}
