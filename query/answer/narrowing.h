/* What a search keeps to: the filters and days of its settings and of its query together. */
#ifndef QUERY_ANSWER_NARROWING_H
#define QUERY_ANSWER_NARROWING_H

#include "query/answer/answer.h"
#include "query/answer/session.h"
#include "query/ranking/filter.h"

enum { NARROWING_MAX = 2 * QUERY_MAX_FILTERS + QUERY_MAX_STRAYS };

struct narrowing {
	struct query_filter list[NARROWING_MAX]; /* borrows from settings and query */
	bool unknown[NARROWING_MAX];             /* the archive has no such value */
	size_t count;
	bool has_offered[QUERY_MAX_STRAYS]; /* of the query's strays, by number: some article has it
					     */
	struct date_range dates;
	struct filter filter; /* owned */
};

bool narrowing_make(struct search *s, const struct search_settings *settings, const struct query *q,
	struct narrowing *out, struct error *err);
void narrowing_free(struct narrowing *n);

/* Whether SETTINGS have a filter by what is stored, which is a matter of the condition
   (query/condition/condition.h). */
bool narrowing_is_stored(const struct search_settings *settings);

/* Tells them in A, and what of them the archive does not know. */
bool narrowing_tell(const struct narrowing *n, struct answer *a, struct error *err);

#endif
