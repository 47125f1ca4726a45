/* What a chain, or a clause in a zone, asks of positions. Of no use outside
 * query/condition/condition.c. */
#ifndef QUERY_CONDITION_CHAIN_H
#define QUERY_CONDITION_CHAIN_H

#include "archive/near/near.h"
#include "query/expansion/expansion.h"
#include "query/ranking/plan_request.h"

/* Makes OUT of N, in MEMORY. False when out of memory. */
bool chain_describe(const struct query_node *n, const struct plan_request *plan,
	struct arena *memory, struct near_request *out);

/* Likewise of one of the other ways to write what E stands beside, in the zone of N. */
bool chain_describe_others(const struct query_node *n, const struct expansion *e,
	struct arena *memory, struct near_request *out);

#endif
