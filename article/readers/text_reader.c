/* .txt: the file is one article. */
#include "article/input/input.h"
#include "article/metadata/layout.h"
#include "article/metadata/metadata.h"
#include "article/readers/formats.h"
#include "base/lang.h"

#include <stdlib.h>

struct text_reader {
	struct input input;
	char *path; /* owned */
	bool done;
};

static void text_close(void *state)
{
	struct text_reader *r = state;
	input_close(&r->input);
	free(r->path);
	free(r);
}

static void *text_open(const struct article_file *file, struct error *err)
{
	struct text_reader *r = calloc(1, sizeof *r);
	if (!r || !(r->path = strdup(file->path))) {
		free(r);
		error_set_memory(err);
		return NULL;
	}
	if (input_open(&r->input, file->fd, file->format.packing, file->encoding, err))
		return r;
	text_close(r);
	return NULL;
}

static bool build(struct text_reader *r, struct str bytes, struct article *a, struct error *err)
{
	struct buf room = BUF_INIT;
	struct decoded d;
	if (!article_decode(a, &r->input, bytes, &room, &d, err)) {
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
	bool ok = input_read_all(&r->input, ARTICLE_MAX_BYTES, &bytes, &p->error) &&
		  build(r, buf_str(&bytes), out, &p->error);
	buf_free(&bytes);
	return ok ? ARTICLE_READ : ARTICLE_SKIPPED;
}

const struct reader_ops text_reader_ops = {text_open, text_next, text_close};
