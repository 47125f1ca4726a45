/* How each word of a query is meant: which spellings in the archive it stands for.
 *
 * Typed marks bind, missing marks forgive. A word with a tone means its one
 * spelling. A word without any mark means every spelling of its letters. A word
 * with a hat, a horn or đ but no tone is taken as typed where the archive writes
 * it so; else its tone was left out ("viêt", "đuong"), and it means the spellings
 * that keep what was typed.
 *
 * Who types marks means an unmarked word, too, as typed: the "an" of "an ninh tổ
 * quốc" is neither án nor ăn. So there is a strict reading of a query with marks, in
 * which unmarked words that the archive knows stand for themselves, and the
 * forgiving one above for when that finds too little. */
#ifndef QUERY_READING_H
#define QUERY_READING_H

#include "archive/lexicon.h"
#include "query/parse.h"

enum diacritics {
	DIACRITICS_AUTO,
	DIACRITICS_EXACT, /* every word as typed */
	DIACRITICS_IGNORE /* any spelling of every word */
};

enum reading_kind {
	READING_EXACT,    /* the typed spelling only */
	READING_FOLDED,   /* any spelling of the letters; the typed one is nearest */
	READING_SPELLINGS /* those listed */
};

enum { READING_MAX_SPELLINGS = 64 };

struct reading {
	enum reading_kind kind;
	struct str exact, folded; /* borrowed from the word */
	unsigned unit;            /* words that mean the same share a number, counted from 0 */

	/* For READING_SPELLINGS, and for READING_FOLDED inside a phrase, where
	   positions are needed: most frequent first, at least one. */
	struct str *spellings;
	size_t spelling_count;
};

struct readings {
	struct reading *of; /* one for each word of the query */
	unsigned unit_count;
};

/* Reads the words of Q; what OUT and STRICT hold lives in Q's memory, spellings in
   LEXICON. OUT forgives; STRICT is the strict reading, its OF NULL where that is the
   same. LEXICON may be NULL: then only what was typed is known. */
bool readings_make(struct query *q, enum diacritics diacritics, const struct lexicon *lexicon,
	struct readings *out, struct readings *strict, struct error *err);

/* Whether SPELLING, which has the same letters as TYPED, keeps every hat, horn and
   đ that was typed. Both in canonical spelling. */
bool reading_keeps_shapes(struct str typed, struct str spelling);

#endif
