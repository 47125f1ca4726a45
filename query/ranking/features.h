/* What stage 2 sees in a candidate: how the words of the query stand in the article,
 * computed from their positions alone.
 *
 * All but the length are in units of information: sums of the rarity of words, log of
 * the articles of the archive by those with the word, or of pairs of words, log of the
 * candidates by those with the pair. Sparck Jones (1972) is the source of such weights;
 * a pair's is taken among the candidates, as most pairs of a common word are rare in
 * the archive but every candidate has them. How firmly a pair is bound is told by the
 * archive (query/ranking/binding.h). */
#ifndef QUERY_RANKING_FEATURES_H
#define QUERY_RANKING_FEATURES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum feature {
	FEATURE_BM25,        /* words, by how often they occur: Robertson and Walker (1994) */
	FEATURE_TITLE,       /* words in the title */
	FEATURE_TITLE_PAIRS, /* neighbours in the query that are neighbours in the title */
	FEATURE_MISSING,     /* words that are not there; at most 0 */
	FEATURE_PAIRS,       /* neighbours in the query that are neighbours here, in order */
	FEATURE_REPEATS,     /* the same, by how often beyond the first time */
	FEATURE_RUNS,        /* three in a row */
	FEATURE_BOUND,       /* neighbours that belong together, by how firmly, as they should */
	FEATURE_BOUND_NEAR,  /* likewise, a few words apart, in any order */
	FEATURE_NEAR,        /* neighbours in the query that stand a few words apart, in order */
	FEATURE_SWAPPED,     /* likewise, in the other order */
	FEATURE_SKIPS,       /* words with one between them in the query, close together */
	FEATURE_LEAD,        /* words, by how early they begin to occur */
	FEATURE_LEAD_PAIRS,  /* pairs, likewise */
	FEATURE_PASSAGE,     /* the most words within one passage */
	FEATURE_SPELLING,    /* words in a less likely spelling than others; at most 0 */
	FEATURE_LENGTH,      /* log of the article's length by the archive's mean */
	FEATURE_COUNT
};

enum {
	FEATURES_WINDOW = 100,      /* candidates that are compared, at most */
	FEATURES_MAX_WORDS = 64,    /* of a row, and of columns */
	FEATURES_MAX_POSITIONS = 96 /* read of a word in an article */
};

/* The words of a query in a row; equal ones share a column. */
struct feature_query {
	const uint8_t *words; /* the column of each */
	size_t word_count;    /* at most FEATURES_MAX_WORDS */
	const bool *follows;  /* whether word i + 1 of the row came right after word i … */
	const bool *joined;   /* … and both are a pair also where they stand in one place */
	size_t column_count;
	const double *rarity;                   /* of each column */
	double pair_rarity[FEATURES_MAX_WORDS]; /* of word i with word i + 1 */
	const double *binding;                  /* likewise: how firmly they belong together */
};

/* Where a word stands in an article. */
struct word_places {
	const uint32_t *positions; /* ascending */
	uint32_t count;            /* at most FEATURES_MAX_POSITIONS; 0: it does not */
	bool in_title;
	double likeness; /* 1: in its likeliest spelling; less in a less likely one */
};

struct feature_article {
	const struct word_places *columns; /* one for each column */
	double length;                     /* by the mean of the archive, above 0 */
};

/* The same in whole numbers, to be told in words. */
struct feature_facts {
	uint32_t words;    /* different ones of the query … */
	uint32_t there;    /* … of them in the article */
	uint32_t in_title; /* likewise */
	uint32_t pairs;    /* neighbours in the query … */
	uint32_t in_row;   /* … of them neighbours here, in order */
	uint32_t in_title_row;
	bool row, title_row; /* all words of the query in one row, likewise */
	uint32_t near;       /* others that stand a few words apart, in order */
	uint32_t in_passage; /* words in the best passage */
	uint32_t begins;     /* the position from which on every word that is there has occurred */
};

/* Fills Q's pair_rarity from the N candidates, whose columns stand in TABLE one
   candidate after the other. Fewer than FEATURES_WINDOW are all that the archive has to
   offer, so that the others count as candidates without the pair. */
void features_weigh_pairs(struct feature_query *q, const struct word_places *table, size_t n);

void features_compute(const struct feature_query *q, const struct feature_article *a,
	double out[FEATURE_COUNT], struct feature_facts *facts);

/* "bm25", "title" … for programs, and in words, in the user's language. */
const char *feature_name(enum feature f);
const char *feature_words(enum feature f);

#endif
