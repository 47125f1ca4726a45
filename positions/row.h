/* The documents in which words stand in a row, each word in one of its spellings.
 *
 * The lists of the words are walked side by side, the rarest leading; where a document has all
 * of them, the places of the rarest are held against those of the others. What is read counts
 * towards the budget of the file; where that is over, no further document is found. */
#ifndef POSITIONS_ROW_H
#define POSITIONS_ROW_H

#include "positions/list.h"

struct row_word {
	const struct str *spellings; /* different terms */
	size_t count;                /* at least 1 */
};

struct positions_row;

/* Of WORDS[0..N), N > 0, in F, which both must live until ROW is closed but for the strings.
   NULL on failure. */
struct positions_row *positions_row_open(
	struct positions_file *f, const struct row_word *words, size_t n, struct error *err);
void positions_row_close(struct positions_row *r);

/* Documents that may have the row, at most. */
uint32_t positions_row_limit(const struct positions_row *r);

/* Moves on to the first document from LEAST on that has the row; never back. *DOCUMENT is 0
   where there is none. ERROR_CORRUPT. */
bool positions_row_seek(
	struct positions_row *r, uint32_t least, uint32_t *document, struct error *err);

/* Whether DOCUMENT, which is no earlier than any asked about before, has the row. */
bool positions_row_has(struct positions_row *r, uint32_t document, bool *found, struct error *err);

/* Where the row begins in the document that was found last, ascending; borrowed until the next
   call. */
const uint32_t *positions_row_starts(const struct positions_row *r, size_t *count);

#endif
