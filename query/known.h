/* Which words the archive has. */
#ifndef QUERY_KNOWN_H
#define QUERY_KNOWN_H

#include "archive/lexicon.h"
#include "base/buf.h"
#include "query/parse.h"

struct xc_db;

struct known {
	const struct lexicon *lexicon; /* NULL: the index is asked alone */
	struct xc_db *db;              /* NULL: the lexicon is asked alone */
	struct buf term;               /* scratch, the caller's to free */
};

/* Whether some article has W: with the marks it is written with, or where it has none,
   in any spelling. What can't be asked counts as known. */
bool known_word(struct known *k, const struct query_word *w);

#endif
