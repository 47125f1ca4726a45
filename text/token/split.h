/* Words written without the space or the hyphen between their syllables: ôtô, bêtông,
 * nilông, phòngchống. Of no use outside this folder. */
#ifndef TEXT_TOKEN_SPLIT_H
#define TEXT_TOKEN_SPLIT_H

#include "base/str.h"

enum { SPLIT_MAX = 5 /* syllables of such a word */ };

/* Divides the word RAW, valid UTF-8 with Vietnamese marks, whose canonical spelling EXACT
   is no syllable, into syllables that the table has, each with a tone that fits it; the
   first as long as it can be. ENDS[i] is where syllable i ends in RAW. Returns their
   number, 0 when the word is none of the kind. */
size_t split_syllables(struct str raw, struct str exact, size_t ends[SPLIT_MAX]);

#endif
