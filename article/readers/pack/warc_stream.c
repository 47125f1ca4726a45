#include "article/readers/pack/warc_stream.h"

#include <strings.h>

bool warc_stream_open(struct warc_stream *s, const struct input_file *file, struct error *err)
{
	return input_open(&s->in, file, err);
}

void warc_stream_close(struct warc_stream *s)
{
	input_close(&s->in);
	buf_free(&s->line);
}

/* Whether there is a byte to be had. */
static bool fill(struct warc_stream *s)
{
	if (s->at < s->len)
		return true;
	ssize_t got = input_read(&s->in, s->bytes, sizeof s->bytes, &s->failure);
	s->at = 0;
	s->len = got > 0 ? (size_t)got : 0;
	return got > 0;
}

/* Bytes that are there, MOST at most. */
static struct str peek(const struct warc_stream *s, uint64_t most)
{
	size_t len = s->len - s->at;
	return str_make(s->bytes + s->at, len < most ? len : (size_t)most);
}

static void keep(struct warc_stream *s, struct str piece)
{
	size_t room = WARC_LINE_MAX - s->line.len;
	buf_append(&s->line, str_slice(piece, 0, piece.len < room ? piece.len : room));
}

bool warc_line(struct warc_stream *s, bool within)
{
	bool ended = false;
	buf_reset(&s->line);
	if ((within && s->left == 0) || !fill(s))
		return false;
	while (!ended && (!within || s->left > 0) && fill(s)) {
		struct str piece = peek(s, within ? s->left : SIZE_MAX);
		const char *end = memchr(piece.ptr, '\n', piece.len);
		ended = end != NULL;
		if (ended)
			piece.len = (size_t)(end - piece.ptr) + 1;
		keep(s, str_slice(piece, 0, piece.len - ended));
		s->at += piece.len;
		s->left -= within ? piece.len : 0;
	}
	if (s->line.len > 0 && s->line.ptr[s->line.len - 1] == '\r')
		s->line.ptr[--s->line.len] = '\0';
	return !s->line.failed;
}

ssize_t warc_read(struct warc_stream *s, char *out, size_t size)
{
	if (s->left == 0 || size == 0)
		return 0;
	if (!fill(s))
		return -1;
	struct str piece = peek(s, s->left < size ? s->left : size);
	memcpy(out, piece.ptr, piece.len);
	s->at += piece.len;
	s->left -= piece.len;
	return (ssize_t)piece.len;
}

bool warc_pass(struct warc_stream *s)
{
	while (s->left > 0) {
		if (!fill(s))
			return false;
		struct str piece = peek(s, s->left);
		s->at += piece.len;
		s->left -= piece.len;
	}
	return true;
}

bool warc_header(const struct warc_stream *s, const char *name, struct str *out)
{
	struct str line = buf_str(&s->line);
	size_t len = strlen(name);
	if (line.len <= len || line.ptr[len] != ':' || strncasecmp(line.ptr, name, len) != 0)
		return false;
	*out = str_trim(str_slice(line, len + 1, line.len));
	return true;
}
