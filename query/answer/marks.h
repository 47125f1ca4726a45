/* Finds the words of a query in a text: what to highlight, and where the passages
 * are that show most of it. The same tokenizer and the same rules decide as when
 * the index was searched. */
#ifndef QUERY_ANSWER_MARKS_H
#define QUERY_ANSWER_MARKS_H

#include "base/str.h"
#include "text/zone.h"

#include <stdbool.h>
#include <stdint.h>

struct query;
struct readings;
struct tokenizer;

enum { MARK_NONE = -1 };

/* A word of the text. */
struct mark {
	size_t start, end; /* bytes of the text */
	int word;          /* the word of the query that it matched, or MARK_NONE */
	bool follows;      /* it follows the word before it as in the query */
	bool breaks;       /* more than white space stands before it */
	size_t next_hit;   /* for query/answer/snippet.c: the next mark of its block with a WORD */
	struct {
		uint32_t links[2];
		uint32_t first_other, other_count;
	} found; /* the marker's own */
};

struct marks {
	struct mark *items; /* owned */
	size_t count;
	size_t capacity;
	struct other_reading *others; /* owned, the marker's own */
	size_t other_capacity;
};

void marks_free(struct marks *m);

struct marker;

/* A marker for the words of Q that are not excluded. It borrows Q and READINGS;
   what it holds lives in Q's memory. NULL when out of memory. */
struct marker *marker_new(struct query *q, const struct readings *readings);

/* The unit of its readings that word WORD of the query belongs to. */
unsigned marker_unit(const struct marker *m, int word);

/* How many different units the marker looks for. */
unsigned marker_wanted(const struct marker *m);

/* Whether M looks for words that can stand for several of a text: tphcm for TP.HCM,
   27/3 for "27 tháng 3". */
bool marker_joins(const struct marker *m);

/* Appends the words of TEXT, which is one block of an article, of ZONE, to OUT; with JOIN it
   also finds what several of them together stand for. What the query asks for in a place, near
   something, in a zone, letter for letter, matches there alone. False when out of memory.
   *FOUND (which may be NULL): how many of them match. */
bool marker_read(struct marker *m, struct tokenizer *t, struct str text, enum zone zone, bool join,
	struct marks *out, size_t *found);

#endif
