/* The first byte as the number of a segment's documents, the others as the segment: it is refused,
 * or all of it lies in the file; and so where it becomes a shard, twice, of which then everything
 * can be read. */
#include "archive/folder.h"
#include "fuzz/file.h"
#include "indexer/inversion/merge.h"
#include "indexer/inversion/segment.h"
#include "xapianc/xapianc.h"

static bool read_documents(struct segment_reader *r, uint64_t count)
{
	struct segment_document d;
	struct error err;
	bool more;
	for (;; count--) {
		if (!segment_next_document(r, &d, &more, &err))
			return false;
		if (!more)
			break;
		CHECK(count > 0);
		touch_all(d.data);
		for (struct str values = d.values, value; values.len > 0;) {
			unsigned slot;
			if (!segment_take_value(&values, &slot, &value))
				break;
			touch_all(value);
		}
	}
	CHECK(count == 0);
	return true;
}

static bool read_terms(struct segment_reader *r)
{
	struct segment_term t;
	struct error err;
	bool more;
	while (segment_next_term(r, &t, &more, &err)) {
		if (!more)
			return true;
		touch_all(t.term);
		touch_all(t.postings);
		touch_all(t.positions);
	}
	return false;
}

static bool read_all(const char *path, uint64_t documents)
{
	struct error err;
	struct segment_reader *r = segment_reader_open(path, documents, &err);
	bool ok = r && read_documents(r, documents) && read_terms(r);
	segment_reader_close(r);
	return ok;
}

/* libxapian reads what our writer made of it. */
static void open_shard(const char *path, uint64_t documents)
{
	struct error err;
	struct xc_stats stats;
	const struct xc_source source = {.path = path, .checked = true};
	struct xc_db *db = xc_db_open_all(&source, 1, &err);
	CHECK(db && xc_db_stats(db, &stats, &err) && stats.doc_count == documents);
	xc_db_close(db);
}

static void make_shard(const char *path, uint64_t documents)
{
	char shard[128];
	struct error err;
	const struct merge_source sources[] = {{path, documents}, {path, documents}};
	snprintf(shard, sizeof shard, "%s/shard", folder);
	if (merge_segments(sources, 2, shard, false, &err))
		open_shard(shard, 2 * documents);
	CHECK(access(shard, F_OK) != 0 || folder_remove(shard, &err));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	char path[128];
	if (size == 0)
		return 0;
	put_file("segment", data + 1, size - 1, path);
	if (read_all(path, data[0]) && data[0] > 0)
		make_shard(path, data[0]);
	unlink(path);
	return 0;
}
