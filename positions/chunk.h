/* A chunk of a term's documents, with the positions of the term in each.
 *
 * A stream of bits (bits.h): the parameter of the gaps between documents 5, that of the
 * positions 5, the documents less one 5; where there are several, the bits that these take 12;
 * for each document its gap from the one before, less one, by Rice's code, and the count of its
 * positions, by the gamma code; then, for each document, the gaps between its positions, less
 * one, from position 0 on, by Rice's code with the second parameter less the logarithm of the
 * count: where a word stands often, its gaps are short. Zeros fill the last byte.
 *
 * Chunks are small since ranking looks at one document in many: those before it in its chunk
 * have to be read, too. */
#ifndef POSITIONS_CHUNK_H
#define POSITIONS_CHUNK_H

#include "positions/bits.h"

enum {
	CHUNK_DOCUMENTS = 32, /* at most */
	CHUNK_POSITIONS = 64, /* with so many or more a chunk is full */
	POSITION_LAST = INT32_MAX
};

struct chunk_writer {
	uint32_t gaps[CHUNK_DOCUMENTS]; /* less one */
	uint32_t counts[CHUNK_DOCUMENTS];
	uint32_t documents;
	struct buf positions; /* uint32_t, the gaps of all of them, less one */
};

bool chunk_is_full(const struct chunk_writer *w);

/* Adds a document, GAP after the one before, with POSITIONS[0..N), N > 0, strictly ascending,
   from 1 to POSITION_LAST. */
void chunk_add(struct chunk_writer *w, uint32_t gap, const uint32_t *positions, size_t n);

/* Appends the chunk, which has documents, to OUT, and empties it. */
void chunk_end(struct chunk_writer *w, struct buf *out);

struct chunk {
	uint32_t documents[CHUNK_DOCUMENTS];
	uint32_t counts[CHUNK_DOCUMENTS];
	uint32_t count;
	uint32_t read; /* of the documents, so far */
	uint32_t next; /* the document whose positions come next */
	unsigned k, positions_k;
	uint64_t bits; /* of the chunk */
	struct bit_reader gaps, positions;
};

/* Begins to read the chunk that is BYTES[0..N), N > 0, which must live as long as C. */
void chunk_open(struct chunk *c, const uint8_t *bytes, size_t n);

/* Reads the next document; BEFORE is the last one of the chunk before, 0 for the first chunk.
   There must be one. False if it makes no sense. */
bool chunk_read_document(struct chunk *c, uint32_t before);

/* The first MAX positions of document number I of the chunk, which was read, counts[I] or
   fewer, into OUT. Each document can be asked for once, in ascending order. False if they make
   no sense. */
bool chunk_read(struct chunk *c, uint32_t i, size_t max, uint32_t *out);

#endif
