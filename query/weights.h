/* Written by bench/ranking --train from the training half of the ranking sets: don't
   edit. */
#ifndef QUERY_WEIGHTS_H
#define QUERY_WEIGHTS_H

#include "query/features.h"

static const double weights[FEATURE_COUNT] = {
	[FEATURE_BM25] = 0.206,
	[FEATURE_TITLE] = 0.000,
	[FEATURE_MISSING] = 0.000,
	[FEATURE_PAIRS] = 0.235,
	[FEATURE_REPEATS] = 0.069,
	[FEATURE_RUNS] = 0.000,
	[FEATURE_NEAR] = 0.371,
	[FEATURE_SWAPPED] = 0.086,
	[FEATURE_SKIPS] = 0.039,
	[FEATURE_LEAD] = 0.166,
	[FEATURE_LEAD_PAIRS] = 0.000,
	[FEATURE_PASSAGE] = 0.028,
	[FEATURE_SPELLING] = 0.000,
	[FEATURE_LENGTH] = -0.525,
};

#endif
