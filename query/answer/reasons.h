/* Why a hit stands where it does, in words: what the features of ranking gave it for, from what
 * these saw. */
#ifndef QUERY_ANSWER_REASONS_H
#define QUERY_ANSWER_REASONS_H

#include "query/answer/answer.h"

struct found_hit;

/* "because it has all three words in a row in the title …", in the user's language, into HIT's why,
   which lives in MEMORY, and its reasons. HIT's features and weights are filled in if it was
   re-ranked. False when out of memory. */
bool reasons_tell(
	const struct found_hit *from, bool by_date, struct arena *memory, struct hit *hit);

/* "title_row" … */
const char *reason_name(enum reason r);

#endif
