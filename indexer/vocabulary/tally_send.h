/* Counts the pairs of a tally's text, and the runs of three that they do not tell. Of no use
 * outside tally_*.c. */
#ifndef INDEXER_VOCABULARY_TALLY_SEND_H
#define INDEXER_VOCABULARY_TALLY_SEND_H

#include "indexer/vocabulary/tally_join.h"

/* Sorts T and sends what it holds to SINK. */
bool tally_send(struct tally *t, enum tally_runs runs, struct tally_sink *sink, struct error *err);

#endif
