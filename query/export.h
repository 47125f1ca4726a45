/* Writes all that matches, one article after the other, for other programs: JSON Lines, CSV, TSV,
 * ids. */
#ifndef QUERY_EXPORT_H
#define QUERY_EXPORT_H

#include "query/answer/search.h"
#include "query/given.h"

struct export_result {
	uint64_t written; /* articles */
};

/* Whether FORMAT is written so, and nothing else can be. */
static inline bool export_is_meant(enum format format)
{
	return format == FORMAT_JSONL || format == FORMAT_CSV || format == FORMAT_TSV;
}

/* Writes every article of S that has all words of the query TEXT to standard output as FORMAT says,
   warnings to standard error. Fails as every_article does, or where that can't be written; what
   was written stays, and in JSON Lines an error ends it. */
bool export_run(struct search *s, struct str text, const struct search_settings *settings,
	enum format format, struct export_result *result, struct error *err, size_t *at);

#endif
