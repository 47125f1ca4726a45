#include "archive/lost.h"
#include "archive/folder.h"
#include "base/bytes.h"
#include "base/checksum.h"
#include "base/file.h"
#include "base/form.h"
#include "positions/check.h"
#include "positions/list.h"
#include "xapianc/xapianc.h"

#include <stdlib.h>
#include <string.h>

/* docs/formats.md has it byte by byte. */
#define MAGIC "TRACUULO"
enum { MAGIC_BYTES = 8, VERSION = 3, COUNTED = 16, HEADER = 24, ENTRY = 12 };

/* Of ARCHIVE_FORMAT_OLDEST. */
enum { FORMER_VERSION = 2, FORMER_ENTRY = 8 };

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

bool lost_add(struct lost *l, const struct lost_document *document)
{
	if (l->count == l->capacity) {
		size_t capacity = l->capacity ? 2 * l->capacity : 256;
		struct lost_document *list = reallocarray(l->list, capacity, sizeof *list);
		if (!list)
			return false;
		l->list = list;
		l->capacity = capacity;
	}
	l->list[l->count++] = *document;
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

bool lost_has(const struct lost *l, uint32_t shard, uint32_t document)
{
	struct lost_document wanted = {.shard = shard, .document = document};
	return l->count > 0 &&
	       bsearch(&wanted, l->list, l->count, sizeof *l->list, compare) != NULL;
}

void lost_sort(struct lost *l)
{
	if (l->count > 0)
		qsort(l->list, l->count, sizeof *l->list, compare);
}

static bool parse(struct str bytes, const char *path, struct lost *out, struct error *err)
{
	out->is_former =
		bytes.len >= HEADER && bytes_u32(bytes.ptr + MAGIC_BYTES) == FORMER_VERSION;
	uint32_t version = out->is_former ? FORMER_VERSION : VERSION;
	size_t size = out->is_former ? FORMER_ENTRY : ENTRY;
	if (!form_check(bytes, HEADER, MAGIC, version, path, err))
		return false;
	uint32_t count = bytes_u32(bytes.ptr + MAGIC_BYTES + 4);
	if (bytes.len != HEADER + (uint64_t)count * size ||
		bytes_u64(bytes.ptr + COUNTED) != checksum(bytes))
		return form_fail(path, err);
	for (uint32_t i = 0; i < count; i++) {
		const char *p = bytes.ptr + HEADER + (size_t)i * size;
		struct lost_document d = {bytes_u32(p), bytes_u32(p + 4), 0};
		if (!out->is_former)
			d.length = bytes_u32(p + FORMER_ENTRY);
		if (d.document == 0 || (i > 0 && compare(&out->list[i - 1], &d) >= 0))
			return form_fail(path, err);
		if (!lost_add(out, &d))
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
	lost_sort(l);
	struct buf out = BUF_INIT;
	buf_append(&out, str_make(MAGIC, MAGIC_BYTES));
	buf_append_u32(&out, VERSION);
	buf_append_u32(&out, (uint32_t)l->count);
	buf_append_u64(&out, 0);
	for (size_t i = 0; i < l->count; i++) {
		buf_append_u32(&out, l->list[i].shard);
		buf_append_u32(&out, l->list[i].document);
		buf_append_u32(&out, l->list[i].length);
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

/* ---- What they have ---- */

struct lost_terms {
	struct positions_file **files; /* of the shards that have lost documents */
	size_t count;
	struct xc_hidden hidden;
};

static bool count_lost(void *context, struct str term, uint32_t *documents, struct error *err)
{
	const struct lost_terms *t = context;
	*documents = 0;
	for (size_t i = 0; i < t->count; i++) {
		struct positions_list list = {.file = NULL};
		if (!positions_list_open(&list, t->files[i], term, err))
			return false;
		*documents += list.documents;
	}
	return true;
}

static struct positions_file *open_terms(const char *folder, struct error *err)
{
	char *path = folder ? folder_path(folder, LOST_TERMS_FILE) : NULL;
	struct positions_file *file = NULL;
	if (path)
		file = positions_file_open(path, err);
	else
		error_set_memory(err);
	free(path);
	return file;
}

static bool add_shard(struct lost_terms *t, const char *folder, uint32_t number, struct error *err)
{
	char *shard = manifest_shard_path(folder, number);
	struct positions_file *file = open_terms(shard, err);
	if (file)
		t->files[t->count++] = file;
	free(shard);
	return file != NULL;
}

struct lost_terms *lost_terms_open(
	const char *folder, const struct manifest *m, const struct lost *l, struct error *err)
{
	struct lost_terms *t = calloc(1, sizeof *t);
	bool ok = t && (t->files = calloc(m->shard_count + 1, sizeof(struct positions_file *)));
	if (!ok)
		error_set_memory(err);
	else
		t->hidden = (struct xc_hidden){.context = t, .frequency = count_lost};
	for (size_t i = 0; ok && i < l->count; i++)
		t->hidden.length += l->list[i].length;
	for (size_t i = 0; ok && i < m->shard_count; i++) {
		size_t first;
		if (lost_of_shard(l, m->shards[i].number, &first) > 0)
			ok = add_shard(t, folder, m->shards[i].number, err);
	}
	if (ok)
		return t;
	lost_terms_close(t);
	return NULL;
}

void lost_terms_close(struct lost_terms *t)
{
	if (!t)
		return;
	for (size_t i = 0; i < t->count; i++)
		positions_file_close(t->files[i]);
	free(t->files);
	free(t);
}

const struct xc_hidden *lost_terms_hidden(const struct lost_terms *t)
{
	return &t->hidden;
}

bool lost_terms_check(const char *folder, uint64_t documents, struct error *err)
{
	struct positions_file *file = open_terms(folder, err);
	bool ok = file && positions_check(file, err);
	if (ok && file->documents != documents)
		ok = positions_file_fail(file, err);
	positions_file_close(file);
	return ok;
}
