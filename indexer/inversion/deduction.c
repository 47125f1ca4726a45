#include "indexer/inversion/deduction.h"
#include "archive/folder.h"
#include "archive/record.h"
#include "archive/schema.h"
#include "base/file.h"
#include "base/lang.h"
#include "base/varint.h"
#include "indexer/inversion/batch.h"
#include "indexer/inversion/document.h"
#include "indexer/inversion/seal.h"
#include "indexer/inversion/segment.h"
#include "indexer/vocabulary/tally_file.h"
#include "indexer/work/stop.h"
#include "positions/join.h"
#include "positions/writer.h"
#include "xapianc/xapianc.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

/* Files that are joined at a time, the former one among them. */
enum { PARTS_MAX = 64 };

/* Text of a part, so that its words fit into memory as those of a batch do. */
enum { PART_BYTES = BATCH_BYTES };

struct deduction {
	const struct shards_old *old;
	struct analyst *analyst; /* owned; made for the first shard */

	/* The shard at hand. */
	struct xc_db *db;
	const char *shard; /* its folder in the new generation */
	size_t parts;      /* written so far, from number 1 on; 0 is the former one */
	bool has_former;
	struct segment_writer *segment; /* of the part that is filling */
	uint32_t documents;             /* in it */
	uint64_t bytes;
	struct buf data;
	struct arena memory;
};

/* What a part consists of, and what all together become. */
enum piece { SEGMENT, TERMS, TALLY, PIECES };

static const char *const names[PIECES] = {"lost-segment", LOST_TERMS_FILE, LOST_TALLY_FILE};

/* SHARD/NAME.NUMBER; of number 0, the former one, SHARD/NAME. Owned by the caller; NULL when out of
   memory. */
static char *path_of(const struct deduction *d, enum piece piece, size_t number)
{
	char *path;
	int made = number == 0 ? asprintf(&path, "%s/%s", d->shard, names[piece])
			       : asprintf(&path, "%s/%s.%zu", d->shard, names[piece], number);
	return made < 0 ? NULL : path;
}

static bool fail_to_write(const char *path, struct error *err)
{
	return error_set_system(err, errno, SAY("không ghi được “%s”", "cannot write %s"), path);
}

/* ---- A part ---- */

static bool begin_part(struct deduction *d, struct error *err)
{
	char *path = path_of(d, SEGMENT, ++d->parts);
	d->segment = path ? segment_writer_open(path, err) : NULL;
	d->documents = 0;
	d->bytes = 0;
	if (!path)
		error_set_memory(err);
	free(path);
	return d->segment != NULL;
}

/* That a document has the term is all that matters. */
static bool copy_term(
	struct positions_writer *out, const struct segment_term *term, struct error *err)
{
	static const uint32_t anywhere = 1;
	const char *p = term->postings.ptr;
	const char *end = p + term->postings.len;
	uint64_t gap = 0, count = 0;
	uint32_t document = 0;
	bool ok = positions_writer_term(out, term->term, err);
	while (ok && p < end && varint_take(&p, end, &gap) && varint_take(&p, end, &count)) {
		document += (uint32_t)gap;
		ok = positions_writer_document(out, document, &anywhere, 1, err);
	}
	return ok;
}

static bool copy_terms(struct segment_reader *in, struct positions_writer *out, struct error *err)
{
	struct segment_document document;
	struct segment_term term;
	bool more = true;
	while (more) {
		if (!segment_next_document(in, &document, &more, err))
			return false;
	}
	while (segment_next_term(in, &term, &more, err)) {
		if (!more)
			return true;
		if (!copy_term(out, &term, err))
			return false;
	}
	return false;
}

/* The segment of the part at hand becomes its list of terms. */
static bool write_terms(const struct deduction *d, struct error *err)
{
	char *from = path_of(d, SEGMENT, d->parts);
	char *to = path_of(d, TERMS, d->parts);
	bool ok = from && to;
	if (!ok)
		error_set_memory(err);
	struct segment_reader *in = ok ? segment_reader_open(from, d->documents, err) : NULL;
	struct positions_writer *out = in ? positions_writer_open(to, err) : NULL;
	ok = out && copy_terms(in, out, err) && positions_writer_finish(out, d->documents, err);
	segment_reader_close(in);
	positions_writer_close(out);
	if (ok && unlink(from) != 0)
		ok = fail_to_write(from, err);
	free(from);
	free(to);
	return ok;
}

static bool end_part(struct deduction *d, struct error *err)
{
	char *tally = path_of(d, TALLY, d->parts);
	bool ok = tally ? analyst_finish(d->analyst, d->segment, err) : error_set_memory(err);
	ok = segment_writer_close(d->segment, err) && ok;
	d->segment = NULL;
	ok = ok && analyst_write_lost_tally(d->analyst, tally, err) && write_terms(d, err);
	free(tally);
	return ok;
}

/* ---- All parts ---- */

typedef bool join_files(const char *const *paths, size_t n, const char *path, struct error *err);

/* The parts, and the former one if there is one, become what takes its place. */
static bool join(const struct deduction *d, enum piece piece, join_files *how, struct error *err)
{
	char *paths[PARTS_MAX + 1];
	size_t n = 0;
	char *to = path_of(d, piece, 0);
	char *fresh = path_of(d, piece, d->parts + 1);
	bool ok = to && fresh;
	for (size_t i = d->has_former ? 0 : 1; i <= d->parts; i++) {
		paths[n++] = path_of(d, piece, i);
		ok = ok && paths[n - 1];
	}
	if (!ok)
		error_set_memory(err);
	ok = ok && how((const char *const *)paths, n, fresh, err);
	if (ok && rename(fresh, to) != 0)
		ok = fail_to_write(to, err);
	for (size_t i = 0; i < n; i++) {
		bool is_former = d->has_former && i == 0;
		if (ok && !is_former && unlink(paths[i]) != 0)
			ok = fail_to_write(paths[i], err);
		free(paths[i]);
	}
	free(to);
	free(fresh);
	return ok;
}

static bool gather_tallies(const char *const *paths, size_t n, const char *path, struct error *err)
{
	const struct tally_files files = {.paths = paths, .count = n};
	return tally_write_sum(&files, &tally_all, path, err);
}

static bool join_parts(struct deduction *d, struct error *err)
{
	bool ok = join(d, TERMS, positions_join, err) && join(d, TALLY, gather_tallies, err);
	d->parts = 0;
	d->has_former = true;
	return ok;
}

/* ---- A shard ---- */

static bool add_document(struct deduction *d, uint32_t document, struct error *err)
{
	struct record r;
	buf_reset(&d->data);
	arena_reset(&d->memory);
	if (!stop_check(err) || (!d->segment && !begin_part(d, err)) ||
		!xc_db_data(d->db, document, &d->data, err) ||
		!record_decode(buf_str(&d->data), &d->memory, &r, err) ||
		!analyst_index(d->analyst, &r, d->segment, err))
		return false;
	d->documents++;
	d->bytes += record_text_bytes(&r);
	if (d->bytes < PART_BYTES)
		return true;
	return end_part(d, err) && (d->parts < PARTS_MAX - 1 || join_parts(d, err));
}

static bool add_documents(
	struct deduction *d, const struct lost_document *list, size_t n, struct error *err)
{
	for (size_t i = 0; i < n; i++) {
		if (!lost_has(d->old->lost, list[i].shard, list[i].document) &&
			!add_document(d, list[i].document, err))
			return false;
	}
	return (!d->segment || end_part(d, err)) && (d->parts == 0 || join_parts(d, err));
}

/* The former ones give way to those that were written. */
static bool seal(struct deduction *d, const char *folder, struct manifest *m, struct error *err)
{
	bool ok = true;
	for (enum piece piece = TERMS; ok && piece < PIECES; piece++) {
		char *path = path_of(d, piece, 0);
		if (path) {
			const char *relative = path + strlen(folder) + 1;
			manifest_remove_file(m, relative);
			ok = seal_file(m, folder, relative, err);
		} else {
			ok = error_set_memory(err);
		}
		free(path);
	}
	return ok && file_sync_folder(d->shard, err);
}

static bool write_shard(struct deduction *d, const char *folder, uint32_t number,
	const struct lost_document *list, size_t n, struct manifest *m, struct error *err)
{
	size_t first;
	char *shard = manifest_shard_path(folder, number);
	char *from = manifest_shard_path(d->old->folder, number);
	const struct xc_source source = {.path = from, .checked = true};
	d->shard = shard;
	d->has_former = lost_of_shard(d->old->lost, number, &first) > 0;
	d->parts = 0;
	bool ok = shard && from ? true : error_set_memory(err);
	d->db = ok ? xc_db_open_all(&source, 1, err) : NULL;
	if (ok && !d->analyst)
		d->analyst = analyst_new(err);
	ok = d->db && d->analyst && add_documents(d, list, n, err) && seal(d, folder, m, err);
	segment_writer_close(d->segment, &(struct error){0});
	d->segment = NULL;
	xc_db_close(d->db);
	free(shard);
	free(from);
	return ok;
}

bool deduction_write(const struct shards_old *old, const struct lost *lost, const char *folder,
	struct manifest *m, struct error *err)
{
	struct deduction d = {.old = old};
	bool ok = true;
	for (size_t i = 0, n; ok && i < lost->count; i += n) {
		size_t first;
		uint32_t number = lost->list[i].shard;
		n = lost_of_shard(lost, number, &first);
		size_t before = lost_of_shard(old->lost, number, &first);
		if (n > before)
			ok = write_shard(&d, folder, number, &lost->list[i], n, m, err);
	}
	analyst_free(d.analyst);
	buf_free(&d.data);
	arena_free(&d.memory);
	return ok;
}
