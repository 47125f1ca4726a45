/* Whether a generation is what was written: every file, and what is in it. */
#ifndef INDEXER_PUBLISHED_VERIFY_H
#define INDEXER_PUBLISHED_VERIFY_H

#include "indexer/published/published.h"

struct verification {
	unsigned damaged; /* findings, each of them printed */
	bool *bad;        /* of each file that the manifest lists: its content differs; owned */
};

/* Prints every damage of P, not only the first, and unless QUIET how far it is. False, with ERR
   set, where it could not be finished. Free OUT with verification_free either way. */
bool verify_generation(
	const struct published *p, bool quiet, struct verification *out, struct error *err);
void verification_free(struct verification *v);

#endif
