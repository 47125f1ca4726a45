/* The different words of one document, each with its places: Xapian is asked once
 * for each term, not once for each token. */
#ifndef INDEXER_INVERSION_WORDS_H
#define INDEXER_INVERSION_WORDS_H

#include "base/arena.h"
#include "text/token/token.h"
#include "text/zone.h"

struct word_place {
	uint32_t position; /* 0: beyond the last that is kept */
	uint32_t next;     /* index of the next place; 0: none */
};

struct word {
	struct str exact;  /* both live as long as the document */
	struct str folded; /* empty for figures */
	uint64_t checksum; /* of its spelling, the same everywhere */
	uint32_t hash;
	uint32_t tally;       /* its number in the batch's tally, once all are read */
	uint32_t count;       /* in all zones */
	uint32_t first, last; /* indexes of its places, ascending */
	uint32_t in_zone[ZONE_COUNT];
	bool acronym; /* somewhere in capitals, where others are not */
};

struct words {
	struct word *ptr; /* in order of their first place */
	size_t count;
	size_t capacity;
	struct word_place *places; /* from 1 */
	size_t place_count;
	size_t place_capacity;
	uint32_t *slots; /* hash table of indexes into ptr, from 1; 0: free */
	size_t slot_count;
	uint32_t seed;
	struct arena strings;
	bool failed; /* out of memory, until words_reset */
};

/* Makes an empty table. False when out of memory. */
bool words_open(struct words *w);
void words_close(struct words *w);

/* Empties the table for the next document. */
void words_reset(struct words *w);

/* Returns the word, until the next call; NULL when out of memory. POSITION 0: none is
   kept. */
struct word *words_add(
	struct words *w, const struct token *token, enum zone zone, uint32_t position);

#endif
