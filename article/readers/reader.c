#include "article/readers/reader.h"

#include "article/readers/formats.h"
#include "base/lang.h"

#include <stdlib.h>
#include <strings.h>

struct article_reader {
	const struct reader_ops *ops;
	void *state; /* owned, closed by ops */
};

static const struct {
	const char *ending;
	enum article_format format;
} endings[] = {
	{".txt", FORMAT_TEXT},
	{".jsonl", FORMAT_JSONL},
	{".jsonl.xz", FORMAT_JSONL_XZ},
};

static const struct reader_ops *const readers[FORMAT_COUNT] = {
	[FORMAT_TEXT] = &text_reader_ops,
	[FORMAT_JSONL] = &jsonl_reader_ops,
	[FORMAT_JSONL_XZ] = &jsonl_xz_reader_ops,
};

enum article_format article_format_of(const char *name)
{
	size_t len = strlen(name);
	for (size_t i = 0; i < sizeof endings / sizeof *endings; i++) {
		size_t ending = strlen(endings[i].ending);
		if (len > ending && strcasecmp(name + len - ending, endings[i].ending) == 0)
			return endings[i].format;
	}
	return FORMAT_UNKNOWN;
}

struct article_reader *article_reader_open(
	int fd, enum article_format format, const char *path, enum encoding as, struct error *err)
{
	const struct reader_ops *ops = format < FORMAT_COUNT ? readers[format] : NULL;
	if (!ops) {
		error_set(err, ERROR_USAGE,
			SAY("không đọc được định dạng của %s; đọc được .txt, .jsonl và .jsonl.xz",
				"%s has no format we read; we read .txt, .jsonl and .jsonl.xz"),
			path);
		return NULL;
	}
	struct article_reader *r = calloc(1, sizeof *r);
	if (!r) {
		error_set_memory(err);
		return NULL;
	}
	r->ops = ops;
	r->state = ops->open(fd, path, as, err);
	if (!r->state) {
		free(r);
		return NULL;
	}
	return r;
}

void article_reader_close(struct article_reader *r)
{
	if (!r)
		return;
	r->ops->close(r->state);
	free(r);
}

enum article_step article_reader_next(
	struct article_reader *r, struct article *out, struct article_problem *problem)
{
	*out = (struct article){.memory = ARENA_INIT};
	*problem = (struct article_problem){0};
	enum article_step step = r->ops->next(r->state, out, problem);
	if (step != ARTICLE_READ)
		article_free(out);
	return step;
}
