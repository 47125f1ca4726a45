#include "archive/names.h"
#include "archive/folder.h"
#include "base/bytes.h"
#include "base/checksum.h"
#include "base/file.h"
#include "base/lang.h"
#include "base/mapping.h"

#include <stdlib.h>

/* docs/formats.md has it byte by byte. */
#define MAGIC "TRACUUNM"
enum { MAGIC_BYTES = 8, VERSION = 2, HEADER = 24, ROW = 40, ROW_AT_CHECKSUM = 36 };

struct names {
	struct mapping mapping;
	uint64_t count;
	char *path; /* owned, for messages */
};

static bool damaged(const char *path, struct error *err)
{
	return error_set(err, ERROR_CORRUPT,
		SAY("“%s” đã hỏng; hãy chạy \"tracuu-index repair\"",
			"%s is damaged; run \"tracuu-index repair\""),
		path);
}

/* Of the header but its own place, which is that of zeros. */
static uint32_t header_checksum(const char *header)
{
	char copy[HEADER];
	memcpy(copy, header, HEADER);
	bytes_put_u32(copy + MAGIC_BYTES + 4, 0);
	return (uint32_t)checksum_of(str_make(copy, HEADER));
}

/* Of the row P before it, and of its strings. */
static uint32_t row_checksum(const char *p, struct str strings)
{
	uint64_t row = checksum_of(str_make(p, ROW_AT_CHECKSUM));
	return (uint32_t)(row ^ checksum_of(strings));
}

static bool check(struct names *n, const char *path, struct error *err)
{
	struct str bytes = n->mapping.bytes;
	bool ours = bytes.len >= HEADER && memcmp(bytes.ptr, MAGIC, MAGIC_BYTES) == 0;
	if (ours && bytes_u32(bytes.ptr + MAGIC_BYTES) != VERSION)
		return error_set(err, ERROR_VERSION,
			SAY("“%s” do phiên bản khác của chương trình tạo ra; hãy chạy "
			    "\"tracuu-index repair\"",
				"%s was written by another version; run \"tracuu-index repair\""),
			path);
	if (ours)
		n->count = bytes_u64(bytes.ptr + 16);
	return (ours && bytes_u32(bytes.ptr + MAGIC_BYTES + 4) == header_checksum(bytes.ptr) &&
		       n->count <= (bytes.len - HEADER) / ROW) ||
	       damaged(path, err);
}

static struct names *open_file(const char *path, struct error *err)
{
	struct names *n = calloc(1, sizeof *n);
	if (!n || !(n->path = strdup(path))) {
		names_close(n);
		error_set_memory(err);
		return NULL;
	}
	if (mapping_open(&n->mapping, path, err) && check(n, path, err))
		return n;
	names_close(n);
	return NULL;
}

bool names_open(const char *folder, const struct manifest *m, struct names **out, struct error *err)
{
	*out = NULL;
	if (!manifest_find_file(m, NAMES_FILE))
		return true;
	char *path = folder_path(folder, NAMES_FILE);
	if (!path)
		return error_set_memory(err);
	*out = open_file(path, err);
	free(path);
	return *out != NULL;
}

void names_close(struct names *n)
{
	if (!n)
		return;
	mapping_close(&n->mapping);
	free(n->path);
	free(n);
}

static const char *row_of(const struct names *n, uint64_t i)
{
	return n->mapping.bytes.ptr + HEADER + i * ROW;
}

uint64_t names_count(const struct names *n)
{
	return n ? n->count : 0;
}

bool names_at(const struct names *n, uint64_t i, struct name *out, struct error *err)
{
	const char *p = row_of(n, i);
	struct str bytes = n->mapping.bytes;
	uint64_t at = bytes_u64(p + 16);
	uint32_t first = bytes_u32(p + 28);
	uint64_t len = (uint64_t)first + bytes_u32(p + 32);
	if (at > bytes.len || len > bytes.len - at)
		return damaged(n->path, err);
	struct str strings = str_make(bytes.ptr + at, (size_t)len);
	memcpy(out->key.bytes, p, sizeof out->key.bytes);
	out->kind = (enum name_kind)bytes_u32(p + 24);
	out->first = str_slice(strings, 0, first);
	out->second = str_slice(strings, first, strings.len);
	return bytes_u32(p + ROW_AT_CHECKSUM) == row_checksum(p, strings) || damaged(n->path, err);
}

static int compare(const struct key *a, uint32_t a_kind, const struct key *b, uint32_t b_kind)
{
	int order = key_compare(a, b);
	return order ? order : (a_kind > b_kind) - (a_kind < b_kind);
}

bool names_find(const struct names *n, const struct key *key, enum name_kind kind, bool *found,
	struct name *out, struct error *err)
{
	uint64_t low = 0;
	uint64_t high = names_count(n);
	*found = false;
	while (!*found && low < high) {
		uint64_t half = low + (high - low) / 2;
		if (!names_at(n, half, out, err))
			return false;
		int order = compare(&out->key, out->kind, key, kind);
		*found = order == 0;
		if (order < 0)
			low = half + 1;
		else
			high = half;
	}
	return true;
}

/* ---- Writing ---- */

struct row {
	struct key key;
	uint64_t at; /* in the strings */
	uint32_t kind, first, second;
	uint32_t number; /* in the order in which they came */
};

struct names_builder {
	struct row *rows;
	size_t count, capacity;
	struct buf strings;
	bool failed;
};

struct names_builder *names_builder_new(void)
{
	struct names_builder *b = calloc(1, sizeof *b);
	return b;
}

void names_builder_free(struct names_builder *b)
{
	if (!b)
		return;
	free(b->rows);
	buf_free(&b->strings);
	free(b);
}

void names_builder_add(struct names_builder *b, const struct name *name)
{
	if (b->count == b->capacity) {
		size_t capacity = b->capacity ? 2 * b->capacity : 64;
		struct row *rows = NULL;
		if (!b->failed && capacity <= UINT32_MAX)
			rows = reallocarray(b->rows, capacity, sizeof *rows);
		b->failed = rows == NULL;
		if (!rows)
			return;
		b->rows = rows;
		b->capacity = capacity;
	}
	b->rows[b->count] = (struct row){.key = name->key,
		.at = b->strings.len,
		.kind = name->kind,
		.first = (uint32_t)name->first.len,
		.second = (uint32_t)name->second.len,
		.number = (uint32_t)b->count};
	b->count++;
	buf_append(&b->strings, name->first);
	buf_append(&b->strings, name->second);
}

static int by_key(const void *a, const void *b)
{
	const struct row *x = a;
	const struct row *y = b;
	int order = compare(&x->key, x->kind, &y->key, y->kind);
	return order ? order : (x->number > y->number) - (x->number < y->number);
}

/* Sorts the rows; of those of one key and kind the first stays. */
static void settle_rows(struct names_builder *b)
{
	size_t kept = 0;
	if (b->count > 1)
		qsort(b->rows, b->count, sizeof *b->rows, by_key);
	for (size_t i = 0; i < b->count; i++) {
		const struct row *last = kept ? &b->rows[kept - 1] : NULL;
		const struct row *row = &b->rows[i];
		if (!last || compare(&last->key, last->kind, &row->key, row->kind) != 0)
			b->rows[kept++] = *row;
	}
	b->count = kept;
}

static void put_rows(const struct names_builder *b, struct buf *out)
{
	uint64_t strings = HEADER + (uint64_t)b->count * ROW;
	buf_append(out, str_make(MAGIC, MAGIC_BYTES));
	buf_append_u32(out, VERSION);
	buf_append_u32(out, 0);
	buf_append_u64(out, b->count);
	if (!out->failed)
		bytes_put_u32(out->ptr + MAGIC_BYTES + 4, header_checksum(out->ptr));
	for (size_t i = 0; i < b->count; i++) {
		const struct row *row = &b->rows[i];
		buf_append(out, str_make((const char *)row->key.bytes, sizeof row->key.bytes));
		buf_append_u64(out, strings + row->at);
		buf_append_u32(out, row->kind);
		buf_append_u32(out, row->first);
		buf_append_u32(out, row->second);
		if (!out->failed)
			buf_append_u32(out, row_checksum(out->ptr + out->len - ROW_AT_CHECKSUM,
						    str_make(b->strings.ptr + row->at,
							    (size_t)row->first + row->second)));
	}
	buf_append(out, buf_str(&b->strings));
}

bool names_builder_write(
	struct names_builder *b, const char *folder, bool *written, struct error *err)
{
	struct buf out = BUF_INIT;
	*written = b->count > 0;
	if (b->failed || b->strings.failed)
		return error_set_memory(err);
	if (!*written)
		return true;
	settle_rows(b);
	put_rows(b, &out);
	char *path = folder_path(folder, NAMES_FILE);
	bool ok = path && !out.failed ? file_replace(path, buf_str(&out), err)
				      : error_set_memory(err);
	free(path);
	buf_free(&out);
	return ok;
}
