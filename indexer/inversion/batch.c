#include "indexer/inversion/batch.h"
#include "indexer/inversion/document.h"
#include "indexer/inversion/segment.h"
#include "indexer/work/stop.h"

#include <stdio.h>
#include <stdlib.h>

struct batch *batch_new(char *path, size_t capacity, struct progress *progress)
{
	struct batch *b = path ? calloc(1, sizeof *b) : NULL;
	if (!b) {
		free(path);
		return NULL;
	}
	b->path = path;
	b->capacity = capacity;
	b->progress = progress;
	b->records = arena_array(&b->memory, capacity, sizeof *b->records);
	if (b->records)
		return b;
	batch_free(b);
	return NULL;
}

void batch_free(struct batch *b)
{
	if (!b)
		return;
	arena_free(&b->memory);
	free(b->path);
	free(b);
}

bool batch_is_full(const struct batch *b)
{
	return b->count == b->capacity || b->memory.used >= BATCH_BYTES;
}

uint64_t record_text_bytes(const struct record *r)
{
	uint64_t total = 0;
	for (size_t i = 0; i < r->block_count; i++)
		total += r->blocks[i].text.len;
	return total;
}

static bool copy(struct arena *memory, struct str *s)
{
	if (s->len == 0)
		return true;
	*s = arena_str(memory, *s);
	return s->ptr != NULL;
}

static bool copy_lists(struct arena *memory, struct record *r)
{
	struct str *authors = arena_array(memory, r->author_count, sizeof *authors);
	struct record_block *blocks = arena_array(memory, r->block_count, sizeof *blocks);
	bool ok = authors && blocks;
	for (size_t i = 0; ok && i < r->author_count; i++) {
		authors[i] = r->authors[i];
		ok = copy(memory, &authors[i]);
	}
	for (size_t i = 0; ok && i < r->block_count; i++) {
		blocks[i] = r->blocks[i];
		ok = copy(memory, &blocks[i].text);
	}
	r->authors = authors;
	r->blocks = blocks;
	return ok;
}

bool batch_add(struct batch *b, const struct record *r, struct error *err)
{
	struct record *own = &b->records[b->count];
	*own = *r;
	struct str *strings[RECORD_STRINGS];
	record_strings(own, strings);
	bool ok = copy_lists(&b->memory, own);
	for (size_t i = 0; ok && i < RECORD_STRINGS; i++)
		ok = copy(&b->memory, strings[i]);
	if (!ok)
		return error_set_memory(err);
	b->count++;
	b->text_bytes += record_text_bytes(r);
	return true;
}

static bool write_all(
	struct batch *b, struct analyst *analyst, struct segment_writer *out, struct error *err)
{
	for (size_t i = 0; i < b->count; i++) {
		if (!stop_check(err))
			return false;
		if (!analyst_index(analyst, &b->records[i], out, err))
			return error_add_context(err, "%.*s", STR_ARG(b->records[i].path));
		progress_add_done(b->progress, record_text_bytes(&b->records[i]));
	}
	return analyst_finish(analyst, out, err);
}

static bool write_tally(const struct batch *b, struct analyst *analyst, struct error *err)
{
	char *path = batch_tally_path(b->path);
	bool ok = path ? analyst_write_tally(analyst, path, err) : error_set_memory(err);
	free(path);
	return ok;
}

char *batch_tally_path(const char *path)
{
	char *tally;
	return asprintf(&tally, "%s.tally", path) < 0 ? NULL : tally;
}

bool batch_build(void *worker, void *argument, struct error *err)
{
	struct batch *b = argument;
	struct segment_writer *out = segment_writer_open(b->path, err);
	bool ok = out && write_all(b, worker, out, err);
	struct error ignored;
	ok = segment_writer_close(out, ok ? err : &ignored) && ok;
	ok = ok && write_tally(b, worker, err);
	arena_free(&b->memory);
	ok = ok && (!b->large || analyst_relax(worker, err));
	b->records = NULL;
	return ok;
}
