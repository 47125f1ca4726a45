/* Values of several words without quotes. Private to query/hints/. */
#ifndef QUERY_HINTS_VALUES_H
#define QUERY_HINTS_VALUES_H

#include "query/hints/looking.h"

/* Notes that the filter F at item I may be meant to have the words behind it, too: the more of them
   first. Whether articles have such a value only the archive can tell. */
void values_look(struct looking *l, size_t i, const struct filter_place *f);

#endif
