#include "indexer/inversion/output.h"
#include "archive/folder.h"
#include "archive/places.h"
#include "archive/schema.h"
#include "base/lang.h"
#include "indexer/inversion/merge.h"
#include "indexer/inversion/seal.h"
#include "indexer/vocabulary/tally_gather.h"
#include "indexer/work/stop.h"
#include "positions/join.h"
#include "xapianc/xapianc.h"

#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

struct gate {
	pthread_mutex_t mutex;
	pthread_cond_t change;
};

struct gate *gate_new(void)
{
	struct gate *g = malloc(sizeof *g);
	if (!g)
		return NULL;
	pthread_mutex_init(&g->mutex, NULL);
	pthread_cond_init(&g->change, NULL);
	return g;
}

void gate_free(struct gate *g)
{
	if (!g)
		return;
	pthread_mutex_destroy(&g->mutex);
	pthread_cond_destroy(&g->change);
	free(g);
}

struct output *output_new(const char *folder, uint32_t number, const struct visibility *seen,
	struct gate *gate, struct progress *progress)
{
	struct output *o = calloc(1, sizeof *o);
	if (!o)
		return NULL;
	o->folder = folder;
	o->shard.number = number;
	o->seen = *seen;
	o->shard.visibility = o->seen.label;
	o->shard.embargo = seen->embargo;
	o->gate = gate;
	o->progress = progress;
	o->sealed = MANIFEST_INIT;
	return o;
}

void output_free(struct output *o)
{
	if (!o)
		return;
	for (size_t i = 0; i < o->part_count; i++)
		free(o->parts[i].path);
	manifest_free(&o->sealed);
	free(o);
}

bool output_has_room(const struct output *o, uint64_t articles, uint64_t limit)
{
	return o->part_count < OUTPUT_PARTS &&
	       (o->part_count == 0 || o->shard.articles + articles <= limit);
}

void output_add(struct output *o, const struct part *part, bool pending)
{
	pthread_mutex_lock(&o->gate->mutex);
	o->parts[o->part_count++] = *part;
	o->shard.articles += part->articles;
	o->shard.text_bytes += part->text_bytes;
	o->waiting += pending;
	pthread_mutex_unlock(&o->gate->mutex);
}

void output_ready(struct output *o)
{
	pthread_mutex_lock(&o->gate->mutex);
	o->waiting--;
	pthread_cond_broadcast(&o->gate->change);
	pthread_mutex_unlock(&o->gate->mutex);
}

static void wait_for_parts(struct output *o)
{
	pthread_mutex_lock(&o->gate->mutex);
	while (o->waiting > 0)
		pthread_cond_wait(&o->gate->change, &o->gate->mutex);
	pthread_mutex_unlock(&o->gate->mutex);
}

static bool check_count(const struct output *o, const char *path, struct error *err)
{
	struct xc_stats stats;
	const struct xc_source source = {.path = path, .checked = true};
	struct xc_db *db = xc_db_open_all(&source, 1, err);
	bool ok = db && xc_db_stats(db, &stats, err);
	if (ok && stats.doc_count != o->shard.articles)
		ok = error_set(err, ERROR_INTERNAL,
			SAY("lỗi chương trình: %s có %u bài, đáng lẽ %llu",
				"a bug: %s has %u articles where %llu should be"),
			path, (unsigned)stats.doc_count, (unsigned long long)o->shard.articles);
	xc_db_close(db);
	return ok;
}

/* The segments among the parts become the database PATH. */
static bool merge_new(const struct output *o, const char *path, struct error *err)
{
	struct merge_source sources[OUTPUT_PARTS];
	size_t n = 0;
	for (size_t i = 0; i < o->part_count; i++) {
		if (!o->parts[i].is_shard)
			sources[n++] =
				(struct merge_source){o->parts[i].path, o->parts[i].articles};
	}
	return merge_segments(sources, n, path, o->xapian_positions, err);
}

/* The files of positions of the databases FOLDERS[0..N) become that of the database PATH. */
static bool join_positions(
	const char *const *folders, size_t n, const char *path, struct error *err)
{
	char *from[OUTPUT_PARTS + 1];
	char *to = folder_path(path, PLACES_FILE);
	bool ok = to != NULL;
	for (size_t i = 0; i < n; i++) {
		from[i] = folder_path(folders[i], PLACES_FILE);
		ok = ok && from[i];
	}
	ok = ok ? positions_join((const char *const *)from, n, to, err) : error_set_memory(err);
	for (size_t i = 0; i < n; i++)
		free(from[i]);
	free(to);
	return ok;
}

/* The old shards among the parts, and what was merged in FRESH if that is not NULL,
   become the database PATH. */
static bool join_old(const struct output *o, const char *fresh, const char *path, struct error *err)
{
	const char *paths[OUTPUT_PARTS + 1];
	size_t n = 0;
	if (fresh)
		paths[n++] = fresh;
	for (size_t i = 0; i < o->part_count; i++) {
		if (o->parts[i].is_shard)
			paths[n++] = o->parts[i].path;
	}
	const struct xc_compact_options options = {.checked = true};
	return xc_compact(paths, n, path, &options, err) && join_positions(paths, n, path, err);
}

static size_t count_shards(const struct output *o)
{
	size_t n = 0;
	for (size_t i = 0; i < o->part_count; i++)
		n += o->parts[i].is_shard;
	return n;
}

static bool write_database(const struct output *o, const char *path, struct error *err)
{
	size_t old = count_shards(o);
	if (old == 0)
		return merge_new(o, path, err);
	if (old == o->part_count)
		return join_old(o, NULL, path, err);
	char *fresh;
	if (asprintf(&fresh, "%s.new", path) < 0)
		return error_set_memory(err);
	bool ok = merge_new(o, fresh, err) && join_old(o, fresh, path, err) &&
		  folder_remove(fresh, err);
	free(fresh);
	return ok;
}

/* Owned by the caller; NULL when out of memory. */
static char *tally_of(const struct part *part)
{
	return part->is_shard ? folder_path(part->path, TALLY_FILE) : batch_tally_path(part->path);
}

/* The tallies of the parts become that of the database PATH. */
static bool join_tallies(const struct output *o, const char *path, struct error *err)
{
	char *from[OUTPUT_PARTS];
	char *to = folder_path(path, TALLY_FILE);
	bool ok = to != NULL;
	for (size_t i = 0; i < o->part_count; i++) {
		from[i] = tally_of(&o->parts[i]);
		ok = ok && from[i];
	}
	ok = ok ? tally_join((const char *const *)from, o->part_count, to, err)
		: error_set_memory(err);
	for (size_t i = 0; i < o->part_count; i++)
		free(from[i]);
	free(to);
	return ok;
}

/* The empty table of term lists. */
static bool write_term_lists(const char *path, struct error *err)
{
	char *file = folder_path(path, TERM_LISTS_FILE);
	int fd = file ? open(file, O_WRONLY | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0666) : -1;
	bool ok = fd >= 0;
	if (!file)
		error_set_memory(err);
	else if (!ok)
		error_set_system(err, errno, SAY("không ghi được “%s”", "cannot write %s"), file);
	if (fd >= 0)
		close(fd);
	free(file);
	return ok;
}

static bool remove_file(const char *path, struct error *err)
{
	return unlink(path) == 0 ||
	       error_set_system(err, errno, SAY("không xóa được “%s”", "cannot remove %s"), path);
}

static bool remove_segments(const struct output *o, struct error *err)
{
	bool ok = true;
	for (size_t i = 0; ok && i < o->part_count; i++) {
		const struct part *part = &o->parts[i];
		if (part->is_shard)
			continue;
		char *tally = tally_of(part);
		ok = tally ? remove_file(part->path, err) && remove_file(tally, err)
			   : error_set_memory(err);
		free(tally);
	}
	return ok;
}

uint64_t output_work(const struct output *o)
{
	enum { INDEXING_TO_JOINING = 4 }; /* measured */
	return o->shard.text_bytes / INDEXING_TO_JOINING;
}

size_t output_need(const struct output *o)
{
	enum { OWN = 8 << 20, OF_A_PART = 256 << 10, TEXT_TO_LISTS = 4 };
	size_t need = OWN;
	size_t text = 0;
	for (size_t i = 0; i < o->part_count; i++)
		text += (size_t)o->parts[i].text_bytes;
	need += o->part_count * OF_A_PART + text / TEXT_TO_LISTS;
	/* Words that are all different: one, and a space, take twice what its number does. */
	return need + (text / 2 < TALLY_JOIN_MEMORY ? text / 2 : TALLY_JOIN_MEMORY);
}

bool output_build(void *worker, void *argument, struct error *err)
{
	(void)worker;
	struct output *o = argument;
	wait_for_parts(o);
	if (!stop_check(err))
		return false;
	char *path = manifest_shard_path(o->folder, o->shard.number);
	bool ok = path ? write_database(o, path, err) &&
				  (!o->servable || write_term_lists(path, err)) &&
				  join_tallies(o, path, err) && remove_segments(o, err) &&
				  check_count(o, path, err) &&
				  seal_folder(&o->sealed, o->folder, strrchr(path, '/') + 1, err)
		       : error_set_memory(err);
	free(path);
	progress_add_done(o->progress, output_work(o));
	return ok;
}
