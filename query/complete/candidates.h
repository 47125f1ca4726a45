/* The best of many ways to go on. */
#ifndef QUERY_COMPLETE_CANDIDATES_H
#define QUERY_COMPLETE_CANDIDATES_H

#include "base/arena.h"
#include "base/buf.h"
#include "base/str.h"

enum { CANDIDATES_MAX = 20, CANDIDATE_NOTES = 3 };

struct candidate {
	struct str text;                   /* begins with what was typed */
	struct str notes[CANDIDATE_NOTES]; /* spellings that it stands for, likeliest first */
	size_t note_count;                 /* 0: it is spelt so itself */
	double weight;
};

struct candidates {
	struct arena memory; /* owns the strings */
	struct candidate list[CANDIDATES_MAX];
	size_t count; /* after candidates_sort: heaviest first */
};

/* Adds what is spelt EXACT, FOLDED without marks, for TYPED: as EXACT where that begins with TYPED,
   else as FOLDED where that does, or not at all. Whoever typed no marks goes on without them, as
   what was typed stays; several spellings are one candidate then. The lightest of too many is
   left out. False when out of memory. */
bool candidates_add(
	struct candidates *c, struct str typed, struct str exact, struct str folded, double weight);

/* Appends TEXT without its marks to OUT. */
void candidates_fold(struct str text, struct buf *out);

void candidates_sort(struct candidates *c);

void candidates_free(struct candidates *c);

#endif
