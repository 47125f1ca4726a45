/* What a record of JSON or a row of a table says of its article, before it is one. */
#ifndef ARTICLE_GIVEN_GIVEN_H
#define ARTICLE_GIVEN_GIVEN_H

#include "article/article.h"
#include "article/given/keys.h"
#include "article/given/unused.h"

struct given_value {
	struct str text; /* UTF-8 where the record is, else any bytes until they are decoded */
	struct given_value *next;
};

struct given_list {
	struct given_value *first, **last;
	size_t count;
};

struct given {
	struct arena *memory;       /* has the lists */
	struct unused_keys *unused; /* NULL: not counted */
	struct given_list values[FIELD_COUNT];
	struct str keys[FIELD_COUNT]; /* that each was found under */
	unsigned ranks[FIELD_COUNT];  /* of these */
	size_t count;                 /* of all values, also those not used */
};

/* Adds TEXT, borrowed, to LIST. False when out of memory. */
bool given_add(struct given *g, struct given_list *list, struct str text);

/* Whether VALUE is what programs write for nothing: null, NaN, N/A; or blank. */
bool given_is_nothing(struct str value);

/* Takes VALUES, found under KEY of that USE, which must outlive G. Of several keys of one field
   the best is taken, of one that repeats the last; what the others say otherwise is counted as
   unused. */
void given_take(
	struct given *g, struct key_use use, struct str key, const struct given_list *values);

/* Calls VISIT with each value that can be misread, in a fixed order: names and addresses are
   not, nor dates, where they are UTF-8. */
void given_visit_texts(
	struct given *g, void (*visit)(void *context, struct given_value *v), void *context);

/* Sets the fields of A by G, whose texts are UTF-8 now, without markup. False when out of
   memory. */
bool given_fields(struct given *g, struct article *a);

/* Adds to the blocks of A, which it has already, captions, authors, category and tags of G. */
bool given_last_blocks(struct given *g, struct article *a);

/* Makes A of G, whose texts are UTF-8 now: fields, blocks, and what the texts themselves tell.
   False when out of memory. */
bool given_build(struct given *g, struct article *a);

/* Gives A, which is complete, what G says in place of what it has: title, lead, captions,
   category, tags and all fields but id and body. The text of a title or lead that is replaced
   stays, as text around the article or as body. False when out of memory. */
bool given_overrule(struct given *g, struct article *a);

#endif
