/* Every article that has all the words of a query, one after the other: for exports. */
#ifndef QUERY_ANSWER_EVERY_H
#define QUERY_ANSWER_EVERY_H

#include "query/answer/answer.h"
#include "query/answer/session.h"

struct record;

/* Both return false, with ERR filled, to end it. */
struct every_visitor {
	void *context;
	/* Before the first article: A tells how the query was read, and how many there are. */
	bool (*begin)(void *context, const struct answer *a, struct error *err);
	/* *ENOUGH may be set: then R was the last. What begin saw tells meanwhile which archive R
	   is from. */
	bool (*article)(void *context, const struct record *r, bool *enough, struct error *err);
	/* After begin, where ERR ends it before the last article, or of several archives some can't
	   be read: the answer is still there. May be NULL. */
	void (*early)(void *context, const struct error *err);
	size_t offset; /* articles that are passed over */
};

/* Shows V all articles of S that have every word of TEXT, the newest first, with SORT_OLDEST the
   oldest, those without a date last; memory grows by 16 bytes for each. Of SETTINGS limit, offset
   and work are not looked at; past its timeout it fails with ERROR_LIMIT. OUT is what begin saw.
   Fails as search_run does. */
bool every_article(struct search *s, struct str text, const struct search_settings *settings,
	const struct every_visitor *v, struct answer *out, struct error *err, size_t *at);

#endif
