#include "archive/folder.h"
#include "archive/groups/groups.h"
#include "archive/schema.h"
#include "base/bytes.h"
#include "base/file.h"

#include <stdlib.h>

static void put_row(struct buf *out, const struct group_member *m)
{
	buf_append_u32(out, m->shard);
	buf_append_u32(out, m->document);
	buf_append_u32(out, m->group);
	buf_append_u32(out, m->place | (m->identical ? GROUPS_IDENTICAL : 0));
}

/* STARTS[0..COUNT] and ORDER[0..N) of MEMBERS. */
static void arrange(const struct group_member *members, uint32_t n, uint32_t count,
	uint32_t *starts, uint32_t *order)
{
	for (uint32_t i = 0; i < n; i++)
		starts[members[i].group + 1]++;
	for (uint32_t i = 0; i < count; i++)
		starts[i + 1] += starts[i];
	for (uint32_t i = 0; i < n; i++)
		order[starts[members[i].group] + members[i].place] = i;
}

static bool put_all(const struct group_member *members, uint32_t n, uint32_t count, struct buf *out)
{
	uint32_t *starts = calloc((size_t)count + 1, sizeof *starts);
	uint32_t *order = calloc((size_t)n + 1, sizeof *order);
	buf_append_c(out, GROUPS_MAGIC);
	buf_append_u32(out, GROUPS_VERSION);
	buf_append_u32(out, n);
	buf_append_u32(out, count);
	buf_append_u64(out, 0);
	for (uint32_t i = 0; i < n; i++)
		put_row(out, &members[i]);
	bool ok = starts && order;
	if (ok)
		arrange(members, n, count, starts, order);
	for (uint32_t i = 0; ok && i <= count; i++)
		buf_append_u32(out, starts[i]);
	for (uint32_t i = 0; ok && i < n; i++)
		buf_append_u32(out, order[i]);
	free(starts);
	free(order);
	ok = ok && !out->failed;
	if (ok)
		bytes_put_u64(out->ptr + GROUPS_AT_CHECKSUM, groups_checksum(buf_str(out)));
	return ok;
}

bool groups_write(const char *folder, const struct group_member *members, uint32_t n,
	uint32_t count, struct error *err)
{
	struct buf out = BUF_INIT;
	char *path = folder_path(folder, GROUPS_FILE);
	bool ok = path && put_all(members, n, count, &out) ? file_replace(path, buf_str(&out), err)
							   : error_set_memory(err);
	free(path);
	buf_free(&out);
	return ok;
}
