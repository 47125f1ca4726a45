/* A line of words, each with several spellings that it may have: which ways through it
 * are the likeliest by what the archive writes. restore.h says how likely a way is. */
#ifndef QUERY_LATTICE_H
#define QUERY_LATTICE_H

#include "query/restore.h"

#define LATTICE_UNKNOWN UINT32_MAX /* a spelling that the archive doesn't know */

enum { LATTICE_MAX_NODES = 64 }; /* of a word */

struct lattice_node {
	struct str exact;
	uint32_t id;                /* in the lexicon */
	struct lexicon_group group; /* that it is of */
	uint64_t count;
	double factor; /* on its likelihood */
};

struct lattice_word {
	struct lattice_node *nodes;
	size_t count;
	bool breaks;    /* the word before it says nothing about it */
	double *arcs;   /* likelihood of node v after node w of the word before: [w * count + v] */
	double *before; /* of each node, summed over all ways to it; scaled */
	double *after;  /* from it to the end, likewise */
	struct lattice_way *ways; /* the best to each node: RESTORE_BEST of them */
};

struct lattice {
	const struct lexicon *lexicon;
	struct arena *memory;
	struct lattice_word *words;
	size_t count; /* of them, so far */
	size_t capacity;
	double running; /* words of the archive, at least 1 */
};

bool lattice_open(
	struct lattice *l, const struct lexicon *lexicon, size_t words, struct arena *memory);

/* Begins the next word; its nodes are added next, at least one. */
bool lattice_begin_word(struct lattice *l, bool breaks);

/* Nothing is added beyond LATTICE_MAX_NODES. */
void lattice_add(struct lattice *l, const struct lattice_node *node);

/* After all words: how likely what follows what is. */
bool lattice_link(struct lattice *l);

/* The best ways through all words, and how likely each node is by all ways. */
bool lattice_best(struct lattice *l, struct restoration *out);
bool lattice_choices(struct lattice *l, struct restoration *out);

#endif
