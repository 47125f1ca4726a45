/* What a condition is looked for with. */
#ifndef QUERY_CONDITION_CONDITION_REQUEST_H
#define QUERY_CONDITION_CONDITION_REQUEST_H

#include "archive/places.h"
#include "query/ranking/plan_request.h"
#include "text/token/token.h"

struct condition_request {
	const struct plan_request *plan; /* for its database, query and forgiving readings */
	struct places *places;
	struct tokenizer *tokenizer;
	struct budget *budget; /* of both; may be NULL */
};

#endif
