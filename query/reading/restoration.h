/* A line with its marks restored: what each word may be, and the best ways to read all. */
#ifndef QUERY_READING_RESTORATION_H
#define QUERY_READING_RESTORATION_H

#include "base/str.h"

enum { RESTORE_BEST = 3 };

/* A line that is less likely beside the best one is not worth to be offered: so the best is right
   in 95 of a hundred lines beside which nothing is, of any length (bench/language). */
static const double restore_worth_offering = 0.06;

/* A spelling that a word may have, and how likely it is among those of its line, more or less: in
   steps (lattice.c). */
struct restore_choice {
	struct str exact;
	double probability;
};

struct restored_word {
	const struct restore_choice *choices; /* likeliest first, at least one */
	size_t choice_count;
};

struct restored_line {
	struct str *words;  /* a spelling of each word */
	double probability; /* relative to the best line: 1 for that */
};

struct restoration {
	struct restored_word *words;
	struct restored_line lines[RESTORE_BEST]; /* different ones, best first */
	size_t line_count;                        /* at least 1 */
	double score;                             /* logarithm of the best one's likelihood */
};

#endif
