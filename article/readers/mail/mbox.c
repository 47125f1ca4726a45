#include "article/readers/mail/mbox.h"

#include "base/ascii.h"
#include "base/lang.h"

enum { CHUNK = 1 << 16, FROM_MAX = 512 /* bytes of such a line */ };

bool mbox_open(struct mbox *m, const struct input_file *file, size_t max, struct error *err)
{
	*m = (struct mbox){.line = 1, .max = max};
	return input_open(&m->input, file, err);
}

void mbox_close(struct mbox *m)
{
	input_close(&m->input);
	buf_free(&m->bytes);
}

/* Reads on; what was given goes. False at a failure; M->ended where nothing is left. */
static bool more(struct mbox *m, struct error *err)
{
	if (m->at > 0) {
		m->bytes.len -= m->at;
		memmove(m->bytes.ptr, m->bytes.ptr + m->at, m->bytes.len);
		m->at = 0;
	}
	if (!buf_reserve(&m->bytes, CHUNK))
		return error_set_memory(err);
	ssize_t got = input_read(&m->input, m->bytes.ptr + m->bytes.len, CHUNK, err);
	if (got < 0)
		return false;
	m->bytes.len += (size_t)got;
	m->ended = got == 0;
	return true;
}

/* The next line with its end, as far as FROM_MAX bytes of it go: of a longer one a part. */
static bool next_line(struct mbox *m, struct str *line, struct error *err)
{
	for (;;) {
		struct str left = str_slice(buf_str(&m->bytes), m->at, m->bytes.len);
		const char *end = left.len > 0 ? memchr(left.ptr, '\n', left.len) : NULL;
		size_t len = end ? (size_t)(end + 1 - left.ptr) : left.len;
		if (end || m->ended || left.len >= CHUNK) {
			*line = str_make(left.ptr, len);
			return true;
		}
		if (!more(m, err))
			return false;
	}
}

/* "From " with a time and a year behind it. */
static bool is_from(struct str line)
{
	bool time = false;
	if (!str_starts_with(line, STR("From ")) || line.len > FROM_MAX)
		return false;
	for (size_t i = 5; i + 2 < line.len && !time; i++)
		time = line.ptr[i] == ':' && ascii_is_digit(line.ptr[i - 1]) &&
		       ascii_is_digit(line.ptr[i + 1]);
	return time;
}

/* ">From ", ">>From ": one > too many. */
static struct str unescaped(struct str line)
{
	size_t signs = 0;
	while (signs < line.len && line.ptr[signs] == '>')
		signs++;
	bool escaped = signs > 0 && str_starts_with(str_slice(line, signs, line.len), STR("From "));
	return escaped ? str_slice(line, 1, line.len) : line;
}

static bool is_empty(struct str line)
{
	return str_trim(line).len == 0;
}

static void pass(struct mbox *m, struct str line)
{
	m->at += line.len;
	m->line += line.len > 0 && line.ptr[line.len - 1] == '\n';
}

static bool begin(struct mbox *m, struct error *err)
{
	struct str line;
	do {
		if (!next_line(m, &line, err))
			return false;
		if (line.len == 0 || !is_empty(line))
			break;
		pass(m, line);
	} while (true);
	if (is_from(line))
		pass(m, line);
	return true;
}

enum mbox_step mbox_next(
	struct mbox *m, bool single, struct buf *out, uint64_t *line, struct error *err)
{
	struct str text;
	bool empty = false, full = false;
	buf_reset(out);
	if (!begin(m, err))
		return MBOX_BROKEN;
	*line = m->line;
	for (;;) {
		if (!next_line(m, &text, err))
			return MBOX_BROKEN;
		if (text.len == 0 || (!single && empty && is_from(text)))
			break;
		empty = is_empty(text);
		full |= out->len + text.len > m->max;
		if (!full)
			buf_append(out, single ? text : unescaped(text));
		pass(m, text);
	}
	if (out->failed) {
		error_set_memory(err);
		return MBOX_BROKEN;
	}
	if (full) {
		error_set(err, ERROR_LIMIT,
			SAY("thư dài quá %zu MB", "the mail has more than %zu MB"), m->max >> 20);
		return MBOX_LONG;
	}
	return out->len > 0 || text.len > 0 ? MBOX_READ : MBOX_END;
}
