/* What is asked for beside the words in the line: filters, days, order; and the requests that it
 * makes (docs/answer.md). */
#ifndef QUERY_INTERACTIVE_WISH_H
#define QUERY_INTERACTIVE_WISH_H

#include "base/buf.h"

#include <jansson.h>

enum { WISH_PAGE = 20 /* hits of a request */, WISH_FILTERS_MAX = 32 };

struct wish {
	json_t *filters;  /* "FIELD:VALUE" each; owned; NULL: none */
	struct buf date;  /* as --date; empty: any */
	const char *sort; /* NULL: as the program was told */
	bool unfolded;    /* what is nearly the same, too */
	json_t *like;     /* the hit that others are to be like; owned; NULL: a query */
};

void wish_free(struct wish *w);

/* The request for hits from OFFSET on; of the filters' values, how many articles have each; NULL
   when out of memory. */
json_t *wish_search(const struct wish *w, struct str query, size_t offset);
json_t *wish_count(const struct wish *w, struct str query);

/* Asks for the article of HIT, with what QUERY means marked in it. */
json_t *wish_article(const json_t *hit, struct str query);

/* Asks how QUERY may go on. */
json_t *wish_suggest(struct str query);

/* Adds a filter, once. A year or month is no filter but a date. */
bool wish_add_filter(struct wish *w, const char *field, const char *value);
void wish_remove_filter(struct wish *w, size_t i);
size_t wish_filter_count(const struct wish *w);
const char *wish_filter(const struct wish *w, size_t i);

void wish_set_date(struct wish *w, struct str date);

/* The order after the one that is SORT: relevance, newest, oldest. */
const char *wish_next_sort(const char *sort);

/* The fields that are counted, in their order, and what each is called; NULL past the last. */
const char *wish_field(size_t i);
const char *wish_field_label(const char *field);

#endif
