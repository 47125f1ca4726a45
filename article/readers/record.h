/* An article from what its record says: decoded, built, completed. */
#ifndef ARTICLE_READERS_RECORD_H
#define ARTICLE_READERS_RECORD_H

#include "article/given/given.h"
#include "article/readers/step.h"

struct record_maker {
	struct input *input; /* the records' file */
	struct str path;     /* of it, below the source */
	struct buf joined, decoded;
};

void record_maker_free(struct record_maker *m);

/* Makes A of G, whose record is BYTES; REPAIRED halves of surrogates were replaced in it. The
   texts may be in any encoding that leaves the signs of the format alone. False, with P filled,
   when it is no article. */
bool record_make(struct record_maker *m, struct given *g, struct str bytes, size_t repaired,
	struct article *a, struct article_problem *p);

/* That the record which begins in LINE is skipped, or that the rest of the file from LINE on can't
   be read, for the reason that P has. */
enum article_step record_skip(uint64_t line, struct article_problem *p);
enum article_step record_break(uint64_t line, struct article_problem *p);

#endif
