/* Names before a colon that are no fields. Private to query/hints/. */
#ifndef QUERY_HINTS_NAMES_H
#define QUERY_HINTS_NAMES_H

#include "query/hints/looking.h"

/* Notes a field that there is none of, at item I. */
void names_look(struct looking *l, size_t i);

#endif
