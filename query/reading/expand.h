/* Other ways to write what a query asks for: UBND for the words "ủy ban nhân dân", those
 * words for UBND, Madrid for Ma-đrít. They stand beside the clauses, each for a run of
 * them, and count for less. What is quoted or excluded is meant as it was typed. */
#ifndef QUERY_READING_EXPAND_H
#define QUERY_READING_EXPAND_H

#include "archive/lexicon.h"
#include "query/reading/reading.h"
#include "text/variant/variant.h"
#include "xapianc/xapianc.h"

enum { EXPAND_MAX_OTHERS = 8 };

/* Words that stand in a row; exact terms. */
struct alternative {
	struct str text; /* the words, with a space between */
	struct str *words;
	size_t count;
	size_t first; /* of its words, counted over all alternatives of the query */
};

struct expansion {
	size_t first, count; /* the run of clauses */
	struct alternative others[EXPAND_MAX_OTHERS];
	size_t other_count; /* at least 1 */
};

/* By the first of their clauses, the longer before the shorter; two of them stand inside
   one another or apart. */
struct expansions {
	struct expansion *items;
	size_t count;
	size_t word_count; /* of all alternatives */
};

/* Finds those of Q, in the tables of text/variant/variant.h and among what the archive explains
   itself in LEXICON, which may be NULL, and keeps them in Q, in its memory; NULL there where
   it has none. */
bool expand_query(struct query *q, enum diacritics diacritics, const struct lexicon *lexicon,
	struct error *err);

/* The first expansion of Q from number FROM on that begins at CLAUSE and ends by END;
   NULL if there is none. */
const struct expansion *expand_at(const struct query *q, size_t from, size_t clause, size_t end);

/* The bytes of the query that E stands beside. */
void expand_place(const struct query *q, const struct expansion *e, size_t *start, size_t *end);

/* BASE, or one of the alternatives of E, which weigh less. Consumes BASE. */
struct xc_query *expand_or(
	struct xc_query *base, const struct expansion *e, struct buf *term, struct error *err);

/* Likewise of all expansions of Q, but with their words anywhere: positions cost too much
   where some of the words will do. */
struct xc_query *expand_or_all(
	struct xc_query *base, const struct query *q, struct buf *term, struct error *err);

/* The same in the title, whose terms have no positions. */
struct xc_query *expand_titles(
	struct xc_query *base, const struct query *q, struct buf *term, struct error *err);

/* Whether CLAUSE is one of those that E stands beside. */
bool expand_covers(const struct expansion *e, size_t clause);

/* Sets *FOUND to whether DB has the words of an alternative of an expansion that covers
   CLAUSE. */
bool expand_known(
	struct xc_db *db, const struct query *q, size_t clause, bool *found, struct error *err);

#endif
