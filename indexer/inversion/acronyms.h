/* Which words of a block stand in capitals among words that do not: acronyms. A block in
   capitals is a headline, and so are more than three words in a row. */
#ifndef INDEXER_INVERSION_ACRONYMS_H
#define INDEXER_INVERSION_ACRONYMS_H

#include "base/buf.h"
#include "indexer/inversion/words.h"

struct acronyms {
	struct buf found; /* of the block: indexes of words, uint32_t */
	size_t run;       /* words in capitals before this one */
	size_t run_start; /* where they begin in FOUND */
	bool small;       /* the block has a word that is not in capitals */
};

void acronyms_begin(struct acronyms *a);

/* Reads TOKEN, the next of the block, which is word number WORD. */
void acronyms_read(struct acronyms *a, const struct token *token, uint32_t word);

/* Counts the block's acronyms in W. */
void acronyms_end(struct acronyms *a, struct words *w);

#endif
