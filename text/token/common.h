/* The commonest syllables of Vietnamese, and how common they are. */
#ifndef TEXT_TOKEN_COMMON_H
#define TEXT_TOKEN_COMMON_H

#include "text/syllable/letter.h"

#include <stddef.h>

/* How surprising the syllable of these COUNT letters and TONE is, in bits: 6 to 10.
   Negative when it isn't among the commonest, or has no marks. */
double common_bits(const letter *letters, size_t count, enum tone tone);

/* How surprising a letter with marks is, in bits: 3 to 11. */
double common_letter_bits(letter l, enum tone tone);

#endif
