#include "indexer/keeping/purged.h"
#include "archive/folder.h"
#include "base/file.h"
#include "base/lang.h"

#include <fcntl.h>
#include <stdlib.h>

#define FILE_NAME "purged"

enum { KEY_DIGITS = 2 * sizeof(struct key), MAX_BYTES = 64 << 20 };

void purged_free(struct purged *p)
{
	free(p->texts);
	buf_free(&p->lines);
	*p = (struct purged){0};
}

/* Where TEXT is, or would be. */
static size_t place_of(const struct purged *p, const struct key *text)
{
	size_t low = 0, high = p->count;
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (key_compare(&p->texts[middle], text) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

bool purged_has(const struct purged *p, const struct key *text)
{
	size_t at = place_of(p, text);
	return at < p->count && key_eq(&p->texts[at], text);
}

static bool insert(struct purged *p, const struct key *text)
{
	size_t at = place_of(p, text);
	struct key *texts = reallocarray(p->texts, p->count + 1, sizeof *texts);
	if (!texts)
		return false;
	p->texts = texts;
	memmove(texts + at + 1, texts + at, (p->count - at) * sizeof *texts);
	texts[at] = *text;
	p->count++;
	return true;
}

bool purged_add(struct purged *p, const struct key *text, struct str id, struct error *err)
{
	if (purged_has(p, text))
		return true;
	/* The file may have been written by hand. */
	if (p->lines.len > 0 && p->lines.ptr[p->lines.len - 1] != '\n')
		buf_push(&p->lines, '\n');
	for (size_t i = 0; i < sizeof text->bytes; i++)
		buf_printf(&p->lines, "%02x", text->bytes[i]);
	buf_printf(&p->lines, "  %.*s\n", STR_ARG(id));
	return (!p->lines.failed && insert(p, text)) || error_set_memory(err);
}

/* ---- The file ---- */

static int digit_of(char c)
{
	const char *digits = "0123456789abcdef";
	const char *at = c ? strchr(digits, c) : NULL;
	return at ? (int)(at - digits) : -1;
}

static bool key_in(struct str line, struct key *out)
{
	if (line.len < KEY_DIGITS)
		return false;
	for (size_t i = 0; i < sizeof out->bytes; i++) {
		int high = digit_of(line.ptr[2 * i]), low = digit_of(line.ptr[2 * i + 1]);
		if (high < 0 || low < 0)
			return false;
		out->bytes[i] = (unsigned char)(16 * high + low);
	}
	return line.len == KEY_DIGITS || line.ptr[KEY_DIGITS] == ' ';
}

static bool read_lines(struct purged *p, const char *path, struct error *err)
{
	struct str rest = buf_str(&p->lines), line;
	while (str_split(&rest, '\n', &line)) {
		struct key text;
		if (line.len == 0)
			continue;
		if (!key_in(line, &text))
			return error_set(err, ERROR_CORRUPT,
				SAY("%s có một dòng không đọc được: %.*s; hãy sửa hoặc xóa dòng ấy",
					"%s has a line that can't be read: %.*s; mend it, or take "
					"it out"),
				path, (int)(line.len < 80 ? line.len : 80), line.ptr);
		if (!purged_has(p, &text) && !insert(p, &text))
			return error_set_memory(err);
	}
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
