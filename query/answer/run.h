/* A search as it goes: what query/answer/search.c and its helpers share. */
#ifndef QUERY_ANSWER_RUN_H
#define QUERY_ANSWER_RUN_H

#include "query/answer/narrowing.h"
#include "query/answer/session.h"
#include "query/condition/condition.h"
#include "query/condition/prefixes.h"
#include "query/ranking/rank.h"

struct record;

/* A run of search_run. */
struct run {
	struct search *search;
	const struct search_settings *settings;
	struct xc_set *unlike; /* that are not wanted: what is like them is; owned, or NULL */
	struct query query;
	bool respelt;   /* QUERY is another than was typed, but for its notes */
	bool only_full; /* what has some of the words only is not looked for */
	struct query_reading reading;
	struct narrowing narrowing;
	struct xc_set
		*condition; /* the articles for which that of the query holds; NULL: it has none */
	struct condition_notes notes;
	struct prefix_notes prefixes;
	struct found found;
	struct columns columns; /* of what was re-ranked */
	struct answer *answer;
	struct error *err;
};

/* Reads the query TEXT into RUN and its answer; who asks for words just as typed gets them so. Free
   it with query_free. */
bool run_read_query(struct run *run, struct str text, size_t *at);

/* What the words of RUN's query may be: their readings by its settings, other ways to write them by
   EXPANSIONS, and what begins as they do. */
bool run_read_words(struct run *run, enum diacritics expansions);

/* Finds what the query asks for, as the settings say: FOUND, to be given back with run_forget. */
bool run_find(struct run *run);
void run_forget(struct run *run);

/* Fills the hits of RUN's answer: titles and passages with their marks. */
bool run_fill_hits(struct run *run);

#endif
