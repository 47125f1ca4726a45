#include "indexer/repair/harvest.h"
#include "archive/folder.h"
#include "archive/generation.h"
#include "indexer/work/stop.h"
#include "xapianc/xapianc.h"

#include <dirent.h>
#include <stdlib.h>

struct harvest {
	struct xc_db **shards; /* those that nothing was taken from are NULL */
	size_t count;
	struct buf data;
	struct arena memory;
};

struct harvest *harvest_new(void)
{
	return calloc(1, sizeof(struct harvest));
}

void harvest_free(struct harvest *h)
{
	if (!h)
		return;
	for (size_t i = 0; i < h->count; i++)
		xc_db_close(h->shards[i]);
	free(h->shards);
	buf_free(&h->data);
	arena_free(&h->memory);
	free(h);
}

static bool read_one(
	struct harvest *h, struct xc_db *db, uint32_t docid, struct record *r, struct error *err)
{
	buf_reset(&h->data);
	arena_reset(&h->memory);
	return xc_db_data_alone(db, docid, &h->data, err) &&
	       record_decode(buf_str(&h->data), &h->memory, r, err);
}

bool harvest_read(
	struct harvest *h, struct harvest_place place, struct record *out, struct error *err)
{
	return read_one(h, h->shards[place.shard], place.document, out, err);
}

static bool walk(struct harvest *h, struct xc_db *db, harvest_visitor *visit, void *context,
	bool *taken, bool *enough, struct error *err)
{
	struct xc_stats stats;
	struct error ignored;
	if (!xc_db_stats(db, &stats, &ignored))
		return true;
	struct harvest_place place = {.shard = (uint32_t)h->count};
	while (place.document++ < stats.last_docid && !*enough) {
		struct record r;
		struct error found = {0};
		if (!stop_check(err))
			return false;
		bool readable = read_one(h, db, place.document, &r, &found);
		if (!readable && found.code == ERROR_MEMORY)
			return error_set_memory(err);
		if (readable && !visit(context, &r, place, taken, enough, err))
			return false;
	}
	return true;
}

/* Keeps DB, which may be NULL, as the next one that was walked through. */
static bool keep(struct harvest *h, struct xc_db *db)
{
	struct xc_db **shards = reallocarray(h->shards, h->count + 1, sizeof *shards);
	if (!shards)
		return false;
	h->shards = shards;
	shards[h->count++] = db;
	return true;
}

bool harvest_shard(struct harvest *h, const char *folder, harvest_visitor *visit, void *context,
	bool *enough, struct error *err)
{
	const struct xc_source source = {.path = folder, .checked = true};
	struct error ignored;
	bool taken = false;
	struct xc_db *db = xc_db_open_all(&source, 1, &ignored);
	bool ok = !db || walk(h, db, visit, context, &taken, enough, err);
	bool kept = keep(h, ok && taken ? db : NULL);
	if (!kept || !ok || !taken)
		xc_db_close(db);
	return ok && (kept || error_set_memory(err));
}

/* ---- All of an archive ---- */

/* The number of the shard whose folder is called NAME; 0: it is none's. */
static uint32_t shard_of(const char *name)
{
	char right[MANIFEST_SHARD_NAME];
	const char *digits = strchr(name, '-');
	unsigned long number = digits ? strtoul(digits + 1, NULL, 10) : 0;
	if (number > MANIFEST_SHARD_MAX)
		return 0;
	manifest_shard_name((uint32_t)number, right);
	return strcmp(right, name) == 0 ? (uint32_t)number : 0;
}

static bool harvest_generation(struct harvest *h, const char *home, harvest_filter *wants,
	harvest_visitor *visit, void *context, bool *enough, struct error *err)
{
	DIR *dir = opendir(home);
	bool ok = true;
	const struct dirent *entry;
	while (ok && dir && !*enough && (entry = readdir(dir)) != NULL) {
		uint32_t number = shard_of(entry->d_name);
		if (number == 0 || !wants(context, number))
			continue;
		char *path = folder_path(home, entry->d_name);
		ok = path ? harvest_shard(h, path, visit, context, enough, err)
			  : error_set_memory(err);
		free(path);
	}
	if (dir)
		closedir(dir);
	return ok;
}

bool harvest_archive(struct harvest *h, const char *archive, harvest_filter *wants,
	harvest_visitor *visit, void *context, bool *enough, struct error *err)
{
	struct generation_list all;
	struct error ignored;
	if (!generation_list_read(archive, &all, &ignored))
		return true;
	bool ok = true;
	for (size_t i = all.count; ok && i-- > 0 && !*enough;) {
		char *home = generation_path(archive, all.numbers[i]);
		ok = home ? harvest_generation(h, home, wants, visit, context, enough, err)
			  : error_set_memory(err);
		free(home);
	}
	generation_list_free(&all);
	return ok;
}
