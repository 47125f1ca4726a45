/* How a text is read, for --analyse: its tokens, as those of an article, and the other ways
 * to write parts of it that are looked for when it is asked as a query. */
#ifndef QUERY_ANSWER_ANALYSIS_H
#define QUERY_ANSWER_ANALYSIS_H

#include "base/arena.h"
#include "base/error.h"
#include "query/reading/diacritics.h"

struct tokenizer;

/* A part of the text, and what else it could be written as. */
struct other_ways {
	size_t start, end; /* bytes of the text */
	struct str *ways;
	size_t count; /* at least 1 */
};

struct analysis {
	struct str text;             /* borrowed */
	struct tokenizer *tokenizer; /* owned; start it on TEXT */
	struct arena memory;         /* owns what follows */
	struct other_ways *others;   /* NULL: no part has any */
	size_t other_count;
};

/* Analyses TEXT, which must outlive OUT and need not be a query. Free with analysis_free. */
bool analysis_make(
	struct str text, enum diacritics diacritics, struct analysis *out, struct error *err);
void analysis_free(struct analysis *a);

#endif
