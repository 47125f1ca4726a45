/* Searches an archive: a query in, an answer out. */
#ifndef QUERY_ANSWER_SEARCH_H
#define QUERY_ANSWER_SEARCH_H

#include "query/answer/opened.h"
#include "query/lookup/lookup.h"

struct record;

/* Answers the query TEXT. A query that can't be read fails as query_parse does, with
   its place in *AT; other failures leave QUERY_NO_PLACE there. Of several archives one that turns
   out to be broken is left out. */
bool search_run(struct search *s, struct str text, const struct search_settings *settings,
	struct answer *out, struct error *err, size_t *at);

/* Articles like the one that is ASKED for, which is not among them, likewise. ERROR_NOT_FOUND;
   ERROR_USAGE: its id is that of articles in several archives. */
bool search_similar(struct search *s, struct article_asked asked,
	const struct search_settings *settings, struct answer *out, struct error *err);

/* The article whose id is or was that which is ASKED for, in the memory of S until the next call on
   it; *RENAMED tells which. Fails likewise. */
bool search_article(struct search *s, struct article_asked asked, struct record *out, bool *renamed,
	struct error *err);

#endif
