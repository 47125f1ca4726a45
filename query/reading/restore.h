/* Restores the marks of words typed without them, from the words and pairs of words that
 * the archive writes: of all readings of a line, the likeliest ones.
 *
 * The likelihood of a line is that of its words, each given the one before: with c the
 * archive's counts and f(w) the different words that follow w,
 *
 *     P(v | w) = (c(w v) - D) / c(w)  +  D f(w) / c(w) * c(v) / N
 *
 * (absolute discounting; Ney, Essen, Kneser 1994); and given the two before, where the
 * archive knows what follows these (contexts.h). A break and a word with figures count as
 * words, each of one kind. */
#ifndef QUERY_READING_RESTORE_H
#define QUERY_READING_RESTORE_H

#include "archive/lexicon.h"
#include "base/arena.h"

enum { RESTORE_BEST = 3 };

/* Who marks words leaves a mark out of an unmarked one less often than not: so many
   times a reading as typed is likelier than the archive's counts say. */
#define RESTORE_AS_TYPED 8.0

struct restore_word {
	struct str exact, folded; /* as typed, in canonical spelling */
	unsigned flags;           /* enum token_flag: its marks, and a break before it */
	bool fixed;               /* it has figures: this spelling only */
};

/* A spelling that a word may have, and how likely it is among those of its line. */
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
};

/* Restores WORDS[0..N), 0 < N. With SOME_MARKED, who typed them
   marks words: those without marks are mostly meant so. OUT lives in MEMORY, and its
   strings in LEXICON or WORDS. False when out of memory. */
bool restore_run(const struct lexicon *lexicon, const struct restore_word *words, size_t n,
	bool some_marked, struct arena *memory, struct restoration *out);

/* Whether SPELLING, which has the same letters as TYPED, keeps every hat, horn and
   đ that was typed. Both in canonical spelling. */
bool restore_keeps_shapes(struct str typed, struct str spelling);

#endif
