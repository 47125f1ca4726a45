#include "positions/list.h"
#include "base/bytes.h"

enum { NUMBER_BYTES_MAX = 5, CHUNK_WORK = 4 };

static bool take_number(
	struct positions_file *f, struct extent *payload, uint32_t *number, struct error *err)
{
	uint64_t value;
	if (!positions_file_number(f, payload, NUMBER_BYTES_MAX, &value, err))
		return false;
	*number = (uint32_t)value;
	return value <= UINT32_MAX || positions_file_fail(f, err);
}

bool positions_list_open_at(struct positions_list *l, struct positions_file *f,
	const struct extent *payload, struct error *err)
{
	struct extent left = *payload;
	l->file = f;
	l->chunks = 1;
	l->open = 0;
	l->is_open = false;
	l->at = l->document = 0;
	if (!take_number(f, &left, &l->documents, err) ||
		(l->documents > 1 && !take_number(f, &left, &l->chunks, err)))
		return false;
	l->skips =
		(struct extent){left.offset, l->chunks > 1 ? (uint64_t)l->chunks * SKIP_BYTES : 0};
	if (l->documents == 0 || l->chunks == 0 || l->skips.len > left.len)
		return positions_file_fail(f, err);
	l->bytes = (struct extent){left.offset + l->skips.len, left.len - l->skips.len};
	return true;
}

bool positions_list_open(
	struct positions_list *l, struct positions_file *f, struct str term, struct error *err)
{
	bool found;
	struct extent payload;
	if (!dictionary_find(f, term, &found, &payload, err))
		return false;
	if (found)
		return positions_list_open_at(l, f, &payload, err);
	l->file = f;
	l->documents = l->chunks = l->open = l->document = 0;
	l->is_open = false;
	return true;
}

/* ---- Chunks ---- */

struct skip {
	uint32_t last, end;
};

static bool read_skip(
	const struct positions_list *l, uint32_t chunk, struct skip *out, struct error *err)
{
	if (l->chunks == 1) {
		*out = (struct skip){l->file->documents, (uint32_t)l->bytes.len};
		return true;
	}
	const uint8_t *row = positions_file_bytes(
		l->file, l->skips.offset + (uint64_t)chunk * SKIP_BYTES, SKIP_BYTES, err);
	if (!row)
		return false;
	out->last = bytes_u32((const char *)row + SKIP_AT_LAST);
	out->end = bytes_u32((const char *)row + SKIP_AT_END);
	return true;
}

/* The first chunk from FROM on that ends with LEAST or later; CHUNKS where there is none. It
   is most often near. */
static bool find_chunk(const struct positions_list *l, uint32_t from, uint32_t least,
	uint32_t *chunk, struct error *err)
{
	struct skip skip;
	uint64_t low = from; /* chunks before it end too early */
	uint64_t high = from;
	for (uint64_t step = 1; high < l->chunks; step *= 2) {
		if (!read_skip(l, (uint32_t)high, &skip, err))
			return false;
		if (skip.last >= least)
			break;
		low = high + 1;
		high += step;
	}
	if (high > l->chunks)
		high = l->chunks;
	while (low < high) {
		uint64_t middle = low + (high - low) / 2;
		if (!read_skip(l, (uint32_t)middle, &skip, err))
			return false;
		if (skip.last < least)
			low = middle + 1;
		else
			high = middle;
	}
	*chunk = (uint32_t)low;
	return true;
}

static bool open_chunk(struct positions_list *l, uint32_t number, struct error *err)
{
	struct skip before = {0, 0};
	struct skip own;
	if ((number > 0 && !read_skip(l, number - 1, &before, err)) ||
		!read_skip(l, number, &own, err))
		return false;
	if (before.end >= own.end || own.end > l->bytes.len || own.last > l->file->documents)
		return positions_file_fail(l->file, err);
	const uint8_t *bytes = positions_file_bytes(
		l->file, l->bytes.offset + before.end, own.end - before.end, err);
	if (!bytes)
		return false;
	budget_take(l->file->budget, CHUNK_WORK);
	chunk_open(&l->chunk, bytes, own.end - before.end);
	l->before = before.last;
	l->last = own.last;
	l->open = number;
	l->is_open = true;
	l->at = 0;
	return true;
}

/* Moves on to the first document from LEAST on in the chunk at hand; past its end where there
   is none. */
static bool seek_in_chunk(struct positions_list *l, uint32_t least, struct error *err)
{
	struct chunk *c = &l->chunk;
	uint32_t from = l->at;
	for (; l->at < c->count; l->at++) {
		if (l->at == c->read &&
			(!chunk_read_document(c, l->before) || c->documents[l->at] > l->last))
			return positions_file_fail(l->file, err);
		if (c->documents[l->at] >= least)
			break;
	}
	budget_take(l->file->budget, l->at - from + 1);
	/* A skip says which document is the last one. */
	return l->at < c->count || l->chunks == 1 || positions_file_fail(l->file, err);
}

bool positions_list_seek(struct positions_list *l, uint32_t least, struct error *err)
{
	if (l->document > 0 && l->document >= least)
		return true;
	l->document = 0;
	if (l->open == l->chunks)
		return true;
	if (!l->is_open || l->last < least) {
		uint32_t chunk;
		if (!find_chunk(l, l->open + l->is_open, least, &chunk, err))
			return false;
		if (chunk == l->chunks) {
			l->open = l->chunks;
			return true;
		}
		if (!open_chunk(l, chunk, err))
			return false;
	}
	if (!seek_in_chunk(l, least, err))
		return false;
	if (l->at == l->chunk.count)
		l->open = l->chunks;
	else
		l->document = l->chunk.documents[l->at];
	return true;
}

bool positions_list_read(struct positions_list *l, size_t max, uint32_t *out, struct error *err)
{
	struct chunk *c = &l->chunk;
	uint64_t positions = 0;
	for (uint32_t i = c->next; i <= l->at; i++)
		positions += c->counts[i];
	budget_take(l->file->budget, 1 + positions / 2);
	return chunk_read(c, l->at, max, out) || positions_file_fail(l->file, err);
}
