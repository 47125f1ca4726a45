/* Whether an article says something else than it did. */
#ifndef INDEXER_HISTORY_DIFFERENCE_H
#define INDEXER_HISTORY_DIFFERENCE_H

#include "archive/record.h"

/* In its texts, or in what is known of it. What it is called, where it stands, how it was read, and
   how its words are broken into lines and blocks are no matter. */
bool difference_is(const struct record *a, const struct record *b);

#endif
