#include "glass/writer.h"
#include "base/bytes.h"
#include "base/lang.h"
#include "glass/blocks.h"
#include "glass/pack.h"
#include "glass/postings.h"
#include "glass/table.h"
#include "glass/version.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/random.h>
#include <sys/stat.h>
#include <unistd.h>

enum { VALUE_CHUNK_BYTES = 2000 };

/* Of one slot: its chunks so far, as entries for the postlist table. */
struct slot {
	uint32_t documents, chunk_first, last;
	struct buf least, greatest;
	struct buf chunk;
	struct buf chunks; /* ended ones: first document 4, bytes 4, the bytes */
};

struct glass_writer {
	char *folder;
	struct glass_table *tables[GLASS_KINDS]; /* NULL: never has an entry */
	struct glass_postings postings;
	uint32_t documents;
	uint64_t total_length;
	uint32_t least_length, greatest_length, greatest_count;
	struct buf lengths; /* of each document, 4 bytes */
	struct slot slots[GLASS_SLOTS];
	bool in_terms, in_term;
	struct buf key, tag;
};

static char *file_path(const char *folder, const char *name)
{
	char *path;
	return asprintf(&path, "%s/%s", folder, name) < 0 ? NULL : path;
}

static bool open_tables(struct glass_writer *w)
{
	static const enum glass_kind kinds[] = {GLASS_POSTLIST, GLASS_DOCDATA, GLASS_POSITION};
	for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
		char *path = file_path(w->folder, glass_table_file(kinds[i]));
		w->tables[kinds[i]] = path ? glass_table_new(path) : NULL;
		free(path);
		if (!w->tables[kinds[i]])
			return false;
	}
	w->postings.table = w->tables[GLASS_POSTLIST];
	return true;
}

struct glass_writer *glass_writer_open(const char *folder, struct error *err)
{
	struct glass_writer *w = calloc(1, sizeof *w);
	if (!w || !(w->folder = strdup(folder)) || !open_tables(w)) {
		glass_writer_close(w);
		error_set_memory(err);
		return NULL;
	}
	if (mkdir(folder, 0777) == 0)
		return w;
	error_set_system(err, errno, SAY("không tạo được “%s”", "cannot create %s"), folder);
	glass_writer_close(w);
	return NULL;
}

void glass_writer_close(struct glass_writer *w)
{
	if (!w)
		return;
	for (size_t i = 0; i < GLASS_KINDS; i++)
		glass_table_free(w->tables[i]);
	for (size_t i = 0; i < GLASS_SLOTS; i++) {
		struct slot *s = &w->slots[i];
		buf_free(&s->least);
		buf_free(&s->greatest);
		buf_free(&s->chunk);
		buf_free(&s->chunks);
	}
	glass_postings_free(&w->postings);
	buf_free(&w->lengths);
	buf_free(&w->key);
	buf_free(&w->tag);
	free(w->folder);
	free(w);
}

/* ---- Documents ---- */

bool glass_writer_document(
	struct glass_writer *w, uint32_t length, struct str data, struct error *err)
{
	if (w->documents == UINT32_MAX - 1)
		return error_set(err, ERROR_LIMIT,
			SAY("%s: quá nhiều bài", "%s: too many articles"), w->folder);
	w->documents++;
	w->total_length += length;
	if (w->least_length == 0 || (length > 0 && length < w->least_length))
		w->least_length = length;
	if (length > w->greatest_length)
		w->greatest_length = length;
	if (!buf_append_u32(&w->lengths, length))
		return error_set_memory(err);
	if (data.len == 0)
		return true;
	buf_reset(&w->key);
	glass_pack_uint_sorting(&w->key, w->documents);
	return glass_table_add(w->tables[GLASS_DOCDATA], buf_str(&w->key), data, err);
}

static void end_value_chunk(struct slot *s)
{
	buf_append_u32(&s->chunks, s->chunk_first);
	buf_append_u32(&s->chunks, (uint32_t)s->chunk.len);
	buf_append(&s->chunks, buf_str(&s->chunk));
	buf_reset(&s->chunk);
}

static void keep(struct buf *bound, struct str value)
{
	buf_reset(bound);
	buf_append(bound, value);
}

bool glass_writer_value(struct glass_writer *w, unsigned slot, struct str value, struct error *err)
{
	struct slot *s = &w->slots[slot];
	if (s->chunk.len == 0)
		s->chunk_first = w->documents;
	else
		varint_append(&s->chunk, w->documents - s->last - 1);
	glass_pack_string(&s->chunk, value);
	if (s->documents == 0 || str_compare(value, buf_str(&s->least)) < 0)
		keep(&s->least, value);
	if (s->documents == 0 || str_compare(value, buf_str(&s->greatest)) > 0)
		keep(&s->greatest, value);
	s->last = w->documents;
	s->documents++;
	if (s->chunk.len >= VALUE_CHUNK_BYTES)
		end_value_chunk(s);
	bool ok = !s->chunk.failed && !s->chunks.failed && !s->least.failed && !s->greatest.failed;
	return ok || error_set_memory(err);
}

/* 00 d0, slot: the number of values, the least, and the greatest if it is another. */
static bool write_value_bounds(struct glass_writer *w, unsigned slot, struct error *err)
{
	struct slot *s = &w->slots[slot];
	buf_reset(&w->key);
	buf_append(&w->key, str_make("\0\xd0", 2));
	glass_pack_uint_last(&w->key, slot);
	buf_reset(&w->tag);
	varint_append(&w->tag, s->documents);
	glass_pack_string(&w->tag, buf_str(&s->least));
	if (!str_eq(buf_str(&s->least), buf_str(&s->greatest)))
		buf_append(&w->tag, buf_str(&s->greatest));
	if (w->key.failed || w->tag.failed)
		return error_set_memory(err);
	return glass_table_add(w->tables[GLASS_POSTLIST], buf_str(&w->key), buf_str(&w->tag), err);
}

/* 00 d8, slot, first document: its value, then for each other the gap less 1 and the
   value. */
static bool write_values(struct glass_writer *w, unsigned slot, struct error *err)
{
	struct slot *s = &w->slots[slot];
	if (s->chunk.len > 0)
		end_value_chunk(s);
	if (s->chunks.failed)
		return error_set_memory(err);
	for (size_t at = 0; at < s->chunks.len;) {
		uint32_t first = bytes_u32(s->chunks.ptr + at);
		uint32_t len = bytes_u32(s->chunks.ptr + at + 4);
		buf_reset(&w->key);
		buf_append(&w->key, str_make("\0\xd8", 2));
		varint_append(&w->key, slot);
		glass_pack_uint_sorting(&w->key, first);
		if (w->key.failed)
			return error_set_memory(err);
		if (!glass_table_add(w->tables[GLASS_POSTLIST], buf_str(&w->key),
			    str_make(s->chunks.ptr + at + 8, len), err))
			return false;
		at += 8 + len;
	}
	return true;
}

/* As a posting list without counts of its own. */
static bool write_lengths(struct glass_writer *w, struct error *err)
{
	glass_postings_begin(&w->postings, str_make("", 0), 0, 0);
	for (uint32_t i = 0; i < w->documents; i++) {
		uint32_t length = bytes_u32(w->lengths.ptr + (size_t)i * 4);
		if (!glass_postings_add(&w->postings, i + 1, length, err))
			return false;
	}
	return w->documents == 0 || glass_postings_end(&w->postings, err);
}

/* All that stands before the first term in the postlist table. */
static bool end_documents(struct glass_writer *w, struct error *err)
{
	w->in_terms = true;
	for (unsigned slot = 0; slot < GLASS_SLOTS; slot++) {
		if (w->slots[slot].documents > 0 && !write_value_bounds(w, slot, err))
			return false;
	}
	for (unsigned slot = 0; slot < GLASS_SLOTS; slot++) {
		if (!write_values(w, slot, err))
			return false;
	}
	return write_lengths(w, err);
}

/* ---- Terms ---- */

static bool end_term(struct glass_writer *w, struct error *err)
{
	bool ended = w->in_term;
	w->in_term = false;
	return !ended || glass_postings_end(&w->postings, err);
}

bool glass_writer_term(struct glass_writer *w, struct str term, uint32_t documents,
	uint64_t occurrences, struct error *err)
{
	if (!(w->in_terms ? end_term(w, err) : end_documents(w, err)))
		return false;
	w->in_term = true;
	glass_postings_begin(&w->postings, term, documents, occurrences);
	return true;
}

bool glass_writer_posting(
	struct glass_writer *w, uint32_t document, uint32_t count, struct error *err)
{
	if (count > w->greatest_count)
		w->greatest_count = count;
	return glass_postings_add(&w->postings, document, count, err);
}

bool glass_writer_positions(
	struct glass_writer *w, uint32_t document, struct str packed, struct error *err)
{
	buf_reset(&w->key);
	glass_pack_term(&w->key, buf_str(&w->postings.term), false);
	glass_pack_uint_sorting(&w->key, document);
	if (w->key.failed)
		return error_set_memory(err);
	return glass_table_add(w->tables[GLASS_POSITION], buf_str(&w->key), packed, err);
}

/* ---- The version file ---- */

static bool write_version(struct glass_writer *w, struct glass_version *v, struct error *err)
{
	char uuid[16];
	if (getrandom(uuid, sizeof uuid, 0) != sizeof uuid)
		return error_set_system(err, errno, "getrandom");
	v->uuid = uuid;
	buf_reset(&w->tag);
	glass_version_append(&w->tag, v);
	char *path = file_path(w->folder, GLASS_VERSION_FILE);
	if (w->tag.failed || !path) {
		free(path);
		return error_set_memory(err);
	}
	int fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0666);
	bool ok = fd >= 0 && write(fd, w->tag.ptr, w->tag.len) == (ssize_t)w->tag.len;
	if (!ok)
		error_set_system(err, errno, SAY("không ghi được “%s”", "cannot write %s"), path);
	if (fd >= 0)
		close(fd);
	free(path);
	return ok;
}

bool glass_writer_finish(struct glass_writer *w, struct error *err)
{
	struct glass_version v = {.documents = w->documents,
		.last_document = w->documents,
		.least_length = w->least_length,
		.greatest_length = w->greatest_length,
		.greatest_count = w->greatest_count,
		.total_length = w->total_length};
	if (!(w->in_terms ? end_term(w, err) : end_documents(w, err)))
		return false;
	for (size_t i = 0; i < GLASS_KINDS; i++) {
		if (w->tables[i] && !glass_table_finish(w->tables[i], &v.roots[i], err))
			return false;
	}
	return write_version(w, &v, err) && glass_blocks_write(w->folder, err);
}
