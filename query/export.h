/* Writes all that matches, one article after the other, for other programs. */
#ifndef QUERY_EXPORT_H
#define QUERY_EXPORT_H

#include "query/answer/search.h"
#include "query/articles/writer.h"

/* Writes every article of S that has all words of the query TEXT by W, warnings to standard error.
   Fails as every_article does, or where that can't be written; what was written stays, and where
   the format can say so ends with what is the matter. */
bool export_run(struct search *s, struct str text, const struct search_settings *settings,
	struct writer *w, struct error *err, size_t *at);

#endif
