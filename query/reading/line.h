/* The words of a query as one line, for what reads words by their neighbours. */
#ifndef QUERY_READING_LINE_H
#define QUERY_READING_LINE_H

#include "query/reading/parse.h"
#include "query/reading/restore.h"

struct line {
	struct restore_word *words; /* but those that are another reading of other words */
	size_t *places;             /* of them in the query */
	bool *joined;               /* whether one is the next word, too; NULL: none is */
	size_t count;
	size_t open; /* of them, words without a tone, whose marks may be missing */
};

/* What is quoted, and what is not wanted, says nothing about its neighbours. OUT lives in
   Q's memory. False when out of memory. */
bool line_make(struct query *q, struct line *out);

/* SPELLINGS of the line's words as spellings of all words of Q, in Q's memory; NULL when
   out of memory. What was joined with the word before it has none. */
const struct str *line_spellings(
	const struct line *line, struct query *q, const struct str *spellings);

#endif
