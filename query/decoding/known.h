/* Which words the archive has, and how often. */
#ifndef QUERY_DECODING_KNOWN_H
#define QUERY_DECODING_KNOWN_H

#include "archive/lexicon.h"
#include "base/buf.h"
#include "query/reading/parse.h"

struct xc_db;

struct known {
	const struct lexicon *lexicon; /* NULL: the index is asked alone */
	struct xc_db *db;              /* NULL: the lexicon is asked alone */
	struct buf term;               /* scratch, the caller's to free */
};

/* How often articles have W, or how many have it: with the marks it is written with, or where
   it has none, in its commonest spelling. What can't be asked counts as often. */
uint64_t known_count(struct known *k, const struct query_word *w);

#endif
