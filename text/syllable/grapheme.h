/* What a reader takes for one character: a letter with all its marks, be they written apart
 * (Unicode Standard Annex 29, extended grapheme clusters). */
#ifndef TEXT_SYLLABLE_GRAPHEME_H
#define TEXT_SYLLABLE_GRAPHEME_H

#include "base/str.h"

/* The end of the grapheme that begins at AT, which lies within S, any bytes: one that is no UTF-8
   stands for itself. */
size_t grapheme_end(struct str s, size_t at);

/* The beginning of the one that ends at AT > 0, an end of one of S. */
size_t grapheme_before(struct str s, size_t at);

/* AT, or where it is within one, the end of that. */
size_t grapheme_round(struct str s, size_t at);

#endif
