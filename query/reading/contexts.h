/* A line's words, each given the two before it.
 *
 * Of a lattice whose words are linked each to the one before, a second one is made whose
 * nodes are a word's likely spellings together with those of the word before: so a link
 * between two of them knows three words. With q the count of v after the two, h that of the
 * two, and P as in restore.h,
 *
 *     P(v | u w) = K / (h + K) P(v | w)  +  h / (h + K) ((q - D) / h + B P(v | w))
 *
 * (interpolated as by Jelinek and Mercer 1980, the weight by how often the context was
 * seen). What occurs a few times only is not counted (indexer/vocabulary/tally_send.h), so what is
 * left for the unseen is a constant B, found by trial as K and D were. */
#ifndef QUERY_READING_CONTEXTS_H
#define QUERY_READING_CONTEXTS_H

#include "query/reading/lattice.h"

/* Makes OUT of FROM, which is linked and weighed; OUT is linked. Both share memory. Fewer
   than three words are left as they are. False when out of memory. */
bool contexts_link(const struct lattice *from, struct lattice *out);

#endif
