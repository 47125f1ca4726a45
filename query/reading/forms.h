/* What is written joined or apart: U23, U.23 and U-23 are one word, U 23 are two; likewise
 * TP.HCM and TP HCM, QL1A and QL 1A. Whichever was typed, the other form is looked for, too;
 * and in quotes 27/3 is 27 tháng 3.
 * Of no use outside query/reading/. */
#ifndef QUERY_READING_FORMS_H
#define QUERY_READING_FORMS_H

#include "query/reading/query.h"

enum { FORMS_MAX = 32 /* of a query outside of quotes */ };

/* Finds those of the words [FIRST, END) of Q, and keeps them in Q. False when out of
   memory. */
bool forms_find(struct query *q, struct tokenizer *t, size_t first, size_t end);

/* Gives C, the last clause of Q, the other ways to write it as a whole, of which each has
   some of its words in their other form. False when out of memory. */
bool forms_of_clause(struct query *q, struct tokenizer *t, struct query_clause *c);

#endif
