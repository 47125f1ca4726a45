/* Words letter for letter, case and marks as typed: told by the stored text. Of no use outside
 * query/condition/condition.c. */
#ifndef QUERY_CONDITION_LITERAL_H
#define QUERY_CONDITION_LITERAL_H

#include "query/condition/condition_request.h"
#include "xapianc/set.h"

/* Keeps those of SET that have the words of the clause N, in its zone if it has one, in a row as
   they were typed. Where the budget is over, no more are kept. */
bool literal_keep(const struct condition_request *request, const struct query_node *n,
	struct xc_set *set, struct error *err);

#endif
