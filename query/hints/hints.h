/* What of a short query reads like an operator, a field or a day of the query language, but is
 * words: it is looked for as typed, and told, with what to type instead.
 *
 *     lũ or bão             an operator is in capitals: OR
 *     lũ NEAR 5 bão         NEAR/5
 *     autor:Hưng            author: (there is no such field)
 *     foo:bar               no field is near
 *     bão 7 ngày qua        ngày:"7 ngày qua"
 *     nơi:hà nội            nơi:"hà nội", if some article has that: STRAY_WORDS, for the caller to
 *                           see to
 *
 * Nothing is told of what was pasted: a paragraph, a line of an article, a headline; nor of times,
 * scores and addresses. */
#ifndef QUERY_HINTS_HINTS_H
#define QUERY_HINTS_HINTS_H

#include "query/decoding/decoded.h"
#include "query/reading/query.h"

/* Adds what Q, which was decoded from TYPED as D tells, may have been meant as to its notes, as
   long as they have room. What they hold lives in MEMORY, as a query that replaces Q takes them
   over. False when out of memory. */
bool hints_add(struct str typed, const struct decoding *d, struct arena *memory, struct query *q);

#endif
