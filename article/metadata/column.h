/* Names of a newspaper's columns, and what else stands above headlines: Thời sự, Tin nhanh. */
#ifndef ARTICLE_METADATA_COLUMN_H
#define ARTICLE_METADATA_COLUMN_H

#include "article/metadata/phrase.h"

/* How many words the longest one has that P begins with; 0: it begins with none. */
size_t column_begins(const struct phrase *p);

/* Whether P is one and nothing else. */
bool column_is(const struct phrase *p);

#endif
