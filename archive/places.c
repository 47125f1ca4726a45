#include "archive/places.h"
#include "archive/folder.h"
#include "archive/places_shards.h"
#include "positions/check.h"
#include "positions/row.h"

#include <stdlib.h>

struct places {
	struct positions_file **shards; /* in the order of the manifest */
	struct positions_list *lists;   /* of the term that is walked, in each shard */
	size_t count;
	struct places_texts texts; /* without CLOSE: it is of files */
	bool is_joined;            /* the shards are those of others */
	struct budget *budget;     /* borrowed, may be NULL */
	struct xc_rows rows;
	uint32_t positions[PLACES_MAX]; /* scratch */
};

/* ---- Rows ---- */

static void *open_row(void *context, size_t source, const struct xc_word *words, size_t n,
	uint32_t *most, struct error *err)
{
	struct places *p = context;
	struct row_word *copies = calloc(n, sizeof *copies);
	if (!copies || source >= p->count) {
		free(copies);
		error_set_memory(err);
		return NULL;
	}
	for (size_t i = 0; i < n; i++)
		copies[i] = (struct row_word){words[i].spellings, words[i].count};
	struct positions_row *row = positions_row_open(p->shards[source], copies, n, err);
	free(copies);
	if (row)
		*most = positions_row_limit(row);
	return row;
}

static bool seek_row(void *walk, uint32_t least, uint32_t *document, struct error *err)
{
	return positions_row_seek(walk, least, document, err);
}

static bool has_row(void *walk, uint32_t document, bool *found, struct error *err)
{
	return positions_row_has(walk, document, found, err);
}

static void close_row(void *walk)
{
	positions_row_close(walk);
}

const struct xc_rows *places_rows(const struct places *p)
{
	return &p->rows;
}

/* ---- Opening ---- */

static struct positions_file *open_in(const char *folder, struct error *err)
{
	char *file = folder_path(folder, PLACES_FILE);
	struct positions_file *shard = NULL;
	if (file)
		shard = positions_file_open(file, err);
	else
		error_set_memory(err);
	free(file);
	return shard;
}

static struct positions_file *open_shard(const char *path, uint32_t number, struct error *err)
{
	char *folder = manifest_shard_path(path, number);
	struct positions_file *shard = NULL;
	if (folder)
		shard = open_in(folder, err);
	else
		error_set_memory(err);
	free(folder);
	return shard;
}

bool places_check(const char *folder, uint64_t documents, struct error *err)
{
	struct positions_file *f = open_in(folder, err);
	bool ok = f && (f->documents == documents || positions_file_fail(f, err)) &&
		  positions_check(f, err);
	positions_file_close(f);
	return ok;
}

/* For MOST shards, without any yet. NULL when out of memory. */
static struct places *places_new(size_t most, struct error *err)
{
	struct places *p = malloc(sizeof *p);
	if (p)
		*p = (struct places){.shards = calloc(most + 1, sizeof(void *)),
			.lists = calloc(most + 1, sizeof *p->lists),
			.rows = {p, open_row, seek_row, has_row, close_row}};
	if (p && p->shards && p->lists)
		return p;
	places_close(p);
	error_set_memory(err);
	return NULL;
}

struct places *places_open(const char *path, const struct manifest *m, struct error *err)
{
	struct places *p = places_new(m->shard_count, err);
	if (!p)
		return NULL;
	for (; p->count < m->shard_count; p->count++) {
		p->shards[p->count] = open_shard(path, m->shards[p->count].number, err);
		if (!p->shards[p->count]) {
			places_close(p);
			return NULL;
		}
	}
	return p;
}

struct places *places_join(struct places *const *parts, size_t n, struct error *err)
{
	size_t count = 0;
	for (size_t i = 0; i < n; i++)
		count += parts[i]->count;
	struct places *p = places_new(count, err);
	if (!p)
		return NULL;
	p->is_joined = true;
	for (size_t i = 0; i < n; i++) {
		for (size_t k = 0; k < parts[i]->count; k++)
			p->shards[p->count++] = parts[i]->shards[k];
	}
	return p;
}

struct places *places_of_texts(const struct places_texts *texts, struct error *err)
{
	struct places *p = places_new(0, err);
	if (p)
		p->texts = *texts;
	else
		texts->close(texts->context);
	return p;
}

const struct places_texts *places_texts_of(const struct places *p)
{
	return p->texts.close ? &p->texts : NULL;
}

void places_close(struct places *p)
{
	if (!p)
		return;
	if (p->texts.close)
		p->texts.close(p->texts.context);
	for (size_t i = 0; i < p->count && !p->is_joined; i++)
		positions_file_close(p->shards[i]);
	free(p->shards);
	free(p->lists);
	free(p);
}

void places_set_budget(struct places *p, struct budget *budget)
{
	p->budget = budget;
	for (size_t i = 0; i < p->count; i++)
		p->shards[i]->budget = budget;
}

bool places_are_over(const struct places *p)
{
	return budget_is_over(p->budget);
}

size_t places_shard_count(const struct places *p)
{
	return p->count;
}

struct positions_file *places_shard(const struct places *p, size_t number)
{
	return p->shards[number];
}

struct budget *places_budget(const struct places *p)
{
	return p->budget;
}

/* ---- One term ---- */

bool places_expect(struct places *p, const uint32_t *docids, size_t n, struct error *err)
{
	return !p->texts.close || p->texts.expect(p->texts.context, docids, n, err);
}

static bool walk_texts(struct places *p, struct str term, const uint32_t *docids, size_t n,
	size_t room, places_visit *visit, void *context, struct error *err)
{
	const struct places_texts *texts = &p->texts;
	if (!texts->expect(texts->context, docids, n, err))
		return false;
	for (size_t i = 0; i < n && !budget_is_over(p->budget); i++) {
		const uint32_t *positions;
		size_t count;
		if (!texts->positions(texts->context, docids[i], term, &positions, &count, err))
			return false;
		if (count > 0 && !visit(context, i, positions, count < room ? count : room))
			return true;
	}
	return true;
}

bool places_walk(struct places *p, struct str term, const uint32_t *docids, size_t n, size_t max,
	places_visit *visit, void *context, struct error *err)
{
	size_t room = max < PLACES_MAX ? max : PLACES_MAX;
	if (p->texts.close)
		return walk_texts(p, term, docids, n, room, visit, context, err);
	for (size_t i = 0; i < p->count; i++) {
		if (!positions_list_open(&p->lists[i], p->shards[i], term, err))
			return false;
	}
	/* Document d of shard s has the number (d - 1) * shards + s + 1 in the whole. */
	for (size_t i = 0; p->count > 0 && i < n && !budget_is_over(p->budget); i++) {
		struct positions_list *list = &p->lists[(docids[i] - 1) % p->count];
		uint32_t document = (docids[i] - 1) / (uint32_t)p->count + 1;
		if (!positions_list_seek(list, document, err))
			return false;
		if (list->document != document)
			continue;
		size_t count = positions_list_count(list);
		if (!positions_list_read(list, room, p->positions, err))
			return false;
		if (!visit(context, i, p->positions, count < room ? count : room))
			return true;
	}
	return true;
}
