/* .html, .htm, .xhtml: the file is one article. */
#include "article/readers/html/html.h"
#include "article/readers/html/page.h"
#include "article/readers/html/tree.h"
#include "base/lang.h"

#include <stdlib.h>

struct html_reader {
	struct input input;
	const char *path; /* borrowed */
	size_t max;       /* bytes */
	enum encoding told;
	bool done;
};

static void html_close(void *state)
{
	struct html_reader *r = state;
	input_close(&r->input);
	free(r);
}

static void *html_open(const struct article_file *file, struct error *err)
{
	struct html_reader *r = calloc(1, sizeof *r);
	if (!r) {
		error_set_memory(err);
		return NULL;
	}
	r->path = file->path;
	r->max = article_file_max(file);
	r->told = file->encoding;
	struct input_file input = article_file_input(file);
	if (input_open(&r->input, &input, err))
		return r;
	html_close(r);
	return NULL;
}

/* A file of UTF-16 was read as that, whatever is said of it. */
static void note_wide(struct article *a, struct input *in)
{
	const unsigned utf8 = 1u << ENCODING_UTF8;
	if (a->encoding == ENCODING_UTF8)
		a->encoding = in->wide;
	if (a->encodings & utf8)
		a->encodings ^= utf8 | 1u << in->wide;
	a->repaired += in->repaired;
}

static enum article_step html_next(void *state, struct article *out, struct article_problem *p)
{
	struct html_reader *r = state;
	struct buf bytes = BUF_INIT;
	enum article_step step = ARTICLE_SKIPPED;
	if (r->done)
		return ARTICLE_END;
	r->done = true;
	if (input_read_all(&r->input, r->max, &bytes, &p->error)) {
		bool wide = input_is_wide(&r->input);
		const struct html_page page = {.bytes = buf_str(&bytes),
			.told = wide ? ENCODING_UTF8 : r->told,
			.path = str_from_c(r->path),
			.url = STR("")};
		step = html_page_read(&page, out, p);
		if (step == ARTICLE_READ && wide)
			note_wide(out, &r->input);
	}
	buf_free(&bytes);
	return step;
}

static enum ceiling html_ceiling(const void *state)
{
	const struct html_reader *r = state;
	return r->input.ceiling;
}

const struct reader_ops html_reader_ops = {
	.open = html_open, .next = html_next, .ceiling = html_ceiling, .close = html_close};

bool html_warm_up(void)
{
	html_tree_warm_up();
	return true;
}
