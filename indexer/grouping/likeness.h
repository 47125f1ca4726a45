/* How alike two articles are, by their texts. */
#ifndef INDEXER_GROUPING_LIKENESS_H
#define INDEXER_GROUPING_LIKENESS_H

#include "indexer/grouping/roster.h"

struct likeness_reader;

/* Reads the texts of R's articles, of the SHARDS shards of DB; both are borrowed. NULL on
   failure. */
struct likeness_reader *likeness_open(
	const struct roster *r, struct xc_db *db, uint32_t shards, struct error *err);
void likeness_close(struct likeness_reader *l);

/* Whether the articles with the ranks A and B are nearly the same; whether they say the same, word
   by word. */
bool likeness_of(struct likeness_reader *l, uint32_t a, uint32_t b, bool *alike, struct error *err);
bool likeness_same(
	struct likeness_reader *l, uint32_t a, uint32_t b, bool *same, struct error *err);

#endif
