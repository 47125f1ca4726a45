/* The filters of a query as what the index is asked for. */
#ifndef QUERY_RANKING_FILTER_H
#define QUERY_RANKING_FILTER_H

#include "query/reading/query.h"
#include "text/token/token.h"
#include "xapianc/xapianc.h"

/* Values that one filter may stand for. */
enum { FILTER_MAX_VALUES = 2000 };

/* What articles must have, and what they must not: either may be NULL. Of several filters by one
   field one will do, of several fields each must hold. */
struct filter {
	struct xc_query *wanted, *unwanted; /* owned */
};

/* Makes FILTER of LIST[0..COUNT), none of which is by what is stored. A value of the archive is
   meant where the words of the filter stand in it in a row; a word that was typed with a mark has
   just these, one without any. What is offered is only looked up. UNKNOWN[i] tells that the archive
   has none for LIST[i]. ERROR_LIMIT where there are too many. */
bool filter_make(struct xc_db *db, struct tokenizer *t, const struct query_filter *list,
	size_t count, struct filter *out, bool *unknown, struct error *err);
void filter_free(struct filter *f);

#endif
