/* Counts the pairs of a tally's text, and what follows the frequent ones. Of no use outside
 * tally_*.c. */
#ifndef INDEXER_VOCABULARY_TALLY_SEND_H
#define INDEXER_VOCABULARY_TALLY_SEND_H

#include "indexer/vocabulary/tally_join.h"

/* Three words in a row are counted where a batch has them so often: who counts all of them
   counts mostly what occurs once, and learns hardly more. */
enum { TALLY_RUN_LEAST = 3 };

/* Sorts T and sends what it holds to SINK. */
bool tally_send(struct tally *t, struct tally_sink *sink, struct error *err);

#endif
