#include "indexer/keeping/purged.h"
#include "archive/folder.h"
#include "base/file.h"
#include "base/lang.h"
#include "base/moment.h"

#include <fcntl.h>
#include <stdlib.h>

#define FILE_NAME "purged"

enum { MAX_BYTES = 64 << 20 };

void purged_free(struct purged *p)
{
	free(p->texts);
	buf_free(&p->lines);
	*p = (struct purged){0};
}

static int by_bytes(const void *a, const void *b)
{
	return key_compare(a, b);
}

bool purged_has(const struct purged *p, const struct key *text)
{
	return p->count > 0 && bsearch(text, p->texts, p->count, sizeof *text, by_bytes) != NULL;
}

bool purged_had(const struct purged *p, struct str id, struct str *when, struct str *generation)
{
	struct str rest = buf_str(&p->lines), line;
	while (str_split(&rest, '\n', &line)) {
		size_t end = str_find(line, STR("  "), 0);
		if (end == line.len || !str_eq(str_slice(line, end + 2, line.len), id))
			continue;
		struct str note = str_slice(line, 0, end), text;
		str_split(&note, ' ', &text);
		*when = *generation = STR("");
		str_split(&note, ' ', when);
		str_split(&note, ' ', generation);
		return true;
	}
	return false;
}

static bool add(struct purged *p, const struct key *text)
{
	if (p->count == p->capacity) {
		size_t capacity = p->capacity ? 2 * p->capacity : 16;
		struct key *texts = reallocarray(p->texts, capacity, sizeof *texts);
		if (!texts)
			return false;
		p->texts = texts;
		p->capacity = capacity;
	}
	p->texts[p->count++] = *text;
	return true;
}

/* All but the last are sorted. */
static void settle_last(struct purged *p)
{
	size_t at = p->count - 1;
	const struct key last = p->texts[at];
	for (; at > 0 && key_compare(&p->texts[at - 1], &last) > 0; at--)
		p->texts[at] = p->texts[at - 1];
	p->texts[at] = last;
}

bool purged_add(struct purged *p, const struct key *text, struct str id, struct purged_note note,
	struct error *err)
{
	char hex[KEY_HEX + 1], when[MOMENT_SIZE];
	if (purged_has(p, text))
		return true;
	/* The file may have been written by hand. */
	if (p->lines.len > 0 && p->lines.ptr[p->lines.len - 1] != '\n')
		buf_push(&p->lines, '\n');
	key_to_hex(text, hex);
	moment_write(note.now, when);
	buf_printf(
		&p->lines, "%s %s %06u  %.*s\n", hex, when, (unsigned)note.generation, STR_ARG(id));
	if (p->lines.failed || !add(p, text))
		return error_set_memory(err);
	settle_last(p);
	return true;
}

/* ---- The file ---- */

/* What stands behind a space is for people. */
static bool text_of(struct str line, struct key *out)
{
	return key_from_hex(str_slice(line, 0, str_find(line, STR(" "), 0)), out);
}

static bool read_lines(struct purged *p, const char *path, struct error *err)
{
	struct str rest = buf_str(&p->lines), line;
	while (str_split(&rest, '\n', &line)) {
		struct key text;
		if (line.len == 0)
			continue;
		if (!text_of(line, &text))
			return error_set(err, ERROR_CORRUPT,
				SAY("“%s” có một dòng không đọc được: %.*s; hãy sửa hoặc xóa dòng "
				    "ấy",
					"%s has a line that can't be read: %.*s; mend it, or take "
					"it out"),
				path, (int)(line.len < 80 ? line.len : 80), line.ptr);
		if (!add(p, &text))
			return error_set_memory(err);
	}
	if (p->count > 1)
		qsort(p->texts, p->count, sizeof *p->texts, by_bytes);
	return true;
}

bool purged_read(struct purged *p, const char *archive, struct error *err)
{
	struct error reason = {0};
	char *path = folder_path(archive, FILE_NAME);
	*p = (struct purged){0};
	if (!path)
		return error_set_memory(err);
	bool ok = file_read(AT_FDCWD, path, MAX_BYTES, &p->lines, &reason);
	if (ok)
		ok = read_lines(p, path, err);
	else if (reason.code == ERROR_NOT_FOUND)
		ok = true;
	else
		*err = reason;
	free(path);
	if (!ok)
		purged_free(p);
	return ok;
}

bool purged_write(const struct purged *p, const char *archive, struct error *err)
{
	char *path = folder_path(archive, FILE_NAME);
	bool ok = path ? file_replace(path, buf_str(&p->lines), err) : error_set_memory(err);
	free(path);
	return ok;
}
