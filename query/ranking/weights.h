/* What the features of a candidate are worth, as learned by bench/ranking --train. */
#ifndef QUERY_RANKING_WEIGHTS_H
#define QUERY_RANKING_WEIGHTS_H

#include "query/ranking/features.h"

/* What a unit of F adds to the score. */
double feature_weight(enum feature f);

#endif
