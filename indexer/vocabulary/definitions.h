/* Acronyms that an article explains where it first uses them: "an ninh Tổ quốc (ANTQ)".
 *
 * The letters of the acronym must be the initials of the words before it, as in Schwartz
 * and Hearst ("A simple algorithm for identifying abbreviation definitions in biomedical
 * text", 2003), of each word one, since a Vietnamese acronym takes one of each syllable; và
 * (and) may be passed over. */
#ifndef INDEXER_VOCABULARY_DEFINITIONS_H
#define INDEXER_VOCABULARY_DEFINITIONS_H

#include "base/buf.h"
#include "text/token/token.h"

enum {
	DEFINITION_MAX_LETTERS = 8,
	DEFINITION_WORDS = 16 /* words before an acronym that are remembered; a power of 2 */
};

struct definition_word {
	struct str exact; /* borrowed */
	char initial;     /* 0: none that a letter could stand for */
	size_t start, end;
};

/* The last words of a text. Start from all zero for each. */
struct definitions {
	struct str text; /* that is read */
	struct definition_word words[DEFINITION_WORDS];
	size_t count; /* of all so far */
};

/* TOKEN, the next of the text, spelt EXACT, which lives as long as the text is read: if it
   is an acronym that the words before it explain, fills OUT with "antq=an ninh tổ quốc",
   as archive/lexicon.h has it. False where it is none. */
bool definitions_read(
	struct definitions *d, const struct token *token, struct str exact, struct buf *out);

#endif
