/* How many of the articles that match each author, source, month … has. */
#ifndef QUERY_ANSWER_FACETS_H
#define QUERY_ANSWER_FACETS_H

#include "base/arena.h"
#include "base/error.h"
#include "query/answer/facet.h"
#include "text/token/token.h"

struct xc_db;
struct xc_set;

/* "author", …, "year", "month", "day" */
const char *facet_name(enum facet_by by);

/* In the user's language. */
const char *facet_words(enum facet_by by);

/* By NAME, as people call a field of filters, or a time: FACET_BY_NONE where there is none. */
enum facet_by facet_of(struct str name);

/* Counts as WANTED says over SET, which is of DB, into OUT, whose memory is MEMORY's. Names are one
   value where their words are the same, whatever case and old spelling they have. An article counts
   for each of its authors; by month or day, one of which only the year is known, for the year. */
bool facet_count(struct xc_db *db, const struct xc_set *set, struct tokenizer *t,
	const struct facet_wanted *wanted, struct arena *memory, struct facet *out,
	struct error *err);

#endif
