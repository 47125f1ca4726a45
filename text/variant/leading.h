/* Abbreviations that are one before a number or a name only: NĐ 168 and Q.1, H.Củ Chi. Alone,
 * or inside the number of a document, they say too little: every decree would be about
 * decrees. Of no use outside this folder. */
#ifndef TEXT_VARIANT_LEADING_H
#define TEXT_VARIANT_LEADING_H

#include "text/variant/match.h"

/* The next of them, from row *AT on, that the first of the COUNT > 0 words begins, with what
   follows it. Start from 0. */
bool leading_next(
	size_t *at, const struct variant_word *words, size_t count, struct variant_match *out);

#endif
