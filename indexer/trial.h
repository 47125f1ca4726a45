/* One article as a trial reading shows it: each field, and where it was read. */
#ifndef INDEXER_TRIAL_H
#define INDEXER_TRIAL_H

#include "article/article.h"

/* ID is that which the article would have in a source without a label. */
void trial_print_text(const struct article *a, struct str id);

/* One object, a line. False when out of memory. */
bool trial_print_json(const struct article *a, struct str id);

#endif
