/* A whole article with every word of a query marked in it. */
#ifndef QUERY_SHOWING_MARKED_H
#define QUERY_SHOWING_MARKED_H

#include "base/arena.h"
#include "query/answer/pieces.h"
#include "query/answer/search.h"

struct record;

struct marked {
	struct arena memory; /* owns the pieces */
	struct pieces title;
	struct pieces *blocks; /* of each block of the article */
};

/* Marks in R what TEXT, read with the marks that DIACRITICS says, looks for. Where the article has
   not all of it in the spelling that is likeliest, all spellings are marked. Fails as search_run
   does. */
bool marked_make(struct search *s, struct str text, enum diacritics diacritics,
	const struct record *r, struct marked *out, struct error *err);
void marked_free(struct marked *m);

#endif
