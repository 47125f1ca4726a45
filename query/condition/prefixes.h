/* Words of which only the beginning was typed: tham*. */
#ifndef QUERY_CONDITION_PREFIXES_H
#define QUERY_CONDITION_PREFIXES_H

#include "archive/lexicon.h"
#include "query/reading/reading.h"
#include "xapianc/xapianc.h"

/* Words of the archive that one stands for: the most frequent of the first so many that begin
   so. */
enum { PREFIX_MAX_WORDS = 300, PREFIX_MAX_SEEN = 20000 };

struct prefix_note {
	size_t word;    /* of the query */
	uint32_t words; /* of the archive, that begin so; PREFIX_MAX_SEEN: or more */
};

struct prefix_notes {
	struct prefix_note
		cut[QUERY_MAX_FILTERS]; /* that stand for more words than are looked for */
	size_t count;
};

/* Gives the words of Q that are such their spellings, in READING, as which each was read as a word
   by itself: what may have any marks goes on from any, as LEXICON, which may be NULL, tells.
   ERROR_MEMORY, or as the database fails. */
bool prefixes_expand(struct xc_db *db, const struct lexicon *lexicon, struct query *q,
	struct query_reading *reading, struct prefix_notes *notes, struct error *err);

#endif
