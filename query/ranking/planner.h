/* The parts that plans are built of. Of no use outside query/ranking/plan*.c. */
#ifndef QUERY_RANKING_PLANNER_H
#define QUERY_RANKING_PLANNER_H

#include "query/ranking/plan_request.h"
#include "xapianc/xapianc.h"

struct planner {
	const struct plan_request *request;
	const struct readings *readings;
	bool plain;     /* no weights but those of BM25 */
	bool titles;    /* words in the title count again */
	bool likeliest; /* of several likely spellings, the first one only */
	bool loose;     /* likely spellings only, where some are known */
	struct buf term;
	struct error *err;
};

typedef struct xc_query *planner_combine(struct xc_query **subs, size_t n, struct error *err);
typedef bool planner_wants(const struct query_clause *c);
typedef struct xc_query *planner_make(struct planner *p, const struct query_clause *c);

/* None of those that the condition alone asks for, but the last. */
bool planner_wants_clause(const struct query_clause *c); /* not excluded */
bool planner_wants_word(const struct query_clause *c);   /* not excluded, not quoted */
bool planner_wants_phrase(const struct query_clause *c); /* not excluded, quoted */
bool planner_wants_row(const struct query_clause *c);    /* likewise, of several words */
bool planner_weighs_clause(const struct query_clause *c);

/* QUERY, which it takes over, less the documents that are not wanted. */
struct xc_query *planner_without(struct planner *p, struct xc_query *query);

/* An array for N subqueries, to be freed; NULL when out of memory. */
struct xc_query **planner_room(struct planner *p, size_t n);

struct xc_query *planner_term(struct planner *p, const char *prefix, struct str text);

/* WORD, which is R, in articles that have it in capitals if those are asked for. R may be
   NULL. */
struct xc_query *planner_acronym(struct planner *p, const struct reading *r, struct xc_query *word);

/* A word of the text. */
struct xc_query *planner_word(struct planner *p, const struct reading *r);

/* The words of C, the phrase, or one of the readings of the group. */
struct xc_query *planner_clause(struct planner *p, const struct query_clause *c);

/* The words of C in the title, any of them. */
struct xc_query *planner_title(struct planner *p, const struct query_clause *c);

/* Whether Q has a clause that is WANTED. */
bool planner_any(const struct query *q, planner_wants *wanted);

/* The clauses that are WANTED, each made by MAKE, combined; *COUNT of them. */
struct xc_query *planner_clauses(struct planner *p, planner_wants *wanted, planner_make *make,
	planner_combine *with, size_t *count);

/* All clauses that are wanted, or what else they can be written as; everything where only
   exclusions were given. */
struct xc_query *planner_every(struct planner *p);

/* Some of the words; of what is quoted, all: who quotes wants just that. NULL, and no failure,
   where that is all of the clauses. */
struct xc_query *planner_some(struct planner *p, bool *failed);

/* BASE without what is excluded, by words or filters, which is the same in every stage. */
struct xc_query *planner_wanted(struct planner *p, struct xc_query *base);

/* The same within the dates that are asked for. */
struct xc_query *planner_narrow(struct planner *p, struct xc_query *base);

/* The same, and words in the title add weight, if P says so. */
struct xc_query *planner_finish(struct planner *p, struct xc_query *base);

#endif
