/* A marker's tables, and how they are made. Of no use outside query/answer/marker.c and marks.c. */
#ifndef QUERY_ANSWER_MARKER_TABLES_H
#define QUERY_ANSWER_MARKER_TABLES_H

#include "query/placing/asked.h"
#include "query/reading/reading.h"

enum { EXACT, FOLDED }; /* the two spellings of a token, and the two sorts of key */

/* A spelling, and the words of the query that it stands for. */
struct entry {
	struct str key;
	int sort;
	uint32_t first; /* link, 0: the entry is free */
};

struct link {
	uint16_t word;
	uint32_t next; /* 0: the last */
};

struct marker {
	const struct query *query;
	const struct readings *readings;
	const struct query_clause **clause_of; /* of each word; NULL: excluded */
	unsigned *units;                       /* likewise; words of the query, then of
						  its expansions */
	struct entry *table;
	size_t mask;        /* the table's size, a power of two, less one */
	struct link *links; /* links[0] is not used */
	uint32_t link_count;
	bool has_sort[2];
	struct asked_row *rows; /* of its clauses */
	size_t row_count;
	struct asked *asked;
	bool *placed;      /* of each word, like the units: it is marked by ASKED alone */
	size_t word_count; /* so far, beyond the query's: those of rows of their own */
	unsigned wanted;
	bool joins;
};

/* The entry of KEY, one of SORT; a free one where there is none. */
struct entry *marker_lookup(const struct marker *m, struct str key, int sort);

#endif
