/* The words that tell an article from others: the query for more like it. */
#ifndef QUERY_RANKING_SIMILAR_H
#define QUERY_RANKING_SIMILAR_H

#include "archive/record.h"
#include "text/token/token.h"
#include "xapianc/xapianc.h"

enum {
	SIMILAR_WORDS = 24,       /* of the query */
	SIMILAR_BYTES = 64 << 10, /* of each block of the article that are read */
	SIMILAR_DISTINCT = 4000   /* different words of it that are looked at */
};

/* Appends to OUT the most telling words of R in the order of the text, so that those
   which stand together there do so in the query. Telling is what R has often and few
   other articles of DB have: (1 + log of the times) by the log of the articles by those
   with the word (Salton and Buckley 1988). Nothing where no other article shares a word. */
bool similar_words(const struct record *r, struct xc_db *db, struct tokenizer *t, struct buf *out,
	struct error *err);

#endif
