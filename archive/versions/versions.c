#include "archive/versions/versions.h"
#include "archive/folder.h"
#include "archive/record.h"
#include "archive/schema.h"
#include "base/bytes.h"
#include "base/checksum.h"
#include "base/form.h"
#include "base/mapping.h"

#include <stdlib.h>

/* What a row may say: a record is at most that large. */
enum { RECORD_BYTES_MAX = 256 << 20 };

struct segment {
	struct mapping mapping;
	uint32_t number;
	char *path; /* owned, for messages */
};

struct versions {
	struct mapping mapping;
	uint64_t count;
	char *path;               /* owned, for messages */
	struct segment *segments; /* by their numbers, owned */
	size_t segment_count;
};

static bool check(struct versions *v, struct error *err)
{
	struct str file = v->mapping.bytes;
	if (!form_check(file, VERSIONS_HEADER, VERSIONS_MAGIC, VERSIONS_VERSION, v->path, err))
		return false;
	v->count = bytes_u64(file.ptr + VERSIONS_AT_CHECKSUM + 4);
	return (bytes_u32(file.ptr + VERSIONS_AT_CHECKSUM) == versions_header_checksum(file.ptr) &&
		       v->count == (file.len - VERSIONS_HEADER) / VERSIONS_ROW &&
		       (file.len - VERSIONS_HEADER) % VERSIONS_ROW == 0) ||
	       form_fail(v->path, err);
}

static bool open_segment(struct versions *v, const char *folder, const char *name, uint32_t number,
	struct error *err)
{
	struct segment *s = &v->segments[v->segment_count++];
	*s = (struct segment){.number = number, .path = folder_path(folder, name)};
	return s->path ? mapping_open(&s->mapping, s->path, err) &&
				 form_check(s->mapping.bytes, VERSIONS_SEGMENT_HEADER,
					 VERSIONS_SEGMENT_MAGIC, VERSIONS_VERSION, s->path, err)
		       : error_set_memory(err);
}

/* The manifest lists them by their numbers. */
static bool open_segments(
	struct versions *v, const char *folder, const struct manifest *m, struct error *err)
{
	v->segments = calloc(m->file_count + 1, sizeof *v->segments);
	bool ok = true;
	if (!v->segments)
		return error_set_memory(err);
	for (size_t i = 0; ok && i < m->file_count; i++) {
		uint32_t number = schema_segment_of(m->files[i].path);
		if (number > 0)
			ok = open_segment(v, folder, m->files[i].path, number, err);
	}
	return ok;
}

bool versions_open(
	const char *folder, const struct manifest *m, struct versions **out, struct error *err)
{
	*out = NULL;
	if (!manifest_find_file(m, VERSIONS_FILE))
		return true;
	struct versions *v = calloc(1, sizeof *v);
	if (!v || !(v->path = folder_path(folder, VERSIONS_FILE))) {
		free(v);
		return error_set_memory(err);
	}
	if (mapping_open(&v->mapping, v->path, err) && check(v, err) &&
		open_segments(v, folder, m, err)) {
		*out = v;
		return true;
	}
	versions_close(v);
	return false;
}

void versions_close(struct versions *v)
{
	if (!v)
		return;
	for (size_t i = 0; i < v->segment_count; i++) {
		mapping_close(&v->segments[i].mapping);
		free(v->segments[i].path);
	}
	mapping_close(&v->mapping);
	free(v->segments);
	free(v->path);
	free(v);
}

uint64_t versions_listed(const struct manifest *m, uint64_t *bytes)
{
	const struct manifest_file *rows = manifest_find_file(m, VERSIONS_FILE);
	*bytes = rows ? rows->size : 0;
	for (size_t i = 0; i < m->file_count; i++) {
		if (schema_segment_of(m->files[i].path) > 0)
			*bytes += m->files[i].size;
	}
	return rows && rows->size > VERSIONS_HEADER ? (rows->size - VERSIONS_HEADER) / VERSIONS_ROW
						    : 0;
}

uint64_t versions_count(const struct versions *v)
{
	return v ? v->count : 0;
}

static const char *row_of(const struct versions *v, uint64_t i)
{
	return v->mapping.bytes.ptr + VERSIONS_HEADER + i * VERSIONS_ROW;
}

bool versions_at(const struct versions *v, uint64_t i, struct version *out, struct error *err)
{
	const char *p = row_of(v, i);
	memcpy(out->article.bytes, p, sizeof out->article.bytes);
	memcpy(out->content.bytes, p + 16, sizeof out->content.bytes);
	out->since_ns = (int64_t)bytes_u64(p + 32);
	out->until_ns = (int64_t)bytes_u64(p + 40);
	out->at = bytes_u64(p + 48);
	out->checksum = bytes_u64(p + 56);
	out->segment = bytes_u32(p + 64);
	out->length = bytes_u32(p + 68);
	out->since_before = (bytes_u32(p + 72) & 1) != 0;
	uint32_t own = (uint32_t)checksum_of(str_make(p, VERSIONS_ROW_AT_CHECKSUM));
	return bytes_u32(p + VERSIONS_ROW_AT_CHECKSUM) == own || form_fail(v->path, err);
}

/* The first row of the article with the key, or what is behind where it had one, perhaps the count.
   A damaged row on the way would lead past them. */
static bool find_first(
	const struct versions *v, const struct key *article, uint64_t *first, struct error *err)
{
	struct version row;
	uint64_t low = 0, high = versions_count(v);
	while (low < high) {
		uint64_t half = low + (high - low) / 2;
		if (!versions_at(v, half, &row, err))
			return false;
		if (memcmp(row.article.bytes, article->bytes, sizeof article->bytes) < 0)
			low = half + 1;
		else
			high = half;
	}
	*first = low;
	return true;
}

bool versions_of(const struct versions *v, const struct key *article, uint64_t *first,
	uint64_t *count, struct error *err)
{
	struct version row;
	*count = 0;
	if (!find_first(v, article, first, err))
		return false;
	while (*first + *count < versions_count(v)) {
		if (!versions_at(v, *first + *count, &row, err))
			return false;
		if (!key_eq(&row.article, article))
			break;
		++*count;
	}
	return true;
}

static int by_number(const void *key, const void *item)
{
	uint32_t number = *(const uint32_t *)key;
	const struct segment *s = item;
	return (number > s->number) - (number < s->number);
}

static const struct segment *segment_of(const struct versions *v, uint32_t number)
{
	return v->segment_count > 0 ? bsearch(&number, v->segments, v->segment_count,
					      sizeof *v->segments, by_number)
				    : NULL;
}

bool versions_bytes(
	const struct versions *v, const struct version *version, struct str *out, struct error *err)
{
	const struct segment *s = segment_of(v, version->segment);
	if (!s)
		return form_fail(v->path, err);
	struct str all = s->mapping.bytes;
	if (version->at < VERSIONS_SEGMENT_HEADER || version->at > all.len ||
		version->length > all.len - version->at || version->length > RECORD_BYTES_MAX)
		return form_fail(v->path, err);
	*out = str_make(all.ptr + version->at, version->length);
	return checksum_of(*out) == version->checksum || form_fail(s->path, err);
}

/* That some row needs the segment of each is for the writer to see to. */
static bool check_row(const struct versions *v, const struct version *row, struct arena *memory,
	struct error *err)
{
	struct str bytes = STR("");
	struct record record;
	arena_reset(memory);
	return versions_bytes(v, row, &bytes, err) && record_decode(bytes, memory, &record, err);
}

bool versions_check(const struct versions *v, struct error *err)
{
	struct arena memory = {0};
	struct version before = {0}, row;
	bool ok = true;
	for (uint64_t i = 0; ok && i < versions_count(v); i++) {
		ok = versions_at(v, i, &row, err) &&
		     ((row.since_ns <= row.until_ns &&
			      (i == 0 || versions_compare(&before, &row) <= 0)) ||
			     form_fail(v->path, err)) &&
		     check_row(v, &row, &memory, err);
		before = row;
	}
	arena_free(&memory);
	return ok;
}
