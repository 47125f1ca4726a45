#include "indexer/inversion/merge.h"
#include "archive/folder.h"
#include "archive/places.h"
#include "archive/schema.h"
#include "base/varint.h"
#include "glass/positions.h"
#include "glass/writer.h"
#include "indexer/inversion/segment.h"
#include "indexer/work/stop.h"
#include "positions/writer.h"

#include <stdlib.h>

/* A segment with its next term. */
struct input {
	struct segment_reader *reader;
	const struct merge_source *source;
	uint32_t base; /* documents of the segments before */
	struct segment_term term;
};

struct merge {
	struct input *inputs; /* in the order of their documents */
	size_t count;
	struct input **heap; /* those with a term left: the first in order on top */
	size_t heap_count;
	struct input **same; /* those that share the term being written, in order */
	struct glass_writer *writer;
	struct positions_writer *positions;
	bool xapian_positions; /* into the table of WRITER, too */
	struct buf list;       /* of one document; uint32_t */
	struct buf packed;
};

/* ---- The heap ---- */

static bool before(const struct input *a, const struct input *b)
{
	int order = str_compare(a->term.term, b->term.term);
	return order != 0 ? order < 0 : a->base < b->base;
}

static void sift_down(struct merge *m, size_t at)
{
	for (;;) {
		size_t least = at;
		for (size_t child = 2 * at + 1; child <= 2 * at + 2 && child < m->heap_count;
			child++) {
			if (before(m->heap[child], m->heap[least]))
				least = child;
		}
		if (least == at)
			return;
		struct input *moved = m->heap[at];
		m->heap[at] = m->heap[least];
		m->heap[least] = moved;
		at = least;
	}
}

static void push(struct merge *m, struct input *in)
{
	size_t at = m->heap_count++;
	for (; at > 0 && before(in, m->heap[(at - 1) / 2]); at = (at - 1) / 2)
		m->heap[at] = m->heap[(at - 1) / 2];
	m->heap[at] = in;
}

static struct input *pop(struct merge *m)
{
	struct input *top = m->heap[0];
	m->heap[0] = m->heap[--m->heap_count];
	sift_down(m, 0);
	return top;
}

/* ---- Documents ---- */

static bool write_values(struct merge *m, struct input *in, struct str values, struct error *err)
{
	unsigned slot;
	struct str value;
	while (values.len > 0) {
		if (!segment_take_value(&values, &slot, &value) || slot >= GLASS_SLOTS ||
			value.len == 0)
			return segment_damaged(in->reader, err);
		if (!glass_writer_value(m->writer, slot, value, err))
			return false;
	}
	return true;
}

static bool copy_documents(struct merge *m, struct input *in, struct error *err)
{
	struct segment_document d;
	bool more;
	for (;;) {
		if (!segment_next_document(in->reader, &d, &more, err))
			return false;
		if (!more)
			return stop_check(err);
		if (!glass_writer_document(m->writer, d.length, d.data, err) ||
			!write_values(m, in, d.values, err))
			return false;
	}
}

/* ---- Terms ---- */

static bool advance(struct merge *m, struct input *in, struct error *err)
{
	bool more;
	if (!segment_next_term(in->reader, &in->term, &more, err))
		return false;
	if (more)
		push(m, in);
	return true;
}

static bool copy_postings(struct merge *m, const struct input *in, struct error *err)
{
	const char *p = in->term.postings.ptr;
	const char *end = p + in->term.postings.len;
	uint64_t gap, count;
	uint64_t document = 0;
	while (p < end) {
		if (!varint_take(&p, end, &gap) || !varint_take(&p, end, &count))
			return segment_damaged(in->reader, err);
		document += gap;
		if (gap == 0 || document > in->source->documents || count > UINT32_MAX)
			return segment_damaged(in->reader, err);
		if (!glass_writer_posting(
			    m->writer, in->base + (uint32_t)document, (uint32_t)count, err))
			return false;
	}
	return true;
}

/* Cuts a list, N positions into m->list, off the front of what lies between *P and END. */
static bool take_list(struct merge *m, const struct input *in, const char **p, const char *end,
	size_t *n, struct error *err)
{
	uint64_t count, gap;
	uint64_t position = 0;
	/* Each takes a byte at least. */
	if (!varint_take(p, end, &count) || count > (uint64_t)(end - *p))
		return segment_damaged(in->reader, err);
	buf_reset(&m->list);
	if (!buf_reserve(&m->list, count * sizeof(uint32_t)))
		return error_set_memory(err);
	uint32_t *list = (uint32_t *)(void *)m->list.ptr;
	for (uint64_t i = 0; i < count; i++) {
		if (!varint_take(p, end, &gap) || gap == 0 || gap > POSITION_MAX)
			return segment_damaged(in->reader, err);
		position += gap;
		if (position > POSITION_MAX)
			return segment_damaged(in->reader, err);
		list[i] = (uint32_t)position;
	}
	*n = count;
	return true;
}

static bool write_list(struct merge *m, uint32_t document, size_t n, struct error *err)
{
	const uint32_t *list = (const uint32_t *)(const void *)m->list.ptr;
	if (!positions_writer_document(m->positions, document, list, n, err))
		return false;
	if (!m->xapian_positions)
		return true;
	buf_reset(&m->packed);
	glass_pack_positions(&m->packed, list, n);
	return m->packed.failed
		       ? error_set_memory(err)
		       : glass_writer_positions(m->writer, document, buf_str(&m->packed), err);
}

/* The postings tell whose positions they are. */
static bool copy_positions(struct merge *m, const struct input *in, struct error *err)
{
	const char *p = in->term.postings.ptr;
	const char *end = p + in->term.postings.len;
	const char *q = in->term.positions.ptr;
	const char *positions_end = q + in->term.positions.len;
	uint64_t gap, count;
	uint64_t document = 0;
	while (p < end && q < positions_end) {
		size_t n = 0;
		if (!varint_take(&p, end, &gap) || !varint_take(&p, end, &count))
			return segment_damaged(in->reader, err);
		document += gap;
		if (!take_list(m, in, &q, positions_end, &n, err) ||
			(n > 0 && !write_list(m, in->base + (uint32_t)document, n, err)))
			return false;
	}
	return true;
}

/* Takes all inputs that stand at the term that comes next. */
static size_t take_same(struct merge *m, uint32_t *documents, uint64_t *occurrences)
{
	size_t n = 0;
	*documents = 0;
	*occurrences = 0;
	do {
		struct input *in = pop(m);
		*documents += in->term.documents;
		*occurrences += in->term.occurrences;
		m->same[n++] = in;
	} while (m->heap_count > 0 && str_eq(m->heap[0]->term.term, m->same[0]->term.term));
	return n;
}

static bool write_next_term(struct merge *m, struct error *err)
{
	uint32_t documents;
	uint64_t occurrences;
	size_t n = take_same(m, &documents, &occurrences);
	struct str term = m->same[0]->term.term;
	bool ok = glass_writer_term(m->writer, term, documents, occurrences, err) &&
		  positions_writer_term(m->positions, term, err);
	for (size_t i = 0; ok && i < n; i++)
		ok = copy_postings(m, m->same[i], err);
	for (size_t i = 0; ok && i < n; i++)
		ok = copy_positions(m, m->same[i], err);
	for (size_t i = 0; ok && i < n; i++)
		ok = advance(m, m->same[i], err);
	return ok;
}

static bool write_all(struct merge *m, struct error *err)
{
	enum { TERMS_BETWEEN_CHECKS = 1024 };
	for (size_t i = 0; i < m->count; i++) {
		if (!copy_documents(m, &m->inputs[i], err))
			return false;
	}
	for (size_t i = 0; i < m->count; i++) {
		if (!advance(m, &m->inputs[i], err))
			return false;
	}
	for (size_t done = 0; m->heap_count > 0; done++) {
		if (done % TERMS_BETWEEN_CHECKS == 0 && !stop_check(err))
			return false;
		if (!write_next_term(m, err))
			return false;
	}
	return glass_writer_finish(m->writer, err);
}

static uint32_t count_documents(const struct merge *m)
{
	const struct input *last = &m->inputs[m->count - 1];
	return last->base + (uint32_t)last->source->documents;
}

/* The file of positions stands in the folder of the database. */
static bool open_outputs(struct merge *m, const char *folder, struct error *err)
{
	char *path = folder_path(folder, PLACES_FILE);
	m->writer = path ? glass_writer_open(folder, err) : NULL;
	if (m->writer)
		m->positions = positions_writer_open(path, err);
	else if (!path)
		error_set_memory(err);
	free(path);
	return m->positions != NULL;
}

static bool open_inputs(struct merge *m, const struct merge_source *sources, struct error *err)
{
	uint64_t base = 0;
	for (size_t i = 0; i < m->count; i++) {
		struct input *in = &m->inputs[i];
		in->source = &sources[i];
		in->base = (uint32_t)base;
		base += sources[i].documents;
		in->reader = segment_reader_open(sources[i].path, sources[i].documents, err);
		if (!in->reader)
			return false;
	}
	return true;
}

bool merge_segments(const struct merge_source *sources, size_t n, const char *folder,
	bool xapian_positions, struct error *err)
{
	struct merge m = {.count = n, .xapian_positions = xapian_positions};
	m.inputs = calloc(n, sizeof *m.inputs);
	m.heap = calloc(n, sizeof *m.heap);
	m.same = calloc(n, sizeof *m.same);
	bool ok = m.inputs && m.heap && m.same;
	if (!ok)
		error_set_memory(err);
	ok = ok && open_inputs(&m, sources, err);
	ok = ok && open_outputs(&m, folder, err) && write_all(&m, err) &&
	     positions_writer_finish(m.positions, count_documents(&m), err);
	glass_writer_close(m.writer);
	positions_writer_close(m.positions);
	buf_free(&m.list);
	buf_free(&m.packed);
	for (size_t i = 0; m.inputs && i < n; i++)
		segment_reader_close(m.inputs[i].reader);
	free(m.inputs);
	free(m.heap);
	free(m.same);
	return ok;
}
