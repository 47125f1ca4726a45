#include "article/input/lines.h"

#include <stdlib.h>

enum {
	CHUNK_SIZE = 256 * 1024,
	KEPT_SIZE = 4 << 20 /* a buffer grown beyond it by a freak line is given back */
};

bool lines_open(struct lines *l, int fd, enum packing named, enum encoding as, size_t max,
	struct error *err)
{
	*l = (struct lines){.carried = {.ceiling = max}, .max = max};
	l->chunk = malloc(CHUNK_SIZE);
	if (!l->chunk)
		return error_set_memory(err);
	if (input_open(&l->input, fd, named, as, err))
		return true;
	free(l->chunk);
	return false;
}

void lines_close(struct lines *l)
{
	input_close(&l->input);
	buf_free(&l->carried);
	free(l->chunk);
}

/* Adds PIECE to the line. Past the ceiling only its bytes are counted. */
static bool carry(struct lines *l, struct str piece, struct error *err)
{
	l->size += piece.len;
	if (l->size > l->max || buf_append(&l->carried, piece))
		return true;
	error_set_memory(err);
	return false;
}

static enum lines_step finish(struct lines *l, struct str *line)
{
	l->number++;
	if (l->size > l->max)
		return LINES_TOO_LONG;
	*line = buf_str(&l->carried);
	return LINES_READ;
}

enum lines_step lines_next(struct lines *l, struct str *line, struct error *err)
{
	if (l->carried.capacity > KEPT_SIZE)
		buf_free(&l->carried);
	buf_reset(&l->carried);
	l->size = 0;
	for (;;) {
		struct str left = str_make(l->chunk + l->at, l->len - l->at);
		const char *end = left.len ? memchr(left.ptr, '\n', left.len) : NULL;
		if (end) {
			struct str piece = str_make(left.ptr, (size_t)(end - left.ptr));
			l->at += piece.len + 1;
			if (l->size == 0 && piece.len <= l->max) {
				l->size = piece.len;
				l->number++;
				*line = piece;
				return LINES_READ;
			}
			return carry(l, piece, err) ? finish(l, line) : LINES_BROKEN;
		}
		if (!carry(l, left, err))
			return LINES_BROKEN;
		ssize_t got = input_read(&l->input, l->chunk, CHUNK_SIZE, err);
		l->at = 0;
		l->len = got > 0 ? (size_t)got : 0;
		if (got < 0)
			return LINES_BROKEN;
		if (got == 0)
			return l->size > 0 ? finish(l, line) : LINES_END;
	}
}
