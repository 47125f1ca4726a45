/* A line's words, each given the two before it.
 *
 * Of a lattice whose words are linked each to the one before, a second one is made whose
 * nodes are a word's likely spellings together with those of the word before: so a link
 * between two of them knows three words. With c the counts of what is told of those after the
 * two, C that of the two, and P as in restore.h,
 *
 *     P(v | u w) = (c(u w v) - D) / C(u w)  +  R(u w) P(v | w)
 *
 * (interpolated Kneser-Ney smoothing, Chen and Goodman 1999), D depending on the count and R being
 * what all that is told leaves of 1. What is not told (archive/lexicon_runs.c) is as likely as the
 * pairs say. */
#ifndef QUERY_READING_CONTEXTS_H
#define QUERY_READING_CONTEXTS_H

#include "query/reading/lattice.h"

/* Makes OUT of FROM, which is linked and weighed; OUT is linked. Both share memory. Fewer
   than three words are left as they are. False when out of memory. */
bool contexts_link(const struct lattice *from, struct lattice *out);

#endif
