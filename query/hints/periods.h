/* Days without a field. Private to query/hints/. */
#ifndef QUERY_HINTS_PERIODS_H
#define QUERY_HINTS_PERIODS_H

#include "query/hints/looking.h"

/* Notes days at the end of the query. */
void periods_look(struct looking *l);

#endif
