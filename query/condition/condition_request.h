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
	const struct query_filter
		*filters;    /* beside those of the query; of those by what is stored … */
	size_t filter_count; /* … of one field one must hold, of each that has some */
};

#endif
