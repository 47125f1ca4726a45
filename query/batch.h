/* Many queries, one answer a line for each. */
#ifndef QUERY_BATCH_H
#define QUERY_BATCH_H

#include "query/request/request.h"
#include "query/respond/respond.h"

#include <stdio.h>

enum { BATCH_MAX_LINE = REQUEST_MAX_BYTES }; /* bytes */

struct batch_result {
	uint64_t answered; /* lines */
	uint64_t found;    /* of them, those that found something */
	uint64_t unread;   /* lines whose query can't be read */
	uint64_t failed;   /* lines on which the search failed */
};

/* Answers every line of IN with a line of JSON on standard output, exactly one, which is out before
   the next line is read. A line is "query id, tab, query", or a request, which begins with a brace
   (query/request/request.h) and sets what is to be otherwise than R has it as usual. A line that is
   neither, a blank one too, costs one error answer. False when IN can't be read or the answers
   can't be written. */
bool batch_run(const struct responder *r, FILE *in, struct batch_result *result, struct error *err);

#endif
