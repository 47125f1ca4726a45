/* Many searches in one go, as one table: names that somebody has a list of. */
#ifndef QUERY_LIST_H
#define QUERY_LIST_H

#include "query/options/given.h"

#include <stdio.h>

enum { LIST_MAX_LINE = 32 << 10 /* bytes */ };

struct list_result {
	uint64_t found;  /* lines for which there are articles */
	uint64_t failed; /* lines that can't be read */
};

/* Runs every line of IN, a query, or a name, a tab and a query, and prints a row for each of its
   articles, with the name in front; one with the name alone where there are none. Blank lines and
   those that begin with # are passed over; what can't be read costs its line, and is told on
   standard error. */
bool list_run(struct search *s, const struct options *o, FILE *in, struct list_result *result,
	struct error *err);

#endif
