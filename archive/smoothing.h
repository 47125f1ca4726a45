/* What the counts of a lexicon weigh, where likelihoods are made of them. */
#ifndef ARCHIVE_SMOOTHING_H
#define ARCHIVE_SMOOTHING_H

#include <math.h>
#include <stdint.h>

/* COUNT to the power 3/4. What a word or pair that is common within a few texts counts for
   elsewhere grows more slowly than its count; Kneser and Ney (1995) count different
   neighbours instead, which to this power is come by without them. */
static inline double smoothing_tempered(double count)
{
	double root = sqrt(count);
	return root * sqrt(root);
}

/* Taken off the count of a run of three words, for those that were never seen: modified
   Kneser-Ney smoothing (Chen and Goodman 1999) of the runs of 35,440 articles. */
static inline double smoothing_run_discount(uint64_t count)
{
	return count == 0 ? 0 : count == 1 ? 0.66 : count == 2 ? 1.08 : 1.45;
}

#endif
