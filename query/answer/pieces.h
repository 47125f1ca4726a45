/* A stretch of text in pieces: what matched, and what stands between. */
#ifndef QUERY_ANSWER_PIECES_H
#define QUERY_ANSWER_PIECES_H

#include "base/arena.h"
#include "base/str.h"

#include <stdint.h>

struct mark;

/* Bytes of the article, but that a run of white space is one space and "…" stands
   where the text was cut. */
struct piece {
	struct str text;
	bool hit;
};

struct pieces {
	struct piece *items;
	size_t count;
	uint32_t page; /* of the article's file that they are from; 0: it has none */
};

struct stretch {
	struct str text;          /* the whole block */
	size_t start, end;        /* the bytes to show */
	bool cut_start, cut_end;  /* text was left out there */
	const struct mark *marks; /* those that begin in the stretch */
	size_t mark_count;
};

/* Cuts S into pieces that live in MEMORY. Neighbouring hits with only white space
   between them are one piece. False when out of memory. */
bool pieces_cut(const struct stretch *s, struct arena *memory, struct pieces *out);

#endif
