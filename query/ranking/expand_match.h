/* Asks the index for the other ways to write parts of a query. */
#ifndef QUERY_RANKING_EXPAND_MATCH_H
#define QUERY_RANKING_EXPAND_MATCH_H

#include "query/expansion/expansion.h"
#include "xapianc/xapianc.h"

/* BASE, or one of the alternatives of E, which weigh less. Consumes BASE. */
struct xc_query *expand_or(struct xc_db *db, struct xc_query *base, const struct expansion *e,
	struct buf *term, struct error *err);

/* One of the alternatives of E. */
struct xc_query *expand_others(
	struct xc_db *db, const struct expansion *e, struct buf *term, struct error *err);

/* Likewise of all expansions of Q beside clauses of its condition, INNER ones, or beside the
   others, but with their words anywhere: positions cost too much where some of the words will do.
 */
struct xc_query *expand_or_all(struct xc_db *db, struct xc_query *base, const struct query *q,
	bool inner, struct buf *term, struct error *err);

/* The same in the title, whose terms have no positions. */
struct xc_query *expand_titles(struct xc_db *db, struct xc_query *base, const struct query *q,
	struct buf *term, struct error *err);

/* Sets *FOUND to whether DB has the words of an alternative of an expansion that covers
   CLAUSE. */
bool expand_known(
	struct xc_db *db, const struct query *q, size_t clause, bool *found, struct error *err);

#endif
