/* Removes the generations that need not be kept. */
#ifndef INDEXER_KEEPING_PRUNE_H
#define INDEXER_KEEPING_PRUNE_H

#include "indexer/keeping/keeping.h"

/* Removes all but as many as K keeps: those first that a rollback abandoned, then the oldest. The
   published one and the pinned ones stay in any case; the pinned ones are not counted. False: not
   all that should go could be removed. Takes those that are gone out of K's lists; the caller
   writes it. */
bool keeping_prune(struct keeping *k, const char *archive, struct error *err);

#endif
