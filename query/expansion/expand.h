/* Other ways to write what a query asks for: UBND for the words "ủy ban nhân dân", those
 * words for UBND, Madrid for Ma-đrít. They stand beside the clauses, each for a run of
 * them, and count for less. What is quoted is meant as it was typed. */
#ifndef QUERY_EXPANSION_EXPAND_H
#define QUERY_EXPANSION_EXPAND_H

#include "archive/lexicon.h"
#include "query/expansion/expansion.h"
#include "query/reading/reading.h"

/* Finds those of Q, in the tables of text/variant/variant.h and among what the archive explains
   itself in LEXICON, which may be NULL, and keeps them in Q, in its memory: those of
   what is wanted, and those of what is excluded; NULL there where it has none. */
bool expand_query(struct query *q, enum diacritics diacritics, const struct lexicon *lexicon,
	struct error *err);

#endif
