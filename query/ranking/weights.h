/* What the features of a candidate are worth, as learned by bench/ranking --train. */
#ifndef QUERY_RANKING_WEIGHTS_H
#define QUERY_RANKING_WEIGHTS_H

#include "query/ranking/features.h"

/* What a unit of each feature adds to the score, FEATURE_COUNT numbers: of a short query
   (query/ranking/rank.h), or of a longer one. */
const double *feature_weights(bool is_short);

#endif
