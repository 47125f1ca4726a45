#include "indexer/repair/base.h"
#include "archive/audience/view.h"
#include "archive/catalogue.h"
#include "archive/contents.h"
#include "archive/folder.h"
#include "archive/generation.h"
#include "archive/lost.h"
#include "archive/manifest_file.h"
#include "archive/names.h"
#include "indexer/repair/damage.h"

#include <stdlib.h>

/* Begins as a draft does: a run that was killed leaves it to the next one. */
#define FOLDER_NAME "generations/.building-repair"

static bool add_damaged(struct repair_base *b, const struct manifest_shard *shard)
{
	struct manifest_shard *list = reallocarray(b->damaged, b->damaged_count + 1, sizeof *list);
	if (!list)
		return false;
	b->damaged = list;
	list[b->damaged_count++] = *shard;
	return true;
}

bool repair_base_is_damaged(const struct repair_base *b, uint32_t shard)
{
	for (size_t i = 0; i < b->damaged_count; i++) {
		if (b->damaged[i].number == shard)
			return true;
	}
	return false;
}

/* Where it is not known which documents are lost, those of no shard can be believed. */
static bool note_damaged(struct repair_base *b, const struct damage *d)
{
	const struct manifest *m = &b->manifest;
	bool all = damage_is_bad(d, m, LOST_FILE);
	for (size_t i = 0; i < m->shard_count; i++) {
		uint32_t number = m->shards[i].number;
		if ((all || damage_is_in_shard(d, m, number)) && !add_damaged(b, &m->shards[i]))
			return false;
	}
	return true;
}

static bool is_gone(const struct repair_base *b, const struct damage *d, size_t file)
{
	const struct manifest_file *f = &b->manifest.files[file];
	if (d->bad[file])
		return true;
	for (size_t i = 0; i < b->damaged_count; i++) {
		if (manifest_is_of_shard(f->path, b->damaged[i].number))
			return true;
	}
	return false;
}

/* What is left in the manifest is whole. */
static void leave_out(struct repair_base *b, const struct damage *d)
{
	struct manifest *m = &b->manifest;
	size_t files = 0, shards = 0;
	for (size_t i = 0; i < m->file_count; i++) {
		if (!is_gone(b, d, i))
			m->files[files++] = m->files[i];
	}
	for (size_t i = 0; i < m->shard_count; i++) {
		if (!repair_base_is_damaged(b, m->shards[i].number))
			m->shards[shards++] = m->shards[i];
	}
	m->file_count = files;
	m->shard_count = shards;
}

static void note_finding(void *context, const struct error *finding)
{
	bool *clean = context;
	(void)finding;
	*clean = false;
}

static bool make_folder(struct repair_base *b, const char *archive, struct damage *d,
	const char *from, struct error *err)
{
	b->folder = folder_path(archive, FOLDER_NAME);
	if (!b->folder)
		return error_set_memory(err);
	return folder_remove(b->folder, err) &&
	       damage_gather(d, b->home, &b->manifest, archive, from, b->folder, err);
}

/* Gathers what is whole of generation NUMBER. *USABLE: that is enough to go on with. */
static bool gather(struct repair_base *b, const char *archive, const char *from, bool *usable,
	struct error *err)
{
	struct damage d;
	struct error ignored;
	bool clean = true;
	bool ok = damage_look(&d, b->home, &b->manifest, err);
	if (ok && !contents_check_folder(&b->manifest, b->home, note_finding, &clean, &ignored))
		clean = false;
	if (ok && !views_check(&b->manifest, b->home, note_finding, &clean, &ignored))
		clean = false;
	b->whole = b->number == b->published && !b->borrowed && clean && d.count == 0;
	ok = ok && make_folder(b, archive, &d, from, err);
	*usable = ok && !damage_is_bad(&d, &b->manifest, CATALOGUE_NAME);
	if (*usable) {
		b->names_lost = damage_is_bad(&d, &b->manifest, NAMES_FILE);
		b->history_lost = damage_is_in_versions(&d, &b->manifest);
		ok = note_damaged(b, &d) || error_set_memory(err);
		if (ok)
			leave_out(b, &d);
	}
	damage_free(&d);
	return ok;
}

static void forget(struct repair_base *b)
{
	struct error ignored;
	if (b->folder)
		folder_remove(b->folder, &ignored);
	manifest_free(&b->manifest);
	free(b->folder);
	free(b->home);
	free(b->damaged);
	*b = (struct repair_base){.manifest = MANIFEST_INIT, .published = b->published};
}

/* Whether M is of a copy of ARCHIVE, as far as any manifest there tells whose it is. */
static bool is_copy(const struct manifest *m, const char *archive)
{
	struct generation_list all;
	struct error ignored;
	bool copy = true;
	if (!generation_list_read(archive, &all, &ignored))
		return true;
	for (size_t i = 0; i < all.count && copy; i++) {
		struct manifest own = MANIFEST_INIT;
		char *home = generation_path(archive, all.numbers[i]);
		if (home && manifest_read_sources(home, &own) && *own.archive)
			copy = strcmp(own.archive, m->archive) == 0;
		manifest_free(&own);
		free(home);
	}
	generation_list_free(&all);
	return copy;
}

/* Reads the manifest of generation NUMBER: its own, or that of a copy. */
static bool read_manifest(struct repair_base *b, const char *archive, const char *from)
{
	struct error ignored;
	b->borrowed = !manifest_read_number(b->home, b->number, &b->manifest, &ignored);
	if (!b->borrowed)
		return true;
	char *home = from ? generation_path(from, b->number) : NULL;
	bool ok = home && manifest_read_number(home, b->number, &b->manifest, &ignored);
	free(home);
	if (ok && !is_copy(&b->manifest, archive)) {
		manifest_free(&b->manifest);
		ok = false;
	}
	return ok;
}

static bool try(struct repair_base *b, uint32_t number, const char *archive, const char *from,
	bool *usable, struct error *err)
{
	*usable = false;
	b->number = number;
	b->home = generation_path(archive, number);
	if (!b->home)
		return error_set_memory(err);
	if (read_manifest(b, archive, from) && !gather(b, archive, from, usable, err))
		return false;
	if (!*usable)
		forget(b);
	return true;
}

bool repair_base_open(
	struct repair_base *b, const char *archive, const char *from, struct error *err)
{
	struct generation_list all;
	struct error ignored;
	bool usable = false;
	*b = REPAIR_BASE_NONE;
	generation_current(archive, &b->published, &ignored);
	if (!generation_list_read(archive, &all, err))
		return false;
	bool ok = b->published == 0 || try(b, b->published, archive, from, &usable, err);
	for (size_t i = all.count; ok && !usable && i-- > 0;) {
		if (all.numbers[i] != b->published)
			ok = try(b, all.numbers[i], archive, from, &usable, err);
	}
	generation_list_free(&all);
	return ok;
}

void repair_base_close(struct repair_base *b)
{
	forget(b);
}
