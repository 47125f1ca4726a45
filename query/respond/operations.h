/* A request as it is answered. Private to query/respond. */
#ifndef QUERY_RESPOND_OPERATIONS_H
#define QUERY_RESPOND_OPERATIONS_H

#include "base/buf.h"
#include "query/answer/search.h"
#include "query/json/frame.h"
#include "query/request/request.h"

struct responder;

struct responding {
	struct search *search;
	const struct responder *responder;
	const struct request *request;
	struct json_frame frame;
	struct buf *json; /* the answer */
	bool found;       /* it tells of an article */
	struct error *err;
	size_t at; /* place of the error in the query */
};

/* A part of all articles that have every word: an array, and where the next part begins. */
bool respond_export(struct responding *x);

/* Queries that may be meant instead, and ways to go on with one that is being typed. */
bool respond_suggest(struct responding *x);

#endif
