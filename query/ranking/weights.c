/* Written by bench/ranking --train from the training half of the ranking sets: don't
   edit. */
#include "query/ranking/weights.h"

/* Of longer queries, of short ones. */
static const double weights[2][FEATURE_COUNT] = {
	{
		[FEATURE_BM25] = 0.208,
		[FEATURE_TITLE] = 0.050,
		[FEATURE_TITLE_PAIRS] = 0.000,
		[FEATURE_MISSING] = 0.000,
		[FEATURE_PAIRS] = 0.228,
		[FEATURE_REPEATS] = 0.043,
		[FEATURE_RUNS] = 0.000,
		[FEATURE_BOUND] = 0.000,
		[FEATURE_BOUND_NEAR] = 0.000,
		[FEATURE_NEAR] = 0.426,
		[FEATURE_SWAPPED] = 0.091,
		[FEATURE_SKIPS] = 0.017,
		[FEATURE_LEAD] = 0.240,
		[FEATURE_LEAD_PAIRS] = 0.200,
		[FEATURE_PASSAGE] = 0.091,
		[FEATURE_SPELLING] = 0.220,
		[FEATURE_LENGTH] = -0.507,
	},
	{
		[FEATURE_BM25] = 0.020,
		[FEATURE_TITLE] = 0.219,
		[FEATURE_TITLE_PAIRS] = 0.385,
		[FEATURE_MISSING] = 0.141,
		[FEATURE_PAIRS] = 0.876,
		[FEATURE_REPEATS] = 0.000,
		[FEATURE_RUNS] = 0.000,
		[FEATURE_BOUND] = 0.095,
		[FEATURE_BOUND_NEAR] = 0.000,
		[FEATURE_NEAR] = 0.781,
		[FEATURE_SWAPPED] = 0.000,
		[FEATURE_SKIPS] = 0.483,
		[FEATURE_LEAD] = 1.341,
		[FEATURE_LEAD_PAIRS] = 0.000,
		[FEATURE_PASSAGE] = 0.112,
		[FEATURE_SPELLING] = 1.040,
		[FEATURE_LENGTH] = -0.010,
	},
};

const double *feature_weights(bool is_short)
{
	return weights[is_short];
}
