/* Other ways to write the same thing: the acronyms of administration and the press with
 * what they stand for (UBND, ủy ban nhân dân), and names and words of other languages
 * with their transcriptions (Madrid, Ma-đrít). Both ways, for words that follow one
 * another. The tables are text/variant/acronyms.c and text/variant/loanwords.c. */
#ifndef TEXT_VARIANT_VARIANT_H
#define TEXT_VARIANT_VARIANT_H

#include "text/token/token.h"

enum {
	VARIANT_MAX_WORDS = 8,  /* of one way to write a thing */
	VARIANT_MAX_BYTES = 80, /* of it, in canonical spelling */
	VARIANT_MAX_OTHERS = 10 /* ways to write some words */
};

enum variant_kind { VARIANT_ACRONYM, VARIANT_LOANWORD };

/* A word as it was typed. */
struct variant_word {
	struct str exact, folded; /* as the tokenizer spells it */
	enum token_kind kind;
	unsigned flags; /* enum token_flag */
};

/* A way to write a thing: words in canonical spelling with a space between. */
struct variant {
	char text[VARIANT_MAX_BYTES];
	size_t len;
};

/* Some words, and what else they could be written as. */
struct variant_match {
	size_t covered; /* words */
	enum variant_kind kind;
	struct variant others[VARIANT_MAX_OTHERS]; /* not those words themselves */
	size_t other_count;                        /* at least 1 */
};

/* Where variants_next is. Start from all zero. */
struct variant_search {
	uint16_t at;
	bool started;
};

/* The next thing that the first of the COUNT words can begin; each word with its marks,
   or without any. An acronym that is written as a syllable (TƯ) must be in capitals; one
   of two letters, with its marks. Costs next to nothing where there is none. */
bool variants_next(struct variant_search *s, const struct variant_word *words, size_t count,
	struct variant_match *out);

#endif
