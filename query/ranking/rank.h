/* How a query is answered: which plan, and whether what it finds is re-ranked.
 *
 * By relevance, of up to RANK_ALL_WORDS words, a short query, an article with all of them in a
 * row comes before one that has them apart, and that before one with some. Of more, up to
 * RANK_LONG_WORDS, likewise where RANK_ENOUGH articles have all. Else, and of more words, having a
 * word counts as much as it is worth: the headline of an article often has a word that the article
 * lacks. So it is of more words than RANK_ALL_WORDS without marks, too: which articles have all is
 * a guess there. */
#ifndef QUERY_RANKING_RANK_H
#define QUERY_RANKING_RANK_H

#include "query/ranking/match.h"

enum { RANK_ALL_WORDS = 4, RANK_LONG_WORDS = 6, RANK_ENOUGH = 10 };

struct rank_request {
	struct match_request match;    /* its plan and columns are set here */
	const struct lexicon *lexicon; /* may be NULL */
	const struct date_range *dates;
	const struct filter *filter;    /* may be NULL */
	const struct xc_set *condition; /* likewise */
	enum sort sort;
	bool plain;                  /* by BM25 alone */
	const struct xc_set *unlike; /* that are not wanted: what is like them is; or NULL */
};

/* What OUT holds lives in MEMORY. COLUMNS, filled where hits were re-ranked, likewise. */
bool rank_run(struct rank_request *request, struct arena *memory, struct columns *columns,
	struct found *out, struct error *err);

/* Counts and selects what has every word, and nothing else: OUT's set, and totals. */
bool rank_select(struct rank_request *request, struct found *out, struct error *err);

#endif
