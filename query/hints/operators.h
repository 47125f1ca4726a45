/* Words that were perhaps meant as operators. Private to query/hints/. */
#ifndef QUERY_HINTS_OPERATORS_H
#define QUERY_HINTS_OPERATORS_H

#include "query/hints/looking.h"

/* Notes an operator in small letters, or with its number apart, at item I. */
void operators_look(struct looking *l, size_t i);

#endif
