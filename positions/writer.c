#include "positions/writer.h"
#include "base/bytes.h"
#include "base/lang.h"
#include "base/varint.h"
#include "positions/chunk.h"
#include "positions/file.h"
#include "positions/list.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { WRITE_AT_ONCE = 64 * PAGES_BYTES };

struct positions_writer {
	char *path; /* owned */
	int fd;
	struct buf out;       /* bytes of pages not yet written */
	uint64_t written;     /* bytes of pages before those */
	struct buf checksums; /* of the pages written */
	char first[PAGES_BYTES];
	uint64_t terms;
	uint64_t payload; /* where that of the term at hand begins */
	struct buf dictionary, groups;
	struct buf last; /* term of the dictionary */

	struct buf term; /* at hand */
	uint32_t documents, document, chunks;
	struct chunk_writer chunk;
	struct buf skips, bytes; /* of the chunks that ended */
};

/* Leaves room for the header. */
static bool begin(struct positions_writer *w)
{
	static const char zeros[HEADER_BYTES];
	w->payload = HEADER_BYTES;
	return buf_append(&w->out, str_make(zeros, sizeof zeros));
}

struct positions_writer *positions_writer_open(const char *path, struct error *err)
{
	struct positions_writer *w = calloc(1, sizeof *w);
	if (!w || !(w->path = strdup(path))) {
		free(w);
		error_set_memory(err);
		return NULL;
	}
	w->fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0666);
	if (w->fd < 0)
		error_set_system(err, errno, SAY("không tạo được “%s”", "cannot create %s"), path);
	else if (begin(w))
		return w;
	else
		error_set_memory(err);
	positions_writer_close(w);
	return NULL;
}

void positions_writer_close(struct positions_writer *w)
{
	if (!w)
		return;
	if (w->fd >= 0)
		close(w->fd);
	buf_free(&w->out);
	buf_free(&w->checksums);
	buf_free(&w->dictionary);
	buf_free(&w->groups);
	buf_free(&w->last);
	buf_free(&w->term);
	buf_free(&w->chunk.positions);
	buf_free(&w->skips);
	buf_free(&w->bytes);
	free(w->path);
	free(w);
}

/* ---- Pages ---- */

static bool fail(const struct positions_writer *w, int number, struct error *err)
{
	return error_set_system(
		err, number, SAY("không ghi được “%s”", "cannot write %s"), w->path);
}

static bool write_all(const struct positions_writer *w, struct str bytes, struct error *err)
{
	while (bytes.len > 0) {
		ssize_t put = write(w->fd, bytes.ptr, bytes.len);
		if (put < 0 && errno != EINTR)
			return fail(w, errno, err);
		bytes = str_slice(bytes, put < 0 ? 0 : (size_t)put, bytes.len);
	}
	return true;
}

/* Writes the whole pages of what waits. */
static bool write_pages(struct positions_writer *w, struct error *err)
{
	struct str pages = str_slice(buf_str(&w->out), 0, w->out.len / PAGES_BYTES * PAGES_BYTES);
	for (size_t at = 0; at < pages.len; at += PAGES_BYTES)
		buf_append_u32(&w->checksums, pages_sum(str_make(pages.ptr + at, PAGES_BYTES)));
	if (w->written == 0 && pages.len > 0)
		memcpy(w->first, pages.ptr, PAGES_BYTES);
	if (!write_all(w, pages, err))
		return false;
	w->written += pages.len;
	memmove(w->out.ptr, w->out.ptr + pages.len, w->out.len - pages.len);
	w->out.len -= pages.len;
	return true;
}

static bool put(struct positions_writer *w, struct str bytes, struct error *err)
{
	if (!buf_append(&w->out, bytes))
		return error_set_memory(err);
	return w->out.len < WRITE_AT_ONCE || write_pages(w, err);
}

static uint64_t here(const struct positions_writer *w)
{
	return w->written + w->out.len;
}

/* ---- Terms ---- */

static void add_to_dictionary(struct positions_writer *w, uint64_t size)
{
	size_t shared = 0;
	if (w->terms++ % GROUP_TERMS == 0) {
		buf_append_u64(&w->groups, w->payload);
		buf_append_u32(&w->groups, (uint32_t)w->dictionary.len);
	} else {
		while (shared < w->last.len && shared < w->term.len &&
			w->last.ptr[shared] == w->term.ptr[shared])
			shared++;
	}
	buf_push(&w->dictionary, (char)shared);
	buf_push(&w->dictionary, (char)(w->term.len - shared));
	buf_append(&w->dictionary, str_slice(buf_str(&w->term), shared, w->term.len));
	varint_append(&w->dictionary, size);
	buf_reset(&w->last);
	buf_append(&w->last, buf_str(&w->term));
	w->payload += size;
}

static void end_chunk(struct positions_writer *w)
{
	chunk_end(&w->chunk, &w->bytes);
	buf_append_u32(&w->skips, w->document);
	buf_append_u32(&w->skips, (uint32_t)w->bytes.len);
	w->chunks++;
}

static bool end_term(struct positions_writer *w, struct error *err)
{
	if (w->documents == 0)
		return true;
	end_chunk(w);
	size_t before = w->out.len;
	uint64_t start = here(w);
	varint_append(&w->out, w->documents);
	if (w->documents > 1)
		varint_append(&w->out, w->chunks);
	if (w->chunks > 1)
		buf_append(&w->out, buf_str(&w->skips));
	if (w->bytes.failed || w->skips.failed || w->out.failed || w->out.len < before)
		return error_set_memory(err);
	/* Offsets of chunks, and of entries, have 32 bits. */
	if (w->bytes.len > UINT32_MAX || w->dictionary.len > UINT32_MAX - 2 * TERM_BYTES_MAX)
		return error_set(err, ERROR_LIMIT,
			SAY("%s: quá nhiều vị trí cho một phần của chỉ mục",
				"%s: too many positions for one shard"),
			w->path);
	if (!put(w, buf_str(&w->bytes), err))
		return false;
	add_to_dictionary(w, here(w) - start);
	w->documents = w->document = w->chunks = 0;
	buf_reset(&w->skips);
	buf_reset(&w->bytes);
	return true;
}

static bool out_of_order(const struct positions_writer *w, struct error *err)
{
	return error_set(err, ERROR_INTERNAL,
		SAY("lỗi chương trình: %s được ghi không theo thứ tự",
			"a bug: %s is written out of order"),
		w->path);
}

bool positions_writer_term(struct positions_writer *w, struct str term, struct error *err)
{
	if (!end_term(w, err))
		return false;
	if (term.len == 0 || term.len > TERM_BYTES_MAX ||
		(w->terms > 0 && str_compare(buf_str(&w->last), term) >= 0))
		return out_of_order(w, err);
	buf_reset(&w->term);
	return buf_append(&w->term, term) || error_set_memory(err);
}

bool positions_writer_document(struct positions_writer *w, uint32_t document,
	const uint32_t *positions, size_t n, struct error *err)
{
	if (n == 0 || n > POSITION_LAST || document <= w->document ||
		positions[n - 1] > POSITION_LAST)
		return out_of_order(w, err);
	/* Not at once when it is full: the last one ends with its term. */
	if (w->documents > 0 && chunk_is_full(&w->chunk))
		end_chunk(w);
	chunk_add(&w->chunk, document - w->document, positions, n);
	w->document = document;
	w->documents++;
	return true;
}

/* ---- The end ---- */

/* Returns how many zeros it took. */
static bool fill_page(struct positions_writer *w, uint32_t *padding, struct error *err)
{
	static const char zeros[PAGES_BYTES];
	*padding = (uint32_t)(-here(w) % PAGES_BYTES);
	return put(w, str_make(zeros, *padding), err) && write_pages(w, err);
}

/* And puts it, and the checksum of the page that it makes whole, into their places. */
static bool make_header(struct positions_writer *w, uint32_t documents, uint32_t padding)
{
	struct buf header = BUF_INIT;
	buf_append_c(&header, POSITIONS_MAGIC);
	buf_append_u32(&header, POSITIONS_VERSION);
	buf_append_u32(&header, documents);
	buf_append_u64(&header, w->terms);
	buf_append_u64(&header, w->payload - HEADER_BYTES);
	buf_append_u64(&header, w->dictionary.len);
	buf_append_u32(&header, (uint32_t)(w->groups.len / GROUP_BYTES));
	buf_append_u32(&header, padding);
	buf_append_u64(&header, w->written / PAGES_BYTES);
	if (!header.failed)
		buf_append_u64(&header, positions_header_checksum(header.ptr));
	bool ok = !header.failed;
	if (ok) {
		memcpy(w->first, header.ptr, HEADER_BYTES);
		bytes_put_u32(w->checksums.ptr, pages_sum(str_make(w->first, PAGES_BYTES)));
	}
	buf_free(&header);
	return ok;
}

/* Puts the first page, which now has its header, where it belongs. */
static bool write_first_page(struct positions_writer *w, struct error *err)
{
	return pwrite(w->fd, w->first, PAGES_BYTES, 0) == PAGES_BYTES ||
	       fail(w, errno ? errno : EIO, err);
}

bool positions_writer_finish(struct positions_writer *w, uint32_t documents, struct error *err)
{
	uint32_t padding;
	if (!end_term(w, err))
		return false;
	if (w->dictionary.failed || w->groups.failed || w->last.failed)
		return error_set_memory(err);
	if (!put(w, buf_str(&w->dictionary), err) || !put(w, buf_str(&w->groups), err) ||
		!fill_page(w, &padding, err))
		return false;
	if (w->checksums.failed || !make_header(w, documents, padding))
		return error_set_memory(err);
	if (!write_all(w, buf_str(&w->checksums), err) || !write_first_page(w, err))
		return false;
	int failed = close(w->fd) == 0 ? 0 : errno;
	w->fd = -1;
	return !failed || fail(w, failed, err);
}
