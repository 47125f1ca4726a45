#include "article/readers/kept.h"

#include "article/readers/scan_store.h"
#include "article/worker/parcel.h"
#include "base/bytes.h"

#include <stdlib.h>

/* Raised with any change of how scans are read, or of what a parcel holds. */
enum { VERSION = 1, HEADER = 4 };

struct kept {
	struct buf bytes;
	bool done;
};

static void kept_close(void *state)
{
	struct kept *k = state;
	buf_free(&k->bytes);
	free(k);
}

static bool take(const struct kept *k, struct article *out)
{
	struct parcel_step step;
	struct article_problem ignored;
	struct str bytes = buf_str(&k->bytes);
	return bytes.len > HEADER && bytes_u32(bytes.ptr) == VERSION &&
	       parcel_take_step(str_slice(bytes, HEADER, bytes.len), &step, out, &ignored) &&
	       step.step == ARTICLE_READ;
}

static void *kept_open(const struct article_file *file, struct error *err)
{
	struct article tried = {.memory = ARENA_INIT};
	struct kept *k = file->scans ? calloc(1, sizeof *k) : NULL;
	(void)err;
	if (!k)
		return NULL;
	bool ok = file->scans->find(file->scans->context, file->fd, &k->bytes) &&
		  !k->bytes.failed && take(k, &tried);
	article_free(&tried);
	if (ok)
		return k;
	kept_close(k);
	return NULL;
}

static enum article_step kept_next(void *state, struct article *out, struct article_problem *p)
{
	struct kept *k = state;
	if (k->done)
		return ARTICLE_END;
	k->done = true;
	if (take(k, out))
		return ARTICLE_READ;
	error_set_memory(&p->error);
	return ARTICLE_SKIPPED;
}

static enum ceiling kept_ceiling(const void *state)
{
	(void)state;
	return CEILING_NONE;
}

void kept_add(const struct article_file *file, const struct article *a)
{
	const struct parcel_step step = {ARTICLE_READ, CEILING_NONE};
	struct buf bytes = BUF_INIT;
	if (file->scans && buf_append_u32(&bytes, VERSION) &&
		parcel_put_step(&bytes, step, a, NULL) && !bytes.failed)
		file->scans->keep(file->scans->context, file->fd, buf_str(&bytes));
	buf_free(&bytes);
}

const struct reader_ops kept_reader_ops = {kept_open, kept_next, kept_ceiling, kept_close, NULL};
