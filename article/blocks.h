/* The growing list of an article's blocks. */
#ifndef ARTICLE_BLOCKS_H
#define ARTICLE_BLOCKS_H

#include "article/article.h"

enum { BLOCKS_MAX = 1 << 16 }; /* a file of nothing but newlines must not cost gigabytes */

/* Adds TEXT, trimmed, to the blocks of A, unless it is empty. False when out of
   memory. CAPACITY starts at 0 and is kept by the caller. */
bool blocks_add(struct article *a, size_t *capacity, enum zone zone, struct str text);

/* Adds each line of TEXT as a block; past BLOCKS_MAX the rest is one block. */
bool blocks_add_paragraphs(struct article *a, size_t *capacity, enum zone zone, struct str text);

/* The first block of ZONE, NULL if there is none. */
struct article_block *blocks_first(const struct article *a, enum zone zone);

#endif
