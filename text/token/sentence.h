/* Where sentences end. */
#ifndef TEXT_TOKEN_SENTENCE_H
#define TEXT_TOKEN_SENTENCE_H

#include "base/str.h"

#include <stdbool.h>
#include <stddef.h>

/* Whether a sentence of TEXT, valid UTF-8, ends between a word that ends at END and the next one,
   which begins at START: behind a line or a cell of a table; behind . ! ? … and a space, where a
   capital, a figure, a quote or a dash follows, unless the point is that of an abbreviation (TP.,
   PGS., an initial). */
bool sentence_ends(struct str text, size_t end, size_t start);

#endif
