/* A line of words, each with several spellings that it may have: which ways through it
 * are the likeliest by what the archive writes. restore.h says how likely a way is. */
#ifndef QUERY_READING_LATTICE_H
#define QUERY_READING_LATTICE_H

#include "archive/lexicon.h"
#include "base/arena.h"
#include "query/reading/restoration.h"

#define LATTICE_UNKNOWN UINT32_MAX /* a spelling that the archive doesn't know */

enum { LATTICE_MAX_NODES = 64 }; /* of a word */

struct lattice_node {
	struct str exact;
	uint32_t id;                /* in the lexicon */
	struct lexicon_group group; /* that it is of */
	uint64_t count;
	double factor; /* on its likelihood */

	/* Two words that were written as one: ID, GROUP and COUNT are those of the first, and how
	   likely the second is after it is in FACTOR. */
	bool joined;
	uint32_t second;
	uint64_t second_count;

	/* In a lattice of contexts.h: the node that it is of, and the one before that. */
	uint32_t self, left;
};

struct lattice_word {
	struct lattice_node *nodes;
	size_t count;
	bool hidden;    /* it is a break: no word of the line */
	double *arcs;   /* likelihood of node v after node w of the word before: [w * count + v] */
	double *before; /* of each node, summed over all ways to it; scaled */
	double *after;  /* from it to the end, likewise */
	struct lattice_way *ways; /* the best to each node: RESTORE_BEST of them */
};

struct lattice {
	const struct lexicon *lexicon;
	struct arena *memory;
	struct lattice_word *words;
	size_t count; /* of them, so far, with breaks */
	size_t capacity;
	size_t shown;     /* those that are words of the line */
	bool whole;       /* so many words that they are a sentence: breaks begin and end it */
	bool asked;       /* so few that they are what somebody looks for: names weigh more */
	double running;   /* words of the archive, and one */
	double words_sum; /* of the tempered counts of the archive's words, at least 1 */
};

/* Of a line of WORDS words. */
bool lattice_open(
	struct lattice *l, const struct lexicon *lexicon, size_t words, struct arena *memory);

/* Begins the next word, with a break before it or not; its nodes are added next, at least
   one. */
bool lattice_begin_word(struct lattice *l, bool breaks);

/* Adds the node of a word with figures. */
void lattice_add_figures(struct lattice *l, struct str exact);

/* Nothing is added beyond LATTICE_MAX_NODES. */
void lattice_add(struct lattice *l, const struct lattice_node *node);

/* After all words: how likely what follows what is. */
bool lattice_link(struct lattice *l);

/* How likely each node is by all ways: fills BEFORE and AFTER. */
bool lattice_weigh(struct lattice *l);

/* The best ways through all words; the spellings of each, weighed. */
bool lattice_best(const struct lattice *l, struct restoration *out);
bool lattice_choices(const struct lattice *l, struct restoration *out);

#endif
