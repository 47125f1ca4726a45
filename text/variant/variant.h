/* Other ways to write the same thing: the acronyms of administration and the press with
 * what they stand for (UBND, ủy ban nhân dân), and names and words of other languages
 * with their transcriptions (Madrid, Ma-đrít), both ways, for words that follow one
 * another; the spellings of places (Kontum, Kon Tum), and what provinces and ministries
 * became. The tables are acronyms.c, loanwords.c, places.c and leading.c. */
#ifndef TEXT_VARIANT_VARIANT_H
#define TEXT_VARIANT_VARIANT_H

#include "text/variant/match.h"

/* Where variants_next is. Start from all zero. */
struct variant_search {
	uint16_t at;
	bool started;
	size_t leading; /* rows looked at of what needs a number or a name after it */
};

/* The next thing that the first of the COUNT words can begin; each word with its marks,
   or without any. An acronym that is written as a syllable (TƯ) must be in capitals; one
   of two letters, with its marks. Costs next to nothing where there is none. */
bool variants_next(struct variant_search *s, const struct variant_word *words, size_t count,
	struct variant_match *out);

#endif
