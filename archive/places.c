#include "archive/places.h"
#include "glass/places.h"

#include <stdlib.h>

struct places {
	struct glass_places **shards; /* in the order of the manifest */
	size_t count;
	uint32_t positions[PLACES_MAX]; /* scratch */
};

static struct glass_places *open_shard(const char *path, uint32_t number, struct error *err)
{
	char *folder = manifest_shard_path(path, number);
	struct glass_places *shard = NULL;
	if (folder)
		shard = glass_places_open(folder, err);
	else
		error_set_memory(err);
	free(folder);
	return shard;
}

struct places *places_open(const char *path, const struct manifest *m, struct error *err)
{
	struct places *p = malloc(sizeof *p);
	if (p)
		*p = (struct places){.shards = calloc(m->shard_count + 1, sizeof(void *))};
	if (!p || !p->shards) {
		free(p);
		error_set_memory(err);
		return NULL;
	}
	for (; p->count < m->shard_count; p->count++) {
		p->shards[p->count] = open_shard(path, m->shards[p->count].number, err);
		if (!p->shards[p->count]) {
			places_close(p);
			return NULL;
		}
	}
	return p;
}

void places_close(struct places *p)
{
	if (!p)
		return;
	for (size_t i = 0; i < p->count; i++)
		glass_places_close(p->shards[i]);
	free(p->shards);
	free(p);
}

bool places_walk(struct places *p, struct str term, const uint32_t *docids, size_t n, size_t max,
	places_visit *visit, void *context, struct error *err)
{
	size_t room = max < PLACES_MAX ? max : PLACES_MAX;
	for (size_t i = 0; i < p->count; i++) {
		if (!glass_places_ask(p->shards[i], term))
			return error_set_memory(err);
	}
	/* Document d of shard s has the number (d - 1) * shards + s + 1 in the whole. */
	for (size_t i = 0; p->count > 0 && i < n; i++) {
		size_t found;
		size_t shard = (docids[i] - 1) % p->count;
		uint32_t document = (docids[i] - 1) / (uint32_t)p->count + 1;
		if (!glass_places_read(p->shards[shard], document, room, p->positions, &found, err))
			return false;
		if (found > 0 && !visit(context, i, p->positions, found))
			return true;
	}
	return true;
}
