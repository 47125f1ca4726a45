/* .txt: the file is one article. */
#include "article/metadata/layout.h"
#include "article/metadata/metadata.h"
#include "article/readers/formats.h"
#include "base/lang.h"

#include <errno.h>
#include <stdlib.h>
#include <unistd.h>

enum { READ_AT_ONCE = 64 * 1024 };

struct text_reader {
	int fd;
	char *path; /* owned */
	enum encoding as;
	bool done;
};

static void *text_open(int fd, const char *path, enum encoding as, struct error *err)
{
	struct text_reader *r = calloc(1, sizeof *r);
	if (r)
		r->path = strdup(path);
	if (!r || !r->path) {
		free(r);
		error_set_memory(err);
		return NULL;
	}
	r->fd = fd;
	r->as = as;
	return r;
}

static void text_close(void *state)
{
	struct text_reader *r = state;
	free(r->path);
	free(r);
}

static bool read_file(int fd, struct buf *out, struct error *err)
{
	while (out->len <= ARTICLE_MAX_BYTES) {
		if (!buf_reserve(out, READ_AT_ONCE))
			return error_set_memory(err);
		ssize_t got = read(fd, out->ptr + out->len, READ_AT_ONCE);
		if (got < 0 && errno == EINTR)
			continue;
		if (got < 0)
			return error_set_system(
				err, errno, SAY("không đọc được", "cannot be read"));
		if (got == 0)
			return true;
		out->len += (size_t)got;
	}
	return error_set(err, ERROR_LIMIT,
		SAY("tệp lớn hơn %d MiB; hãy chia ra từng bài",
			"the file is larger than %d MiB; divide it into its articles"),
		ARTICLE_MAX_BYTES >> 20);
}

static bool build(
	const struct text_reader *r, struct str bytes, struct article *a, struct error *err)
{
	struct buf room = BUF_INIT;
	struct decoded d;
	if (!article_decode(a, bytes, r->as, &room, &d, err)) {
		buf_free(&room);
		return false;
	}
	struct str text = arena_str(&a->memory, d.text);
	buf_free(&room);
	if (!text.ptr)
		return error_set_memory(err);
	a->whole = true;
	a->line = 1;
	if (!layout_read(a, text, err))
		return false;
	if (a->block_count == 0)
		return error_set(err, ERROR_INPUT,
			SAY("tệp trống: không có chữ nào", "empty: there is no text in the file"));
	return metadata_complete(a, str_from_c(r->path), err);
}

static enum article_step text_next(void *state, struct article *out, struct article_problem *p)
{
	struct text_reader *r = state;
	if (r->done)
		return ARTICLE_END;
	r->done = true;
	struct buf bytes = BUF_INIT;
	bool ok = read_file(r->fd, &bytes, &p->error) && build(r, buf_str(&bytes), out, &p->error);
	buf_free(&bytes);
	return ok ? ARTICLE_READ : ARTICLE_SKIPPED;
}

const struct reader_ops text_reader_ops = {text_open, text_next, text_close};
