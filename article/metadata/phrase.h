/* The first words of a text in canonical spelling: what tables of names are looked up by. */
#ifndef ARTICLE_METADATA_PHRASE_H
#define ARTICLE_METADATA_PHRASE_H

#include "article/words.h"

enum { PHRASE_WORDS = 10, PHRASE_BYTES = 112 };

struct phrase {
	char text[PHRASE_BYTES];      /* in small letters, a space between words */
	size_t lengths[PHRASE_WORDS]; /* bytes of TEXT that the first 1, 2, … words take */
	size_t ends[PHRASE_WORDS];    /* where those words end in the source */
	size_t count;                 /* words; 0: there are none, or the first is too long */
	bool whole;                   /* nothing but signs stands behind them */
};

/* Reads the words of SOURCE from byte AT on, whatever signs stand between, as many as there
   is room for: any length takes the same time, but for signs at the beginning. */
void phrase_read(struct str source, size_t at, struct phrase *out);

/* Reads no more than MAX words: enough where no entry of a table is longer. */
void phrase_read_few(struct str source, size_t at, size_t max, struct phrase *out);

/* How many words of P the longest entry of TABLE covers that P begins with; 0: none does. */
size_t phrase_begins(const struct phrase *p, const char *const *table, size_t count);

/* Whether P is one of TABLE, from its first word to the end of its source. */
bool phrase_is(const struct phrase *p, const char *const *table, size_t count);

#define PHRASE_BEGINS(p, table) phrase_begins(p, table, sizeof(table) / sizeof *(table))
#define PHRASE_IS(p, table) phrase_is(p, table, sizeof(table) / sizeof *(table))

#endif
