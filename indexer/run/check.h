/* Does a generation hold what it should? */
#ifndef INDEXER_RUN_CHECK_H
#define INDEXER_RUN_CHECK_H

#include "base/error.h"

#include <stdint.h>

/* Opens the generation in FOLDER as readers do, and asks for about SAMPLE of its
   articles, drawn evenly: each must be found by its id, and by a phrase of its own
   text. ERROR_CORRUPT. */
bool check_canaries(const char *folder, uint64_t sample, struct error *err);

#endif
