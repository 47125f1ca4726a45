/* How far the letters of two words tell their spelling: what a batch has to count of three. Of
 * no use outside tally_*.c. */
#ifndef INDEXER_VOCABULARY_DOUBTS_H
#define INDEXER_VOCABULARY_DOUBTS_H

#include "indexer/vocabulary/tally.h"

/* The places of a sorted tally's text, in the order of the three words that begin there. */
struct places {
	uint32_t *at;
	uint32_t *next; /* the word after each place */
	size_t count;
	uint32_t *ends; /* of the places of each word */
};

/* Behind those of the pair at place I, of a left word whose places go to END. */
static inline size_t places_pair_end(const struct places *p, size_t i, size_t end)
{
	uint32_t word = p->next[i];
	do {
		i++;
	} while (i < end && p->next[i] == word);
	return i;
}

/* The doubt of a pair w v is minus the logarithm of its share of all pairs with its letters,
 *
 *     (c(w v) + S p(w) p(v)) / (c(W V) + S),
 *
 * where p is a word's share of all words with its letters; in steps of 1 / DOUBT_STEPS, 255
 * being so much or more. */
enum { DOUBT_SHIFT = 24, DOUBT_WORD = (1 << DOUBT_SHIFT) - 1, DOUBT_STEPS = 32 };

/* Puts the doubt of each pair above its left word, in T's text: word | doubt << DOUBT_SHIFT.
   False when out of memory. */
bool doubts_note(struct tally *t, const struct places *places);

#endif
