/* How each word of a query is meant: which spellings in the archive it stands for.
 *
 * Typed marks bind, missing marks forgive. A word with a tone means its one
 * spelling. A word without any mark means every spelling of its letters. A word
 * with a hat, a horn or đ but no tone is taken as typed where the archive writes
 * it so; else its tone was left out ("viêt", "đuong"), and it means the spellings
 * that keep what was typed.
 *
 * Which of its spellings a word without a tone most likely has is told by the words
 * around it (restore.h): those articles come first.
 *
 * Who types marks means an unmarked word, too, as typed: the "an" of "an ninh tổ
 * quốc" is neither án nor ăn. So there is a strict reading of a query with marks, in
 * which unmarked words stand for themselves where that is likeliest, and the
 * forgiving one above for when that finds too little. A line of many words without marks
 * has a strict reading, too, of their likely spellings.
 *
 * What is excluded is read in one way only. There a word without marks behind a minus means itself
 * where the query has marks: who types them would type them here. What an operator excludes is what
 * it would find.
 *
 * The strict reading ranks, and what has every word by it comes first. Whether an article
 * has a word is told by the forgiving one: marks that were restored may be wrong. */
#ifndef QUERY_READING_READING_H
#define QUERY_READING_READING_H

#include "query/reading/diacritics.h"
#include "query/reading/parse.h"
#include "query/reading/restore.h"

enum reading_kind {
	READING_EXACT,    /* the typed spelling only */
	READING_FOLDED,   /* any spelling of the letters; the typed one is nearest */
	READING_SPELLINGS /* those listed; where they are LIKELY ones, by how likely they are */
};

enum {
	READING_MAX_SPELLINGS = 64,
	READING_MAX_LIKELY = 3 /* likely spellings of a word */
};

struct reading {
	enum reading_kind kind;
	struct str exact, folded; /* borrowed from the word */
	bool capitals;            /* of READING_EXACT: an acronym, in capitals in the article */
	unsigned unit;            /* words that mean the same share a number, counted from 0 */

	/* For READING_SPELLINGS, and for READING_FOLDED inside a phrase, where
	   positions are needed: most frequent first, at least one. */
	struct str *spellings;
	size_t spelling_count;

	/* For both kinds: the likely spellings in this query, likeliest first. None where the
	   query is not to be restored, or there is no lexicon. */
	const struct restore_choice *likely;
	size_t likely_count;
};

/* Whether R may be any spelling of its letters: other marks may have been meant, and it was not
   as good as certain which. */
bool reading_is_open(const struct reading *r);

struct readings {
	struct reading *of; /* one for each word of the query */
	unsigned unit_count;

	bool restored; /* the strict reading of a line without marks: its spellings are guessed */
};

/* The query as a whole. */
struct line_reading {
	const struct str *words; /* a spelling of each word of the query */
	double probability;      /* relative to the best: 1 for that */
};

struct query_reading {
	struct readings forgiving;
	struct readings strict; /* OF is NULL where that is the same */

	/* Of a short line with marks that were restored: as if its likeliest reading had been
	   typed. OF is NULL for any other. */
	struct readings likeliest;
	struct line_reading lines[RESTORE_BEST];
	size_t line_count; /* 0: nothing was restored, all is as typed */
};

/* Reads the words of Q; what OUT holds lives in Q's memory, spellings in LEXICON, which
   may be NULL: then only what was typed is known. */
bool readings_make(struct query *q, enum diacritics diacritics, const struct lexicon *lexicon,
	struct query_reading *out, struct error *err);

/* Whether an earlier clause of Q, wanted or excluded like it, means the same as CLAUSE, a word or a
   phrase, read OF: it is looked for once. */
bool reading_repeats(const struct query *q, const struct reading *of, size_t clause);

#endif
