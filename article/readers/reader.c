#include "article/readers/reader.h"

#include "article/readers/beside.h"
#include "article/readers/formats.h"
#include "base/lang.h"

#include <stdlib.h>

struct article_reader {
	const struct reader_ops *ops;
	void *state;       /* owned, closed by ops */
	char *path;        /* owned: outlives STATE, which borrows it */
	struct str beside; /* of the file */
};

static const struct reader_ops *const readers[ARTICLE_KIND_COUNT] = {
	[ARTICLE_TEXT] = &text_reader_ops,
	[ARTICLE_MARKDOWN] = &text_reader_ops,
	[ARTICLE_JSON] = &json_reader_ops,
	[ARTICLE_CSV] = &csv_reader_ops,
	[ARTICLE_TSV] = &csv_reader_ops,
};

struct article_reader *article_reader_open(const struct article_file *file, struct error *err)
{
	enum article_kind kind = file->format.kind;
	const struct reader_ops *ops = kind < ARTICLE_KIND_COUNT ? readers[kind] : NULL;
	if (!ops) {
		error_set(err, ERROR_USAGE,
			SAY("không đọc được định dạng của %s; \"man tracuu-index\" nêu các định "
			    "dạng "
			    "đọc được",
				"%s has no format we read; \"man tracuu-index\" lists those that "
				"are "
				"read"),
			file->path);
		return NULL;
	}
	struct article_reader *r = calloc(1, sizeof *r);
	if (!r) {
		error_set_memory(err);
		return NULL;
	}
	r->ops = ops;
	r->beside = file->beside;
	r->path = strdup(file->path);
	struct article_file kept = *file;
	kept.path = r->path;
	if (!r->path)
		error_set_memory(err);
	else
		r->state = ops->open(&kept, err);
	if (r->state)
		return r;
	free(r->path);
	free(r);
	return NULL;
}

void article_reader_close(struct article_reader *r)
{
	if (!r)
		return;
	r->ops->close(r->state);
	free(r->path);
	free(r);
}

static enum article_step overrule(
	const struct article_reader *r, struct article *a, struct article_problem *problem)
{
	if (r->beside.len == 0 || article_overrule(a, r->beside, &problem->error))
		return ARTICLE_READ;
	problem->line = a->line;
	error_add_context(&problem->error, "*.meta.json");
	return ARTICLE_SKIPPED;
}

enum article_step article_reader_next(
	struct article_reader *r, struct article *out, struct article_problem *problem)
{
	*out = (struct article){.memory = ARENA_INIT};
	*problem = (struct article_problem){0};
	enum article_step step = r->ops->next(r->state, out, problem);
	if (step == ARTICLE_READ)
		step = overrule(r, out, problem);
	if (step != ARTICLE_READ)
		article_free(out);
	return step;
}

enum ceiling article_reader_ceiling(const struct article_reader *r)
{
	return r->ops->ceiling(r->state);
}
