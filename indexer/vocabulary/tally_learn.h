/* Makes a lexicon of tallies, in a memory that is told.
 *
 * What does not fit is left out, the rarest first: of words, then of pairs and runs together. How
 * rare that is follows from the sum of the tallies alone, so that the same articles in the same
 * memory give the same lexicon, however they came; and the lexicon says it. Where all fits, which
 * is so but for text that is made up, nothing is counted twice. */
#ifndef INDEXER_VOCABULARY_TALLY_LEARN_H
#define INDEXER_VOCABULARY_TALLY_LEARN_H

#include "archive/lexicon.h"
#include "indexer/vocabulary/tally_join.h"

/* The folded form of EXACT, good until the next call. */
typedef struct str tally_fold(void *context, struct str exact);

struct tally_lesson {
	tally_fold *fold;
	void *context;     /* of FOLD */
	uint64_t memory;   /* bytes that learning may take */
	const char *spill; /* the beginning of the paths of files, none of which is there, for sums
			      in between; none is left */
};

/* The sum of FILES, to be written. NULL on failure. */
struct lexicon_builder *tally_learn(
	const struct tally_files *files, const struct tally_lesson *lesson, struct error *err);

#endif
