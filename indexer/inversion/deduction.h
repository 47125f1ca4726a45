/* What the lost documents of a shard had, so that it can be taken off what the shard has: their
 * terms and their tally, counted again from their records. Each run counts what it lost itself,
 * and joins it to what was lost before. */
#ifndef INDEXER_INVERSION_DEDUCTION_H
#define INDEXER_INVERSION_DEDUCTION_H

#include "indexer/inversion/old.h"

/* Writes it for those shards of OLD that lose, by LOST, which is sorted, more than they had lost
   before: into their folders in the folder of the new generation, where all that they had is linked
   already; and seals it in M in place of what it follows. */
bool deduction_write(const struct shards_old *old, const struct lost *lost, const char *folder,
	struct manifest *m, struct error *err);

#endif
