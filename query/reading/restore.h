/* Restores the marks of words typed without them, from the words and pairs of words that
 * the archive writes: of all readings of a line, the likeliest ones.
 *
 * The likelihood of a line is that of its words, each given the one before: with t the
 * archive's counts to the power 3/4 (archive/smoothing.h), S(w) their sum over all that follows w
 * and f(w) the different words among that,
 *
 *     P(v | w) = (t(w v) - D) / S(w)  +  D (f(w) + 1) / S(w) * t(v) / N
 *
 * (absolute discounting; Ney, Essen, Kneser 1994); and given the two before, where the
 * archive tells what follows these (contexts.h). Of the first word, before which nothing is known
 * to stand, and of the first pair the counts themselves are taken. A break and a word with figures
 * count as words, each of one kind. */
#ifndef QUERY_READING_RESTORE_H
#define QUERY_READING_RESTORE_H

#include "archive/lexicon.h"
#include "base/arena.h"
#include "query/reading/restoration.h"

/* Who marks words leaves a mark out of an unmarked one less often than not: so many
   times a reading as typed is likelier than the archive's counts say; of a name, so many
   times again. */
#define RESTORE_AS_TYPED 8.0

/* So many words without marks are rather what somebody looks for than a line of a text. */
enum { RESTORE_ASKED = 4 };

struct restore_word {
	struct str exact, folded; /* as typed, in canonical spelling */
	unsigned flags;           /* enum token_flag: its marks, and a break before it */
	bool name;                /* it begins with a capital that a sentence doesn't give it */
	bool fixed;               /* it has figures: this spelling only */
};

/* Restores WORDS[0..N), 0 < N. With SOME_MARKED, who typed them
   marks words: those without marks are mostly meant so. OUT lives in MEMORY, and its
   strings in LEXICON or WORDS. False when out of memory. */
bool restore_run(const struct lexicon *lexicon, const struct restore_word *words, size_t n,
	bool some_marked, struct arena *memory, struct restoration *out);

/* Whether SPELLING, which has the same letters as TYPED, keeps every hat, horn and
   đ that was typed. Both in canonical spelling. */
bool restore_keeps_shapes(struct str typed, struct str spelling);

/* Likewise the first letters of SPELLING. */
bool restore_begins_with_shapes(struct str typed, struct str spelling);

#endif
