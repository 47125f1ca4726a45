/* Passages of an article that show why it was found, in pieces: what matched, and
 * what stands between. */
#ifndef QUERY_ANSWER_SNIPPET_H
#define QUERY_ANSWER_SNIPPET_H

#include "base/arena.h"
#include "query/answer/marks.h"
#include "query/answer/pieces.h"

struct record;

enum {
	SNIPPET_MAX = 2,     /* of one article */
	SNIPPET_WORDS = 30,  /* of one snippet */
	SNIPPET_BYTES = 220, /* of it, from its first word to the end of its last */
	SNIPPET_TITLE_BYTES = 600
};

struct budget;

struct snippet_maker {
	struct budget *budget; /* of what is read, may be NULL */
	struct marker *marker;
	struct tokenizer *tokenizer;
	struct marks marks; /* scratch */
};

void snippet_maker_free(struct snippet_maker *s);

/* The whole of TITLE in pieces (cut only past SNIPPET_TITLE_BYTES), in MEMORY. False
   when out of memory. */
bool snippet_title(
	struct snippet_maker *s, struct str title, struct arena *memory, struct pieces *out);

/* Cuts up to MAX snippets of R's text, the best first, into OUT; a second one only
   where it shows a word of the query that the first doesn't. Where nothing of the
   text matched, its beginning. *COUNT may be 0 when the article has no text. */
bool snippet_cut(struct snippet_maker *s, const struct record *r, size_t max, struct arena *memory,
	struct pieces out[SNIPPET_MAX], size_t *count);

#endif
