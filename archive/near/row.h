/* Words in a row in a document whose record tells where they stand. */
#ifndef ARCHIVE_NEAR_ROW_H
#define ARCHIVE_NEAR_ROW_H

#include "archive/places.h"

/* Positions; start from all zero, free PTR. */
struct near_list {
	uint32_t *ptr;
	size_t count, capacity;
};

/* Where WORDS[0..N), N > 0, stand in a row in DOCID, of which P tells by its texts: into OUT. */
bool near_find_row(const struct places *p, uint32_t docid, const struct xc_word *words, size_t n,
	struct near_list *out, struct error *err);

#endif
