/* What a query asks of where its words stand: near each other, in a zone, letter for letter. Only
 * what qualifies is marked. The same rules decide as in query/condition/, on the text itself. */
#ifndef QUERY_PLACING_ASKED_H
#define QUERY_PLACING_ASKED_H

#include "query/reading/query.h"

/* Words in a row that a clause may be. */
struct asked_row {
	size_t clause; /* of the query */
	size_t first, count;
	bool typed;   /* as the clause has them */
	bool several; /* instead of clauses behind it, too: near something each stands by itself */
};

/* A block of an article at hand. Words are counted from 0, those of the query as the rows have
   them. */
struct asked_block {
	struct str text;
	enum zone zone;
	size_t count; /* of its words */
	void *context;

	/* Whether word I may be WORD; *LAST is the word with which it then ends. */
	bool (*matches)(void *context, size_t i, size_t word, size_t *last);
	/* The bytes of word I. */
	struct str (*word_at)(void *context, size_t i, size_t *start);
	/* Marks the words [I, LAST] as WORD. */
	void (*mark)(void *context, size_t i, size_t last, size_t word);
};

struct asked;

/* What Q asks of places, whose clauses stand in ROWS[0..COUNT); both are borrowed. It lives in the
   memory of Q. NULL when out of memory. */
struct asked *asked_new(struct query *q, const struct asked_row *rows, size_t count);

/* Whether CLAUSE is marked by A alone, as it is asked for in places. */
bool asked_has(const struct asked *a, size_t clause);

/* Marks what qualifies in BLOCK. False when out of memory. */
bool asked_mark(const struct asked *a, const struct asked_block *block);

#endif
