/* How a query was read and what ranked each hit, for --explain. */
#ifndef QUERY_ANSWER_EXPLAIN_H
#define QUERY_ANSWER_EXPLAIN_H

#include "base/arena.h"

#include <stdint.h>

struct columns;
struct query;

struct explained_word {
	struct str text;       /* as typed */
	const char *match;     /* "exact", "folded" (any marks) or "spellings" */
	struct str *spellings; /* whose places were read, likeliest first */
	size_t spelling_count;
	double rarity; /* log of the articles by those with the word */
};

struct explanation {
	struct str tree;              /* that the query was read as: query_append_tree */
	const char *ranking;          /* "two-stage", "bm25" or "date"; NULL: not asked for */
	struct explained_word *words; /* in the order of the query, each once */
	size_t word_count;
	uint64_t work, most_work; /* that the query took, and might have (base/budget.h) */
};

/* The words of COLUMNS; what OUT holds lives in MEMORY. False when out of memory. */
bool explain_words(const struct query *q, const struct columns *columns, struct arena *memory,
	struct explanation *out);

#endif
