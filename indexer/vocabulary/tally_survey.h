/* What of a sum of tallies a lexicon has room for. Of no use outside tally_*.c. */
#ifndef INDEXER_VOCABULARY_TALLY_SURVEY_H
#define INDEXER_VOCABULARY_TALLY_SURVEY_H

#include "indexer/vocabulary/tally_join.h"

/* What has to be left out of the sum of FILES, so that a lexicon takes MEMORY
   bytes at most while it is made: as little as can be, into OUT. */
bool tally_survey(const struct tally_files *files, uint64_t memory, struct tally_least *out,
	struct error *err);

#endif
