/* What people should know of an answer: words that no article has, marks that were not
 * restored, quotes that bind nothing. */
#ifndef QUERY_ANSWER_WARNINGS_H
#define QUERY_ANSWER_WARNINGS_H

#include "base/error.h"
#include "query/answer/answer.h"

struct archives;
struct found;
struct query;

/* Adds to A the warnings for Q, of which FOUND was found in ARCHIVE. False when out of
   memory. */
bool warnings_add(struct answer *a, const struct query *q, const struct found *found,
	const struct archives *archives, struct error *err);

#endif
