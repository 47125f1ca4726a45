#include "indexer/inversion/segment.h"
#include "base/bytes.h"
#include "base/lang.h"
#include "base/varint.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>

enum { DOCUMENT_HEAD = 12, TERM_HEAD = 24, STDIO_BUFFER = 64 << 10 };

struct segment_writer {
	FILE *file;
	char *path;
	struct buf head;
};

struct segment_reader {
	FILE *file;
	char *path;
	uint64_t documents; /* still to come */
	struct buf bytes;
	uint64_t left; /* bytes of the file that were not read yet */
};

static FILE *open_file(const char *path, const char *mode, struct error *err)
{
	FILE *file = fopen(path, mode);
	if (file)
		setvbuf(file, NULL, _IOFBF, STDIO_BUFFER);
	else
		error_set_system(err, errno, SAY("không mở được “%s”", "cannot open %s"), path);
	return file;
}

struct segment_writer *segment_writer_open(const char *path, struct error *err)
{
	struct segment_writer *w = calloc(1, sizeof *w);
	char *copy = strdup(path);
	if (!w || !copy)
		error_set_memory(err);
	else if ((w->file = open_file(path, "wxe", err)) != NULL) {
		w->path = copy;
		return w;
	}
	free(copy);
	free(w);
	return NULL;
}

static bool put(struct segment_writer *w, struct str bytes)
{
	return bytes.len == 0 || fwrite(bytes.ptr, bytes.len, 1, w->file) == 1;
}

static bool fail_to_write(const struct segment_writer *w, struct error *err)
{
	return error_set_system(err, errno, SAY("không ghi được “%s”", "cannot write %s"), w->path);
}

void segment_add_value(struct buf *values, unsigned slot, struct str value)
{
	varint_append(values, slot);
	varint_append(values, value.len);
	buf_append(values, value);
}

bool segment_take_value(struct str *values, unsigned *slot, struct str *value)
{
	const char *at = values->ptr, *end = values->ptr + values->len;
	uint64_t number, len;
	if (!varint_take(&at, end, &number) || !varint_take(&at, end, &len) || number > UINT8_MAX ||
		len > (uint64_t)(end - at))
		return false;
	*slot = (unsigned)number;
	*value = str_make(at, (size_t)len);
	*values = str_make(at + len, (size_t)(end - at) - (size_t)len);
	return true;
}

bool segment_put_document(
	struct segment_writer *w, const struct segment_document *d, struct error *err)
{
	buf_reset(&w->head);
	buf_append_u32(&w->head, d->length);
	buf_append_u32(&w->head, (uint32_t)d->values.len);
	buf_append_u32(&w->head, (uint32_t)d->data.len);
	if (w->head.failed)
		return error_set_memory(err);
	bool ok = put(w, buf_str(&w->head)) && put(w, d->values) && put(w, d->data);
	return ok || fail_to_write(w, err);
}

bool segment_put_term(struct segment_writer *w, const struct segment_term *t, struct error *err)
{
	buf_reset(&w->head);
	buf_append_u32(&w->head, (uint32_t)t->term.len);
	buf_append_u32(&w->head, t->documents);
	buf_append_u64(&w->head, t->occurrences);
	buf_append_u32(&w->head, (uint32_t)t->postings.len);
	buf_append_u32(&w->head, (uint32_t)t->positions.len);
	if (w->head.failed)
		return error_set_memory(err);
	bool ok = put(w, buf_str(&w->head)) && put(w, t->term) && put(w, t->postings) &&
		  put(w, t->positions);
	return ok || fail_to_write(w, err);
}

bool segment_writer_close(struct segment_writer *w, struct error *err)
{
	if (!w)
		return false;
	bool ok = fclose(w->file) == 0 || fail_to_write(w, err);
	buf_free(&w->head);
	free(w->path);
	free(w);
	return ok;
}

struct segment_reader *segment_reader_open(const char *path, uint64_t documents, struct error *err)
{
	struct segment_reader *r = calloc(1, sizeof *r);
	char *copy = strdup(path);
	if (!r || !copy)
		error_set_memory(err);
	else if ((r->file = open_file(path, "re", err)) != NULL) {
		struct stat st;
		r->path = copy;
		r->documents = documents;
		r->left = fstat(fileno(r->file), &st) == 0 ? (uint64_t)st.st_size : 0;
		return r;
	}
	free(copy);
	free(r);
	return NULL;
}

void segment_reader_close(struct segment_reader *r)
{
	if (!r)
		return;
	fclose(r->file);
	buf_free(&r->bytes);
	free(r->path);
	free(r);
}

/* Only a disk that lies, or someone else who writes here, can bring this about. */
bool segment_damaged(const struct segment_reader *r, struct error *err)
{
	return error_set(err, ERROR_CORRUPT,
		SAY("tệp tạm “%s” bị hỏng; hãy chạy lại",
			"the temporary file %s is damaged; run again"),
		r->path);
}

/* A file that is cut short meanwhile ends before. */
static bool read_head(struct segment_reader *r, char *head, size_t size)
{
	if (size > r->left || fread(head, size, 1, r->file) != 1)
		return false;
	r->left -= size;
	return true;
}

/* The next N bytes of the file. Lengths are believed only as far as it goes. */
static bool take(struct segment_reader *r, uint64_t n, struct error *err)
{
	buf_reset(&r->bytes);
	if (n > r->left)
		return segment_damaged(r, err);
	if (!buf_reserve(&r->bytes, n))
		return error_set_memory(err);
	if (n > 0 && fread(r->bytes.ptr, n, 1, r->file) != 1)
		return segment_damaged(r, err);
	r->left -= n;
	r->bytes.len = n;
	return true;
}

bool segment_next_document(
	struct segment_reader *r, struct segment_document *out, bool *more, struct error *err)
{
	char head[DOCUMENT_HEAD];
	*more = r->documents > 0;
	if (!*more)
		return true;
	r->documents--;
	if (!read_head(r, head, sizeof head))
		return segment_damaged(r, err);
	uint32_t values = bytes_u32(head + 4);
	uint32_t data = bytes_u32(head + 8);
	if (!take(r, (uint64_t)values + data, err))
		return false;
	out->length = bytes_u32(head);
	out->values = str_slice(buf_str(&r->bytes), 0, values);
	out->data = str_slice(buf_str(&r->bytes), values, r->bytes.len);
	return true;
}

bool segment_next_term(
	struct segment_reader *r, struct segment_term *out, bool *more, struct error *err)
{
	char head[TERM_HEAD];
	*more = r->left > 0;
	if (!*more)
		return true;
	if (!read_head(r, head, sizeof head))
		return segment_damaged(r, err);
	uint32_t term = bytes_u32(head);
	uint32_t postings = bytes_u32(head + 16);
	uint32_t positions = bytes_u32(head + 20);
	if (!take(r, (uint64_t)term + postings + positions, err))
		return false;
	struct str bytes = buf_str(&r->bytes);
	out->term = str_slice(bytes, 0, term);
	out->documents = bytes_u32(head + 4);
	out->occurrences = bytes_u64(head + 8);
	out->postings = str_slice(bytes, term, (size_t)term + postings);
	out->positions = str_slice(bytes, (size_t)term + postings, bytes.len);
	return true;
}
