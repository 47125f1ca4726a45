/* The documents of a term, and where it stands in each.
 *
 * The payload of a term is: number of its documents; number of its chunks, where it has more
 * than one document (both of seven bits a byte); a skip for each chunk, where it has more than
 * one: its last document 4, where it ends 4, from the first chunk on; the chunks (chunk.h). */
#ifndef POSITIONS_LIST_H
#define POSITIONS_LIST_H

#include "positions/chunk.h"
#include "positions/dictionary.h"

enum { SKIP_BYTES = 8, SKIP_AT_LAST = 0, SKIP_AT_END = 4 };

struct positions_list {
	struct positions_file *file; /* borrowed */
	uint32_t documents;          /* of the term */
	uint32_t chunks;
	struct extent skips, bytes; /* of the skips, of the chunks */
	uint32_t open;              /* number of the chunk at hand; CHUNKS: past the end */
	bool is_open;
	struct chunk chunk;
	uint32_t before, last; /* the documents that end the chunk before it, and itself */
	uint32_t at;           /* the document at hand, in the chunk */
	uint32_t document;     /* itself; 0 before the first and past the last one */
};

/* The list of TERM in F, which may be empty. ERROR_CORRUPT. */
bool positions_list_open(
	struct positions_list *l, struct positions_file *f, struct str term, struct error *err);

/* The same, its payload being known. */
bool positions_list_open_at(struct positions_list *l, struct positions_file *f,
	const struct extent *payload, struct error *err);

/* Moves on to the first document from LEAST on; never back. ERROR_CORRUPT. */
bool positions_list_seek(struct positions_list *l, uint32_t least, struct error *err);

/* Positions in the document at hand. */
static inline uint32_t positions_list_count(const struct positions_list *l)
{
	return l->chunk.counts[l->at];
}

/* The first MAX of them into OUT; once for each document. ERROR_CORRUPT. */
bool positions_list_read(struct positions_list *l, size_t max, uint32_t *out, struct error *err);

#endif
