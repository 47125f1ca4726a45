/* Conditions that stored articles alone tell. Private to query/condition/. */
#ifndef QUERY_CONDITION_RECORDS_H
#define QUERY_CONDITION_RECORDS_H

#include "archive/record.h"
#include "query/condition/condition_request.h"
#include "xapianc/set.h"

typedef bool records_holds(void *context, const struct record *r);

/* Keeps those of SET whose stored article HOLDS; where the budget of REQUEST is over, none of those
   that are left. Fails as the database and records do. */
bool records_keep(const struct condition_request *request, struct xc_set *set, records_holds *holds,
	void *context, struct error *err);

#endif
