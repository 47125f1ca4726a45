#include "indexer/repair/damage.h"
#include "archive/folder.h"
#include "archive/generation.h"
#include "archive/manifest_file.h"
#include "archive/schema.h"
#include "glass/blocks.h"
#include "indexer/work/stop.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

bool damage_look(struct damage *d, const char *folder, const struct manifest *m, struct error *err)
{
	*d = (struct damage){.bad = calloc(m->file_count + 1, sizeof *d->bad)};
	if (!d->bad)
		return error_set_memory(err);
	for (size_t i = 0; i < m->file_count; i++) {
		struct error found = {0};
		if (!stop_check(err))
			return false;
		d->bad[i] = !manifest_check_digest(&m->files[i], folder, &found);
		d->count += d->bad[i];
		if (found.code == ERROR_MEMORY)
			return error_set_memory(err);
	}
	return true;
}

void damage_free(struct damage *d)
{
	free(d->bad);
	*d = (struct damage){0};
}

bool damage_is_bad(const struct damage *d, const struct manifest *m, const char *path)
{
	for (size_t i = 0; i < m->file_count; i++) {
		if (d->bad[i] && strcmp(m->files[i].path, path) == 0)
			return true;
	}
	return false;
}

bool damage_is_in_shard(const struct damage *d, const struct manifest *m, uint32_t number)
{
	for (size_t i = 0; i < m->file_count; i++) {
		if (d->bad[i] && manifest_is_of_shard(m->files[i].path, number))
			return true;
	}
	return false;
}

bool damage_is_in_versions(const struct damage *d, const struct manifest *m)
{
	for (size_t i = 0; i < m->file_count; i++) {
		if (d->bad[i] && schema_segment_of(m->files[i].path) > 0)
			return true;
	}
	return damage_is_bad(d, m, VERSIONS_FILE);
}

/* ---- Where it is whole ---- */

/* Whether HOME, the folder of another generation, has FILE as it was written. The size tells most
   that don't. */
static bool is_whole_in(const struct manifest_file *file, const char *home)
{
	struct stat st;
	struct error ignored;
	char *path = folder_path(home, file->path);
	bool fits = path && lstat(path, &st) == 0 && S_ISREG(st.st_mode) &&
		    (uint64_t)st.st_size == file->size;
	free(path);
	return fits && manifest_check_digest(file, home, &ignored);
}

/* The folder of a generation of ARCHIVE that has FILE whole, owned; NULL: none has. */
static char *find_copy(const struct manifest_file *file, const char *archive)
{
	struct generation_list all;
	struct error ignored;
	char *home = NULL;
	if (!archive || !generation_list_read(archive, &all, &ignored))
		return NULL;
	for (size_t i = all.count; i-- > 0 && !home;) {
		home = generation_path(archive, all.numbers[i]);
		if (home && !is_whole_in(file, home)) {
			free(home);
			home = NULL;
		}
	}
	generation_list_free(&all);
	return home;
}

static bool take(const char *home, const char *to, const char *file, bool link, struct error *err)
{
	char *one = folder_path(home, file);
	char *two = folder_path(to, file);
	bool ok = one && two ? folder_take_file(one, two, link, err) : error_set_memory(err);
	free(one);
	free(two);
	return ok;
}

static bool is_there(const char *folder, const char *file)
{
	struct stat st;
	char *path = folder_path(folder, file);
	bool there = path && lstat(path, &st) == 0 && S_ISREG(st.st_mode);
	free(path);
	return there;
}

static bool gather_one(struct damage *d, size_t i, const char *folder, const struct manifest *m,
	const char *archive, const char *from, const char *to, struct error *err)
{
	const struct manifest_file *file = &m->files[i];
	if (!d->bad[i])
		return take(folder, to, file->path, true, err);
	bool own = true;
	char *home = find_copy(file, archive);
	if (!home) {
		own = false;
		home = find_copy(file, from);
	}
	bool ok = true;
	if (home) {
		ok = take(home, to, file->path, own, err);
		d->count -= ok;
		d->bad[i] = !ok;
	} else if (is_there(folder, file->path)) {
		ok = take(folder, to, file->path, true, err);
	}
	free(home);
	return ok;
}

/* The checksums of the blocks of shard NUMBER, where nothing else of it is bad, follow from what
   is whole. What could not be made anew stays bad. */
static void renew_blocks(
	struct damage *d, const struct manifest *m, uint32_t number, const char *to)
{
	struct error ignored;
	size_t at = m->file_count, bad = 0;
	for (size_t i = 0; i < m->file_count; i++) {
		if (!d->bad[i] || !manifest_is_of_shard(m->files[i].path, number))
			continue;
		bad++;
		if (strcmp(strrchr(m->files[i].path, '/') + 1, GLASS_BLOCKS_FILE) == 0)
			at = i;
	}
	if (bad != 1 || at == m->file_count)
		return;
	char *shard = manifest_shard_path(to, number);
	char *path = folder_path(to, m->files[at].path);
	if (shard && path) {
		unlink(path); /* of ours: a link to what is damaged */
		d->bad[at] = !glass_blocks_write(shard, &ignored) ||
			     !manifest_check_digest(&m->files[at], to, &ignored);
		d->count -= !d->bad[at];
	}
	free(shard);
	free(path);
}

static bool make_folders(const struct manifest *m, const char *to, struct error *err)
{
	bool ok = folder_make_new(to, err);
	for (size_t i = 0; ok && i < m->shard_count; i++) {
		char *shard = manifest_shard_path(to, m->shards[i].number);
		ok = shard ? folder_make_new(shard, err) : error_set_memory(err);
		free(shard);
	}
	return ok;
}

bool damage_gather(struct damage *d, const char *folder, const struct manifest *m,
	const char *archive, const char *from, const char *to, struct error *err)
{
	bool ok = make_folders(m, to, err);
	for (size_t i = 0; ok && i < m->file_count; i++)
		ok = gather_one(d, i, folder, m, archive, from, to, err);
	for (size_t i = 0; ok && i < m->shard_count; i++)
		renew_blocks(d, m, m->shards[i].number, to);
	return ok;
}
