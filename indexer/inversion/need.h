/* What indexing a text takes of memory, before it is done.
 *
 * Not the bytes decide but the words: 30 MB of Vietnamese take a tenth of what 30 MB of invented
 * words take, since each new word, and each new pair of neighbours, is kept by itself. So words are
 * counted, roughly as the tokenizer cuts them, and different ones by the bits that their hashes
 * set (linear counting, Whang et al. 1990); at 1 ns a byte. */
#ifndef INDEXER_INVERSION_NEED_H
#define INDEXER_INVERSION_NEED_H

#include "base/str.h"

#include <stdint.h>

enum { NEED_BITS = 1 << 20 };

/* How many different hashes there were. */
struct need_set {
	uint64_t *bits; /* NEED_BITS of them */
	size_t set;     /* of them */
	size_t beyond;  /* hashes that came when half of them were set: all may be different */
};

struct need {
	uint64_t *memory; /* of both sets, owned */
	struct need_set words, pairs;
	size_t count; /* of words */
	size_t bytes;
	unsigned char sorts[256]; /* what a byte is to the tokenizer */
};

/* Measured: bytes of memory for a byte of text that can be no worse, to tell what surely fits. */
enum { NEED_WORST = 110 };

/* False when out of memory. */
bool need_open(struct need *n);
void need_close(struct need *n);

/* Begins anew. */
void need_reset(struct need *n);

void need_add(struct need *n, struct str text);

/* Bytes of memory for all texts that were added, rather more than less. */
size_t need_total(const struct need *n);

#endif
