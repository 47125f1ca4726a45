/* Many queries, one answer a line for each. */
#ifndef QUERY_BATCH_H
#define QUERY_BATCH_H

#include "query/answer/search.h"

#include <stdio.h>

enum { BATCH_MAX_LINE = 64 << 10 }; /* bytes */

struct batch_result {
	uint64_t answered; /* lines */
	uint64_t found;    /* of them, those that found something */
	uint64_t unread;   /* lines whose query can't be read */
	uint64_t failed;   /* lines on which the search failed */
};

/* Answers every line of IN, "query id, tab, query", with a line of JSON on standard output.
   Blank lines are passed over. A line that can't be answered costs one error
   answer. False when IN can't be read or the answers can't be written. With FLUSH each
   answer is out before the next line is read. */
bool batch_run(struct search *s, const struct search_settings *settings, FILE *in, bool flush,
	struct batch_result *result, struct error *err);

#endif
