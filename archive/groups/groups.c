#include "archive/groups/groups.h"

#include "archive/folder.h"
#include "archive/schema.h"
#include "base/bytes.h"
#include "base/checksum.h"
#include "base/form.h"
#include "base/lang.h"
#include "base/mapping.h"

#include <stdlib.h>

struct groups {
	struct mapping mapping;
	uint32_t articles, count;
	const char *rows;   /* sorted by shard, then by document */
	const char *starts; /* of each group in what follows, and where that ends */
	const char *order;  /* numbers of rows, group by group */
};

uint64_t groups_checksum(struct str file)
{
	return checksum_of(str_slice(file, 0, GROUPS_AT_CHECKSUM)) ^
	       checksum_of(str_slice(file, GROUPS_HEADER, file.len));
}

static uint32_t number_at(const char *numbers, uint32_t i)
{
	return bytes_u32(numbers + 4 * (size_t)i);
}

static struct group_member row_at(const struct groups *g, uint32_t i)
{
	const char *p = g->rows + (size_t)i * GROUPS_ROW;
	uint32_t place = bytes_u32(p + 12);
	return (struct group_member){.shard = bytes_u32(p),
		.document = bytes_u32(p + 4),
		.group = bytes_u32(p + 8),
		.place = place & ~GROUPS_IDENTICAL,
		.identical = (place & GROUPS_IDENTICAL) != 0};
}

static int compare(const struct group_member *a, uint32_t shard, uint32_t document)
{
	if (a->shard != shard)
		return a->shard < shard ? -1 : 1;
	return (a->document > document) - (a->document < document);
}

/* Whether each row is behind the one before, and stands where its group says. */
static bool rows_fit(const struct groups *g)
{
	struct group_member before = {0};
	for (uint32_t i = 0; i < g->articles; i++) {
		struct group_member m = row_at(g, i);
		if (m.document == 0 || m.group >= g->count ||
			(i > 0 && compare(&before, m.shard, m.document) >= 0))
			return false;
		uint32_t start = number_at(g->starts, m.group);
		uint32_t end = number_at(g->starts, m.group + 1);
		if (m.place >= end - start || number_at(g->order, start + m.place) != i)
			return false;
		before = m;
	}
	return true;
}

/* Whether they divide all articles among them, two at least to each. */
static bool starts_fit(const struct groups *g)
{
	if (number_at(g->starts, 0) != 0 || number_at(g->starts, g->count) != g->articles)
		return false;
	for (uint32_t i = 0; i < g->count; i++) {
		uint32_t start = number_at(g->starts, i);
		uint32_t end = number_at(g->starts, i + 1);
		if (end < start || end - start < 2 || end > g->articles)
			return false;
	}
	return true;
}

static bool check(struct groups *g, const char *path, struct error *err)
{
	struct str file = g->mapping.bytes;
	if (!form_check(file, GROUPS_HEADER, GROUPS_MAGIC, GROUPS_VERSION, path, err))
		return false;
	g->articles = bytes_u32(file.ptr + GROUPS_AT_COUNTS);
	g->count = bytes_u32(file.ptr + GROUPS_AT_COUNTS + 4);
	uint64_t rows = (uint64_t)g->articles * GROUPS_ROW;
	uint64_t starts = 4 * ((uint64_t)g->count + 1);
	if (file.len != GROUPS_HEADER + rows + starts + 4 * (uint64_t)g->articles ||
		bytes_u64(file.ptr + GROUPS_AT_CHECKSUM) != groups_checksum(file))
		return form_fail(path, err);
	g->rows = file.ptr + GROUPS_HEADER;
	g->starts = g->rows + rows;
	g->order = g->starts + starts;
	return (starts_fit(g) && rows_fit(g)) || form_fail(path, err);
}

static struct groups *open_file(const char *path, struct error *err)
{
	struct groups *g = calloc(1, sizeof *g);
	if (!g) {
		error_set_memory(err);
		return NULL;
	}
	if (mapping_open(&g->mapping, path, err) && check(g, path, err))
		return g;
	groups_close(g);
	return NULL;
}

bool groups_open(
	const char *folder, const struct manifest *m, struct groups **out, struct error *err)
{
	*out = NULL;
	if (!manifest_find_file(m, GROUPS_FILE))
		return true;
	char *path = folder_path(folder, GROUPS_FILE);
	if (!path)
		return error_set_memory(err);
	*out = open_file(path, err);
	free(path);
	return *out != NULL;
}

void groups_close(struct groups *g)
{
	if (!g)
		return;
	mapping_close(&g->mapping);
	free(g);
}

uint32_t groups_count(const struct groups *g)
{
	return g ? g->count : 0;
}

uint32_t groups_articles(const struct groups *g)
{
	return g ? g->articles : 0;
}

bool groups_find(
	const struct groups *g, uint32_t shard, uint32_t document, struct group_member *out)
{
	uint32_t low = 0;
	uint32_t high = groups_articles(g);
	while (low < high) {
		uint32_t half = low + (high - low) / 2;
		*out = row_at(g, half);
		int order = compare(out, shard, document);
		if (order == 0)
			return true;
		if (order < 0)
			low = half + 1;
		else
			high = half;
	}
	return false;
}

/* What a mapping has lost reads as zeros: no number may lead out of it. */
static uint32_t start_of(const struct groups *g, uint32_t group)
{
	uint32_t start = number_at(g->starts, group);
	return start < g->articles ? start : g->articles;
}

uint32_t groups_size(const struct groups *g, uint32_t group)
{
	uint32_t start = start_of(g, group);
	uint32_t end = start_of(g, group + 1);
	return end > start ? end - start : 0;
}

struct group_member groups_at(const struct groups *g, uint32_t group, uint32_t place)
{
	uint32_t row = number_at(g->order, start_of(g, group) + place);
	return row_at(g, row < g->articles ? row : 0);
}

static bool is_there(
	const struct group_member *member, const struct manifest *m, const struct lost *lost)
{
	for (size_t i = 0; i < m->shard_count; i++) {
		size_t first;
		const struct manifest_shard *shard = &m->shards[i];
		if (shard->number == member->shard)
			return member->document <=
				       shard->articles +
					       lost_of_shard(lost, shard->number, &first) &&
			       !lost_has(lost, shard->number, member->document);
	}
	return false;
}

bool groups_check(const struct groups *g, const char *folder, const struct manifest *m,
	const struct lost *lost, struct error *err)
{
	for (uint32_t i = 0; i < groups_articles(g); i++) {
		struct group_member member = row_at(g, i);
		if (!is_there(&member, m, lost))
			return error_set(err, ERROR_CORRUPT,
				SAY("%s/%s: không có bài %u trong phần %u; hãy chạy "
				    "\"tracuu-index repair\"",
					"%s/%s: there is no article %u in shard %u; run "
					"\"tracuu-index repair\""),
				folder, GROUPS_FILE, (unsigned)member.document,
				(unsigned)member.shard);
	}
	return true;
}
