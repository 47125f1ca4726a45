/* Words, and the other ways to write them: what text/variant/variant.h finds. */
#ifndef TEXT_VARIANT_MATCH_H
#define TEXT_VARIANT_MATCH_H

#include "text/token/token.h"

enum {
	VARIANT_MAX_WORDS = 8,  /* of one way to write a thing */
	VARIANT_MAX_BYTES = 80, /* of it, in canonical spelling */
	VARIANT_MAX_OTHERS = 12 /* ways to write some words */
};

enum variant_kind {
	VARIANT_ACRONYM,
	VARIANT_LOANWORD,
	VARIANT_PLACE,
	VARIANT_SUCCESSOR /* what it became: not the same, so that it counts for less */
};

/* A word as it was typed. */
struct variant_word {
	struct str exact, folded; /* as the tokenizer spells it */
	enum token_kind kind;
	unsigned flags; /* enum token_flag */
};

/* A way to write a thing: words in canonical spelling with a space between. */
struct variant {
	char text[VARIANT_MAX_BYTES];
	size_t len;
};

/* Appends TEXT to V, or nothing where there is no room for all of it. */
static inline void variant_append(struct variant *v, struct str text)
{
	if (v->len + text.len > sizeof v->text)
		return;
	memcpy(v->text + v->len, text.ptr, text.len);
	v->len += text.len;
}

/* Some words, and what else they could be written as. */
struct variant_match {
	size_t covered; /* words */
	enum variant_kind kind;
	struct variant others[VARIANT_MAX_OTHERS]; /* not those words themselves */
	size_t other_count;                        /* at least 1 */
};

#endif
