#include "archive/manifest.h"
#include "archive/folder.h"
#include "archive/schema.h"
#include "base/lang.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

void manifest_free(struct manifest *m)
{
	arena_free(&m->memory);
	*m = MANIFEST_INIT;
}

/* Tables grow by doubling whenever their count is a power of two. */
static void *grown(struct arena *memory, void *table, size_t count, size_t size)
{
	if (count & (count - 1))
		return table;
	void *larger = arena_array(memory, count ? 2 * count : 1, size);
	if (larger && count)
		memcpy(larger, table, count * size);
	return larger;
}

bool manifest_draw_archive(struct manifest *m, struct error *err)
{
	unsigned char lot[MANIFEST_ARCHIVE / 2];
	if (getentropy(lot, sizeof lot) != 0)
		return error_set_system(err, errno,
			SAY("hệ thống không cho số ngẫu nhiên",
				"the system gives no random number"));
	for (size_t i = 0; i < sizeof lot; i++)
		snprintf(m->archive + 2 * i, 3, "%02x", lot[i]);
	return true;
}

bool manifest_set(struct manifest *m, const char **text, const char *value)
{
	struct str copy = arena_str(&m->memory, str_from_c(value));
	if (copy.ptr)
		*text = copy.ptr;
	return copy.ptr != NULL;
}

bool manifest_add_source(struct manifest *m, const struct manifest_source *source)
{
	struct manifest_source *table =
		grown(&m->memory, m->sources, m->source_count, sizeof *table);
	struct manifest_source copy = *source;
	if (!table || !manifest_set(m, &copy.name, source->name) ||
		!manifest_set(m, &copy.path, source->path) ||
		!manifest_set(m, &copy.label, source->label) ||
		!manifest_set(m, &copy.map, source->map) ||
		!manifest_set(m, &copy.visibility, source->visibility ? source->visibility : ""))
		return false;
	m->sources = table;
	table[m->source_count++] = copy;
	return true;
}

bool manifest_add_shard(struct manifest *m, const struct manifest_shard *shard)
{
	struct manifest_shard *table = grown(&m->memory, m->shards, m->shard_count, sizeof *table);
	struct manifest_shard copy = *shard;
	if (!table ||
		!manifest_set(m, &copy.visibility, shard->visibility ? shard->visibility : ""))
		return false;
	m->shards = table;
	table[m->shard_count++] = copy;
	return true;
}

bool manifest_add_audience(struct manifest *m, const char *name, const char *labels)
{
	struct manifest_audience *table =
		grown(&m->memory, m->audiences, m->audience_count, sizeof *table);
	struct manifest_audience copy;
	if (!table || !manifest_set(m, &copy.name, name) || !manifest_set(m, &copy.labels, labels))
		return false;
	m->audiences = table;
	table[m->audience_count++] = copy;
	return true;
}

bool manifest_add_view(struct manifest *m, const char *audience, int64_t from)
{
	struct manifest_view *table = grown(&m->memory, m->views, m->view_count, sizeof *table);
	struct manifest_view copy = {.number = (uint32_t)m->view_count + 1, .from = from};
	if (!table || !manifest_set(m, &copy.audience, audience))
		return false;
	m->views = table;
	table[m->view_count++] = copy;
	return true;
}

bool manifest_add_file(
	struct manifest *m, const char *path, uint64_t size, const struct digest *sha256)
{
	struct manifest_file *table = grown(&m->memory, m->files, m->file_count, sizeof *table);
	struct str copy = arena_str(&m->memory, str_from_c(path));
	if (!table || !copy.ptr)
		return false;
	m->files = table;
	table[m->file_count++] = (struct manifest_file){copy.ptr, size, *sha256};
	return true;
}

bool manifest_is_former(const struct manifest *m)
{
	return m->format < ARCHIVE_FORMAT_WHOLE || m->analysis < ANALYSIS_VERSION;
}

bool manifest_is_labelled(const struct manifest *m)
{
	bool labelled = m->audience_count > 0 || m->seen_as;
	for (size_t i = 0; !labelled && i < m->source_count; i++)
		labelled = *m->sources[i].visibility;
	for (size_t i = 0; !labelled && i < m->shard_count; i++)
		labelled = *m->shards[i].visibility || m->shards[i].embargo != 0;
	return labelled;
}

void manifest_view_name(uint32_t number, char out[MANIFEST_VIEW_NAME])
{
	snprintf(out, MANIFEST_VIEW_NAME, "as-%04u", (unsigned)number);
}

const struct manifest_audience *manifest_find_audience(const struct manifest *m, const char *name)
{
	for (size_t i = 0; i < m->audience_count; i++) {
		if (strcmp(m->audiences[i].name, name) == 0)
			return &m->audiences[i];
	}
	return NULL;
}

void manifest_remove_file(struct manifest *m, const char *path)
{
	size_t kept = 0;
	for (size_t i = 0; i < m->file_count; i++) {
		if (strcmp(m->files[i].path, path) != 0)
			m->files[kept++] = m->files[i];
	}
	m->file_count = kept;
}

const struct manifest_file *manifest_find_file(const struct manifest *m, const char *path)
{
	for (size_t i = 0; i < m->file_count; i++) {
		if (strcmp(m->files[i].path, path) == 0)
			return &m->files[i];
	}
	return NULL;
}

void manifest_shard_name(uint32_t number, char out[MANIFEST_SHARD_NAME])
{
	snprintf(out, MANIFEST_SHARD_NAME, "shard-%04u", (unsigned)number);
}

bool manifest_is_of_shard(const char *path, uint32_t number)
{
	char name[MANIFEST_SHARD_NAME];
	manifest_shard_name(number, name);
	size_t len = strlen(name);
	return strncmp(path, name, len) == 0 && path[len] == '/';
}

char *manifest_shard_path(const char *folder, uint32_t number)
{
	char name[MANIFEST_SHARD_NAME];
	manifest_shard_name(number, name);
	return folder_path(folder, name);
}

uint64_t manifest_total_size(const struct manifest *m)
{
	uint64_t total = 0;
	for (size_t i = 0; i < m->file_count; i++)
		total += m->files[i].size;
	return total;
}
