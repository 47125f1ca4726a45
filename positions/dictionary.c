#include "positions/dictionary.h"
#include "base/bytes.h"

#include <string.h>

enum { ENTRY_HEAD = 2, SIZE_BYTES_MAX = 9 };

/* Begins W at GROUP. */
static bool enter(
	struct positions_file *f, struct dictionary_walk *w, uint64_t group, struct error *err)
{
	const uint8_t *row =
		positions_file_bytes(f, f->groups + group * GROUP_BYTES, GROUP_BYTES, err);
	if (!row)
		return false;
	w->done = group * GROUP_TERMS;
	w->payload = bytes_u64((const char *)row + GROUP_AT_PAYLOAD);
	w->entry = f->dictionary + bytes_u32((const char *)row + GROUP_AT_ENTRY);
	w->len = 0;
	return true;
}

/* LEN bytes of the dictionary at the entry that W stands at, which moves on. */
static const uint8_t *take(
	struct positions_file *f, struct dictionary_walk *w, uint64_t len, struct error *err)
{
	if (w->entry < f->dictionary || w->entry > f->groups || len > f->groups - w->entry) {
		positions_file_fail(f, err);
		return NULL;
	}
	const uint8_t *bytes = positions_file_bytes(f, w->entry, len, err);
	w->entry += len;
	return bytes;
}

/* Reads the entry that W stands at. */
static bool read_entry(
	struct positions_file *f, struct dictionary_walk *w, struct extent *out, struct error *err)
{
	const uint8_t *head = take(f, w, ENTRY_HEAD, err);
	if (!head)
		return false;
	size_t shared = head[0];
	size_t rest = head[1];
	if (shared > w->len || shared + rest > TERM_BYTES_MAX || (rest == 0 && shared == w->len))
		return positions_file_fail(f, err);
	const uint8_t *bytes = take(f, w, rest, err);
	if (!bytes)
		return false;
	memcpy(w->term + shared, bytes, rest);
	w->len = shared + rest;
	struct extent left = {w->entry, f->groups - w->entry};
	if (!positions_file_number(f, &left, SIZE_BYTES_MAX, &out->len, err))
		return false;
	w->entry = left.offset;
	out->offset = w->payload;
	if (w->payload > f->dictionary || out->len > f->dictionary - w->payload)
		return positions_file_fail(f, err);
	w->payload += out->len;
	w->done++;
	return true;
}

bool dictionary_next(struct positions_file *f, struct dictionary_walk *w, bool *more,
	struct extent *out, struct error *err)
{
	*more = w->done < f->terms;
	if (!*more)
		return true;
	/* A group begins where the one before ended: so all together are no longer than the
	   file, and to read them takes no longer. */
	uint64_t payload = w->done > 0 ? w->payload : HEADER_BYTES;
	uint64_t entry = w->done > 0 ? w->entry : f->dictionary;
	if (w->done % GROUP_TERMS == 0) {
		if (!enter(f, w, w->done / GROUP_TERMS, err))
			return false;
		if (w->payload != payload || w->entry != entry)
			return positions_file_fail(f, err);
	}
	return read_entry(f, w, out, err);
}

static int compare(const struct dictionary_walk *w, struct str term)
{
	return str_compare(str_make(w->term, w->len), term);
}

/* The last group whose first term is not after TERM, or the first group. */
static bool find_group(
	struct positions_file *f, struct str term, uint64_t *group, struct error *err)
{
	uint64_t low = 0;
	uint64_t high = f->group_count;
	while (high - low > 1) {
		struct dictionary_walk w;
		struct extent ignored;
		uint64_t middle = low + (high - low) / 2;
		if (!enter(f, &w, middle, err) || !read_entry(f, &w, &ignored, err))
			return false;
		if (compare(&w, term) <= 0)
			low = middle;
		else
			high = middle;
	}
	*group = low;
	return true;
}

bool dictionary_find(struct positions_file *f, struct str term, bool *found, struct extent *out,
	struct error *err)
{
	uint64_t group;
	struct dictionary_walk w;
	*found = false;
	if (f->terms == 0)
		return true;
	if (!find_group(f, term, &group, err) || !enter(f, &w, group, err))
		return false;
	for (unsigned i = 0; i < GROUP_TERMS && w.done < f->terms; i++) {
		if (!read_entry(f, &w, out, err))
			return false;
		int order = compare(&w, term);
		*found = order == 0;
		if (order >= 0)
			return true;
	}
	return true;
}
