/* How firmly two words belong together, as the archive shows. */
#ifndef QUERY_RANKING_BINDING_H
#define QUERY_RANKING_BINDING_H

#include "archive/lexicon.h"

/* In logarithms, as rarity is. */
static const double binding_least = 4.0; /* less is chance */
static const double binding_name = 8.0;  /* of names, and of any words of a short query */
static const double binding_most = 10.0;

struct binding_word {
	struct str exact, folded;
};

/* How much more often than by chance LEFT and RIGHT stand side by side (the pointwise mutual
   information of Church and Hanks, 1990), from binding_least to binding_most; else 0. */
double binding_of(
	const struct lexicon *l, const struct binding_word *left, const struct binding_word *right);

#endif
