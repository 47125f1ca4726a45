/* The words of some articles, the pairs of words that stand side by side in them, and the runs
 * of three whose spelling their pairs do not tell, counted: what the lexicon is made from. Every
 * shard has the tally of its articles in a file, so that a run counts only what it reads.
 *
 * Two classes stand for words: the figures, all as one, and the breaks between words, where
 * a line begins or ends or more than white space stands (archive/lexicon.h). A third one stands
 * nowhere: that it follows two words tells how often both begin with a capital. */
#ifndef INDEXER_VOCABULARY_TALLY_H
#define INDEXER_VOCABULARY_TALLY_H

#include "base/error.h"
#include "indexer/vocabulary/intern.h"

/* No word is spelt so. */
#define TALLY_NAMES_CLASS "A"

/* Of each word, by number. */
struct tally_word {
	uint32_t beside; /* occurrences that are not in the text */
	uint32_t form;   /* number of its folded form */
};

/* Counts of one batch in memory. Start from all zero, end with tally_free. */
struct tally {
	struct intern names; /* exact forms */
	struct intern forms; /* folded ones */
	struct tally_word *words;
	size_t word_capacity;
	uint32_t *text; /* the numbers of its words, in order */
	bool *capitals; /* whether each begins with one, as names do */
	size_t text_count, text_capacity;
	uint32_t names_word; /* the number of TALLY_NAMES, once sorted */
	bool failed;         /* out of memory: what it holds is incomplete */
};

enum {
	TALLY_NONE = INTERN_NONE, /* no word: past what a tally can hold */
	TALLY_BREAK = 0,          /* the numbers of the classes */
	TALLY_FIGURES = 1,
	TALLY_NAMES = 2
};

/* Which runs of three are told of a tally: those whose spelling the pairs leave in doubt, or, where
   they are taken off others, every one. */
enum tally_runs { TALLY_DOUBTED_RUNS, TALLY_EVERY_RUN };

void tally_free(struct tally *t);

/* Empties T and clears its failure; keeps its memory. */
void tally_reset(struct tally *t);

/* The number of EXACT, whose folded form is FOLDED; both are copied. TALLY_FIGURES if it has a
   digit. */
uint32_t tally_word(struct tally *t, struct str exact, struct str folded);

/* Counts an occurrence of WORD beside the text: another reading of some of it. */
void tally_beside(struct tally *t, uint32_t word);

/* The next word of the text, with a CAPITAL or not; a break in it, several being one. */
void tally_next(struct tally *t, uint32_t word, bool capital);
void tally_break(struct tally *t);

/* Puts words into the order of their bytes and numbers them and TEXT anew; ends TEXT with
   breaks, so that every word but those has two after it. Then only tally_reset and
   tally_free may follow, and reading. False when out of memory, now or before. */
bool tally_sort(struct tally *t);

#endif
