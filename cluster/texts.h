/* What documents that are stored on other machines have, told by their records: these are fetched,
 * many at a time, and analysed as the indexer did it, so that terms, counts and positions are those
 * of the index. */
#ifndef CLUSTER_TEXTS_H
#define CLUSTER_TEXTS_H

#include "archive/places.h"

/* Positions in the documents of DB, which is served; lets what it knows tell DB, too, how often
   documents have a word (xapianc/served.h). To be closed before DB. NULL on failure. */
struct places *texts_open(struct xc_db *db, struct error *err);

#endif
