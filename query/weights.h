/* Written by bench/ranking --train from the training half of the ranking sets: don't
   edit. */
#ifndef QUERY_WEIGHTS_H
#define QUERY_WEIGHTS_H

#include "query/features.h"

static const double weights[FEATURE_COUNT] = {
	[FEATURE_BM25] = 0.183,
	[FEATURE_TITLE] = 0.000,
	[FEATURE_MISSING] = 0.022,
	[FEATURE_PAIRS] = 0.203,
	[FEATURE_REPEATS] = 0.059,
	[FEATURE_RUNS] = 0.000,
	[FEATURE_NEAR] = 0.341,
	[FEATURE_SWAPPED] = 0.097,
	[FEATURE_SKIPS] = 0.000,
	[FEATURE_LEAD] = 0.183,
	[FEATURE_LEAD_PAIRS] = 0.000,
	[FEATURE_PASSAGE] = 0.022,
	[FEATURE_SPELLING] = 0.333,
	[FEATURE_LENGTH] = -0.459,
};

#endif
