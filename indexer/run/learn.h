/* What an archive teaches of its own spelling, counted from its shards. */
#ifndef INDEXER_RUN_LEARN_H
#define INDEXER_RUN_LEARN_H

#include "archive/manifest.h"

/* Writes FOLDER/lexicon from the shards that M lists in FOLDER. */
bool learn_lexicon(const char *folder, const struct manifest *m, struct error *err);

#endif
