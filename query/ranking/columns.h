/* The words of a query as stage 2 and the choice of candidates need them: each different
 * one with the terms that it stands for, and how rare it is. */
#ifndef QUERY_RANKING_COLUMNS_H
#define QUERY_RANKING_COLUMNS_H

#include "query/ranking/features.h"
#include "query/reading/reading.h"
#include "xapianc/xapianc.h"

enum {
	/* Different words whose positions are read: of a pasted paragraph the rarest. */
	COLUMNS_MAX = 40,
	/* Spellings of a word without marks whose positions are read. */
	COLUMN_MAX_SPELLINGS = 4
};

struct column {
	const struct reading *reading;
	size_t word;                                /* the first of the query that it stands for */
	struct str spellings[COLUMN_MAX_SPELLINGS]; /* likeliest first */
	double likeness[COLUMN_MAX_SPELLINGS];      /* by the likeliest */
	size_t spelling_count;
};

struct columns {
	struct column items[COLUMNS_MAX];
	double rarity[COLUMNS_MAX];
	size_t count;
	uint8_t words[FEATURES_MAX_WORDS];  /* those of the query that were kept, in order */
	bool follows[FEATURES_MAX_WORDS];   /* whether the one after it came right after it */
	bool joined[FEATURES_MAX_WORDS];    /* and an acronym may stand for both */
	double binding[FEATURES_MAX_WORDS]; /* how firmly it belongs to the one after it */
	size_t word_count;
	const struct query *query;
	uint8_t *column_of;  /* of each word of the query; COLUMNS_MAX: it has none */
	uint32_t *documents; /* with each word of the query, kept or not, roughly */
	bool is_short;
	double average_length;
	double articles;
};

struct columns_request {
	struct xc_db *db;
	const struct lexicon *lexicon; /* may be NULL */
	const struct query *query;
	const struct readings *readings;
	bool is_short; /* its words are meant together */
};

/* What OUT holds lives in MEMORY, in the query and in the lexicon. */
bool columns_make(const struct columns_request *request, struct arena *memory, struct columns *out,
	struct error *err);

#endif
