/* Syllables that were written as two words, one of which is none: "th ủ tướng".
 * Of no use outside query/reading/. */
#ifndef QUERY_READING_DIVIDED_H
#define QUERY_READING_DIVIDED_H

#include "query/reading/line.h"

/* OUT becomes LINE of Q with such words as one; it lives in Q's memory. *FOUND: there are some,
   which the archive has as one word. False when out of memory. */
bool divided_join(struct query *q, const struct lexicon *lexicon, const struct line *line,
	struct line *out, bool *found);

#endif
