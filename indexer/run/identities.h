/* What is known of ids while files are read: tables for indexer/run/identity.h. */
#ifndef INDEXER_RUN_IDENTITIES_H
#define INDEXER_RUN_IDENTITIES_H

#include "indexer/inversion/keytable.h"

struct identities {
	struct keytable variants;  /* articles with qualified ids, by own id and text */
	struct keytable turns;     /* how many of a file have one own id */
	struct keytable gone;      /* files of the past that are gone, by what they held */
	struct keytable raws;      /* articles by the bytes of their records */
	struct keytable displaced; /* struct ledger_move: ids that an article would have had */
};

#define IDENTITIES_CLOSED                                                                          \
	((struct identities){.variants = KEYTABLE_CLOSED,                                          \
		.raws = KEYTABLE_CLOSED,                                                           \
		.turns = KEYTABLE_CLOSED,                                                          \
		.gone = KEYTABLE_CLOSED,                                                           \
		.displaced = KEYTABLE_CLOSED})

#endif
