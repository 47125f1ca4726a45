/* "Did you mean": finds words of a query that are misspelt the Vietnamese way, or by a letter
 * where that leaves no syllable, or two that were written as one, by what the archive writes around
 * them. A spelling is proposed when the whole line is so much likelier with it that a slip explains
 * the query better than its words do. */
#ifndef QUERY_READING_RESPELL_H
#define QUERY_READING_RESPELL_H

#include "query/reading/reading.h"

enum respell_doubt {
	RESPELL_FOUND,  /* the query finds articles: only a strong case is made */
	RESPELL_NOTHING /* no article has all of its words: any line that a dialect takes for
			   it and that is likelier will do; but typed tones bind */
};

/* A likelier spelling of each word of Q, in Q's memory and LEXICON, into *OUT: NULL when
   it is best as it is. False when out of memory. */
bool respell(struct query *q, const struct lexicon *lexicon, enum respell_doubt doubt,
	const struct str **out);

#endif
