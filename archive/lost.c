#include "archive/lost.h"
#include "archive/folder.h"
#include "base/bytes.h"
#include "base/checksum.h"
#include "base/file.h"
#include "base/form.h"

#include <stdlib.h>
#include <string.h>

/* docs/formats.md has it byte by byte. */
#define MAGIC "TRACUULO"
enum { MAGIC_BYTES = 8, VERSION = 2, COUNTED = 16, HEADER = 24, ENTRY = 8 };

/* Of all of the file but itself, which stands behind the COUNTED bytes. */
static uint64_t checksum(struct str file)
{
	return checksum_of(str_slice(file, 0, COUNTED)) ^
	       checksum_of(str_slice(file, HEADER, file.len));
}

void lost_free(struct lost *l)
{
	free(l->list);
	*l = (struct lost){0};
}

bool lost_add(struct lost *l, uint32_t shard, uint32_t document)
{
	if (l->count == l->capacity) {
		size_t capacity = l->capacity ? 2 * l->capacity : 256;
		struct lost_document *list = reallocarray(l->list, capacity, sizeof *list);
		if (!list)
			return false;
		l->list = list;
		l->capacity = capacity;
	}
	l->list[l->count++] = (struct lost_document){shard, document};
	return true;
}

size_t lost_of_shard(const struct lost *l, uint32_t shard, size_t *first)
{
	size_t at = 0;
	while (at < l->count && l->list[at].shard < shard)
		at++;
	*first = at;
	while (at < l->count && l->list[at].shard == shard)
		at++;
	return at - *first;
}

static int compare(const void *a, const void *b)
{
	const struct lost_document *x = a;
	const struct lost_document *y = b;
	if (x->shard != y->shard)
		return x->shard < y->shard ? -1 : 1;
	return (x->document > y->document) - (x->document < y->document);
}

static bool parse(struct str bytes, const char *path, struct lost *out, struct error *err)
{
	if (!form_check(bytes, HEADER, MAGIC, VERSION, path, err))
		return false;
	uint32_t count = bytes_u32(bytes.ptr + MAGIC_BYTES + 4);
	if (bytes.len != HEADER + (uint64_t)count * ENTRY ||
		bytes_u64(bytes.ptr + COUNTED) != checksum(bytes))
		return form_fail(path, err);
	for (uint32_t i = 0; i < count; i++) {
		const char *p = bytes.ptr + HEADER + (size_t)i * ENTRY;
		struct lost_document d = {bytes_u32(p), bytes_u32(p + 4)};
		if (d.document == 0 || (i > 0 && compare(&out->list[i - 1], &d) >= 0))
			return form_fail(path, err);
		if (!lost_add(out, d.shard, d.document))
			return error_set_memory(err);
	}
	return true;
}

bool lost_read(const char *folder, const struct manifest *m, struct lost *out, struct error *err)
{
	if (!manifest_find_file(m, LOST_FILE))
		return true;
	struct buf bytes = BUF_INIT;
	char *path = folder_path(folder, LOST_FILE);
	bool ok = path ? file_read_own(
				 path, HEADER + (uint64_t)LOST_MAX * ENTRY, &bytes, NULL, err) &&
				  parse(buf_str(&bytes), path, out, err)
		       : error_set_memory(err);
	free(path);
	buf_free(&bytes);
	return ok;
}

bool lost_write(struct lost *l, const char *folder, struct error *err)
{
	if (l->count == 0)
		return true;
	qsort(l->list, l->count, sizeof *l->list, compare);
	struct buf out = BUF_INIT;
	buf_append(&out, str_make(MAGIC, MAGIC_BYTES));
	buf_append_u32(&out, VERSION);
	buf_append_u32(&out, (uint32_t)l->count);
	buf_append_u64(&out, 0);
	for (size_t i = 0; i < l->count; i++) {
		buf_append_u32(&out, l->list[i].shard);
		buf_append_u32(&out, l->list[i].document);
	}
	if (!out.failed)
		bytes_put_u64(out.ptr + COUNTED, checksum(buf_str(&out)));
	char *path = folder_path(folder, LOST_FILE);
	bool ok = path && !out.failed ? file_replace(path, buf_str(&out), err)
				      : error_set_memory(err);
	free(path);
	buf_free(&out);
	return ok;
}
