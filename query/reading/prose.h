/* Whether a query is a line of an article rather than what somebody typed to search. */
#ifndef QUERY_READING_PROSE_H
#define QUERY_READING_PROSE_H

#include "query/reading/query.h"

/* Whether Q has quotes or minus signs. */
bool prose_binds(const struct query *q);

/* Whether Q, of at least QUERY_PROSE_WORDS words outside of quotes, is a line of an article:
   small letters behind a capital, or with the marks of a sentence. A minus is meant. */
bool prose_is(const struct query *q);

#endif
