/* Written by bench/ranking --train from the training half of the ranking sets: don't
   edit. */
#include "query/ranking/weights.h"

static const double weights[FEATURE_COUNT] = {
	[FEATURE_BM25] = 0.194,
	[FEATURE_TITLE] = 0.000,
	[FEATURE_MISSING] = 0.013,
	[FEATURE_PAIRS] = 0.202,
	[FEATURE_REPEATS] = 0.052,
	[FEATURE_RUNS] = 0.000,
	[FEATURE_NEAR] = 0.334,
	[FEATURE_SWAPPED] = 0.117,
	[FEATURE_SKIPS] = 0.011,
	[FEATURE_LEAD] = 0.176,
	[FEATURE_LEAD_PAIRS] = 0.000,
	[FEATURE_PASSAGE] = 0.016,
	[FEATURE_SPELLING] = 0.318,
	[FEATURE_LENGTH] = -0.431,
};

double feature_weight(enum feature f)
{
	return weights[f];
}
