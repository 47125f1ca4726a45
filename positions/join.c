#include "positions/join.h"
#include "base/lang.h"
#include "positions/list.h"
#include "positions/writer.h"

#include <stdlib.h>

struct input {
	struct positions_file *file;
	struct dictionary_walk walk;
	struct extent payload;
	bool more;
	uint32_t base; /* documents of the files before */
};

struct join {
	struct input *inputs;
	size_t count;
	struct positions_writer *writer;
	struct positions_list list;
	struct buf positions; /* uint32_t, of a document */
};

static bool advance(struct input *in, struct error *err)
{
	return dictionary_next(in->file, &in->walk, &in->more, &in->payload, err);
}

static bool open_inputs(
	struct join *j, const char *const *paths, uint32_t *documents, struct error *err)
{
	uint64_t base = 0;
	for (size_t i = 0; i < j->count; i++) {
		struct input *in = &j->inputs[i];
		in->file = positions_file_open(paths[i], err);
		if (!in->file || !advance(in, err))
			return false;
		in->base = (uint32_t)base;
		base += in->file->documents;
		if (base > UINT32_MAX)
			return error_set(err, ERROR_LIMIT,
				SAY("%s: quá nhiều bài cho một phần của chỉ mục",
					"%s: too many articles for one shard"),
				paths[i]);
	}
	*documents = (uint32_t)base;
	return true;
}

static struct str term_of(const struct input *in)
{
	return str_make(in->walk.term, in->walk.len);
}

/* The first of the terms that come next; its bytes are some input's. An input is a shard, and
   there are few of them. */
static bool next_term(const struct join *j, struct str *term)
{
	bool found = false;
	for (size_t i = 0; i < j->count; i++) {
		const struct input *in = &j->inputs[i];
		if (in->more && (!found || str_compare(term_of(in), *term) < 0))
			*term = term_of(in);
		found |= in->more;
	}
	return found;
}

static bool copy_documents(struct join *j, const struct input *in, struct error *err)
{
	if (!positions_list_open_at(&j->list, in->file, &in->payload, err))
		return false;
	for (uint32_t least = 1;; least = j->list.document + 1) {
		if (!positions_list_seek(&j->list, least, err))
			return false;
		uint32_t document = j->list.document;
		if (document == 0)
			return true;
		uint32_t n = positions_list_count(&j->list);
		buf_reset(&j->positions);
		if (!buf_reserve(&j->positions, n * sizeof(uint32_t)))
			return error_set_memory(err);
		uint32_t *positions = (uint32_t *)(void *)j->positions.ptr;
		if (!positions_list_read(&j->list, n, positions, err) ||
			!positions_writer_document(
				j->writer, in->base + document, positions, n, err))
			return false;
		if (document == UINT32_MAX)
			return true;
	}
}

static bool copy_terms(struct join *j, struct error *err)
{
	struct str next;
	char term[TERM_BYTES_MAX];
	while (next_term(j, &next)) {
		memcpy(term, next.ptr, next.len);
		next.ptr = term;
		if (!positions_writer_term(j->writer, next, err))
			return false;
		for (size_t i = 0; i < j->count; i++) {
			struct input *in = &j->inputs[i];
			if (in->more && str_eq(term_of(in), next) &&
				(!copy_documents(j, in, err) || !advance(in, err)))
				return false;
		}
	}
	return true;
}

bool positions_join(const char *const *paths, size_t n, const char *path, struct error *err)
{
	uint32_t documents = 0;
	struct join j = {.count = n, .inputs = calloc(n + 1, sizeof *j.inputs)};
	if (!j.inputs)
		return error_set_memory(err);
	if (open_inputs(&j, paths, &documents, err))
		j.writer = positions_writer_open(path, err);
	bool ok = j.writer && copy_terms(&j, err) &&
		  positions_writer_finish(j.writer, documents, err);
	positions_writer_close(j.writer);
	for (size_t i = 0; i < n; i++)
		positions_file_close(j.inputs[i].file);
	free(j.inputs);
	buf_free(&j.positions);
	return ok;
}
