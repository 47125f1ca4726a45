#include "indexer/vocabulary/tally_file.h"
#include "base/lang.h"
#include "base/varint.h"
#include "indexer/vocabulary/tally_join.h"
#include "indexer/vocabulary/tally_send.h"
#include "indexer/vocabulary/tally_source.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>

/* What is made is written piece by piece; of a row its pairs are counted before, and of a pair its
   runs, so that each is held until it is whole, as it will be in the file. */
struct writer {
	struct tally_sink sink; /* first, so that a sink is its writer */
	FILE *file;
	const char *path; /* borrowed */
	struct buf out;
	char before[TALLY_MAX_WORD];
	size_t before_len;
	uint32_t word_count;
	uint64_t word_bytes;
	uint32_t next_left; /* the one after the last row's */

	struct buf row;  /* pairs that are whole, with their runs */
	struct buf runs; /* of the last one */
	struct tally_count pair;
	uint64_t pair_count, run_count;
	uint32_t right, third; /* the ones before */
};

static bool fail_to_write(const struct writer *w, struct error *err)
{
	return error_set_system(err, errno, SAY("không ghi được “%s”", "cannot write %s"), w->path);
}

static bool spill(struct writer *w, struct error *err)
{
	if (w->out.failed)
		return error_set_memory(err);
	if (w->out.len > 0 && fwrite(w->out.ptr, 1, w->out.len, w->file) != w->out.len)
		return fail_to_write(w, err);
	buf_reset(&w->out);
	return true;
}

static bool spill_when_full(struct writer *w, struct error *err)
{
	enum { FULL = 64 << 10 };
	return (w->out.len < FULL && !w->out.failed) || spill(w, err);
}

static bool write_word(struct tally_sink *sink, struct str exact, uint64_t count, struct error *err)
{
	struct writer *w = (struct writer *)sink;
	size_t shared = 0;
	while (shared < exact.len && shared < w->before_len &&
		exact.ptr[shared] == w->before[shared])
		shared++;
	size_t begin = w->out.len;
	varint_append(&w->out, shared);
	varint_append(&w->out, exact.len - shared);
	buf_append(&w->out, str_slice(exact, shared, exact.len));
	varint_append(&w->out, count);
	memcpy(w->before, exact.ptr, exact.len);
	w->before_len = exact.len;
	w->word_count++;
	w->word_bytes += w->out.len - begin;
	return spill_when_full(w, err);
}

static bool write_nothing(struct tally_sink *sink, struct error *err)
{
	(void)sink;
	(void)err;
	return true;
}

/* The pair at hand has all its runs. */
static void end_pair(struct writer *w)
{
	if (w->pair.count == 0)
		return;
	uint32_t right = tally_right(w->pair.key);
	varint_append(&w->row, right - w->right);
	varint_append(&w->row, w->pair.count);
	varint_append(&w->row, w->run_count);
	buf_append(&w->row, buf_str(&w->runs));
	buf_reset(&w->runs);
	w->right = right;
	w->third = UINT32_MAX;
	w->pair_count++;
	w->run_count = 0;
	w->pair.count = 0;
}

static bool write_count(
	struct tally_sink *sink, uint32_t left, const struct tally_count *c, struct error *err)
{
	(void)left;
	struct writer *w = (struct writer *)sink;
	if (tally_is_pair(c->key)) {
		end_pair(w);
		w->pair = *c;
		return true;
	}
	varint_append(&w->runs, tally_third(c->key) - w->third);
	varint_append(&w->runs, c->count);
	w->third = tally_third(c->key);
	w->run_count++;
	return (!w->runs.failed && !w->row.failed) || error_set_memory(err);
}

static void begin_row(struct writer *w)
{
	buf_reset(&w->row);
	w->right = w->third = UINT32_MAX;
	w->pair_count = 0;
}

static bool write_row(struct tally_sink *sink, uint32_t left, struct error *err)
{
	struct writer *w = (struct writer *)sink;
	end_pair(w);
	varint_append(&w->out, left - w->next_left + 1);
	varint_append(&w->out, w->pair_count);
	w->next_left = left + 1;
	if (w->row.failed || w->runs.failed)
		return error_set_memory(err);
	buf_append(&w->out, buf_str(&w->row));
	begin_row(w);
	return spill_when_full(w, err);
}

static void write_header(struct writer *w)
{
	buf_append(&w->out, str_make(TALLY_MAGIC, TALLY_MAGIC_BYTES));
	buf_append_u32(&w->out, TALLY_VERSION);
	buf_append_u32(&w->out, w->word_count);
	buf_append_u64(&w->out, w->word_bytes);
}

static bool open_writer(struct writer *w, const char *path, struct error *err)
{
	*w = (struct writer){
		.sink = {.word = write_word,
			.words_end = write_nothing,
			.count = write_count,
			.row_end = write_row},
		.path = path,
		.file = fopen(path, "wxe"),
	};
	if (!w->file)
		return fail_to_write(w, err);
	begin_row(w);
	write_header(w); /* so far only its room */
	return true;
}

static bool close_writer(struct writer *w, bool ok, struct error *err)
{
	ok = ok && spill(w, err);
	if (ok && fseek(w->file, 0, SEEK_SET) != 0)
		ok = fail_to_write(w, err);
	if (ok) {
		write_header(w);
		ok = spill(w, err);
	}
	if (w->file && fclose(w->file) != 0 && ok)
		ok = fail_to_write(w, err);
	buf_free(&w->out);
	buf_free(&w->row);
	buf_free(&w->runs);
	return ok;
}

bool tally_write(struct tally *t, enum tally_runs runs, const char *path, struct error *err)
{
	struct writer w;
	bool ok = open_writer(&w, path, err) && tally_send(t, runs, &w.sink, err);
	return close_writer(&w, ok, err);
}

bool tally_write_sum(const struct tally_files *files, const struct tally_least *least,
	const char *path, struct error *err)
{
	struct writer w;
	bool ok = open_writer(&w, path, err) && tally_add_up(files, least, &w.sink, err);
	return close_writer(&w, ok, err);
}
