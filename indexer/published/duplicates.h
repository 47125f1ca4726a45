/* The groups of articles that are nearly the same, of a generation that is there, each told with
 * what people know an article by. */
#ifndef INDEXER_PUBLISHED_DUPLICATES_H
#define INDEXER_PUBLISHED_DUPLICATES_H

#include "archive/record.h"
#include "indexer/published/published.h"

/* An article of a group; its strings live until the next group is told. */
struct duplicate {
	struct record record;
	struct str id;  /* of today */
	bool identical; /* to the first of its group, word by word */
};

/* Gets one group, the first of it first; returns false to stop, which is no failure. */
typedef bool duplicates_visitor(void *context, const struct duplicate *articles, size_t count);

/* ERROR_NOT_FOUND where the generation does not tell any. */
bool duplicates_each(
	const struct published *p, duplicates_visitor *visit, void *context, struct error *err);

#endif
