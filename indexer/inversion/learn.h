/* What an archive teaches of its own spelling, counted from its shards. */
#ifndef INDEXER_INVERSION_LEARN_H
#define INDEXER_INVERSION_LEARN_H

#include "archive/lexicon.h"
#include "archive/manifest.h"

/* Writes FOLDER/lexicon from the shards that M lists in FOLDER, in MEMORY bytes; LEAST is what it
   has no room for. */
bool learn_lexicon(const char *folder, const struct manifest *m, uint64_t memory,
	struct lexicon_least *least, struct error *err);

#endif
