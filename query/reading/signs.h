/* What is no word in a query as it was typed: signs of addresses and slugs, of other
 * programs, of keyboards without a quote. It is blanked out byte for byte, so that places
 * in the query stay what they are.
 *
 *     thu-tuong-hop-bao-4567890.html   the words of a slug: thu tuong hop bao
 *     https://www.bienphong.com.vn     the address: bienphong.com.vn
 *     ''hà nội''                       "hà nội"
 *     OR lũ, inurl:bão, -n 5, lụt~2    the words lũ, bão, none, lụt: they mean nothing here
 *     Bà Rịa -Vũng Tàu             a dash, which leaves nothing out
 *
 * A minus before a word is a dash where it joins: two names, two figures; any word and a
 * name, or words in the midst of others, in a line that has no quotes and no other minus.
 * Before a quote, at the beginning and after what is quoted or left out it always excludes, and so
 * it does in a query that has other operators.
 *
 * A slug is made of words without marks: two that are syllables (da-nang), or more of which
 * half are, so that loanwords and acronyms (wi-fi, nd-cp) keep their hyphens. */
#ifndef QUERY_READING_SIGNS_H
#define QUERY_READING_SIGNS_H

#include "base/buf.h"
#include "base/str.h"

#include <stdbool.h>

/* What means something to other programs, but nothing here. */
enum sign {
	SIGN_OPERATOR = 1 << 0, /* OR, AND, NOT, ||, && that syntax.h can't read */
	SIGN_WILDCARD = 1 << 1, /* bã* */
	SIGN_OPTION = 1 << 2,   /* -n 5, --limit=5 */
	SIGN_MINUS = 1 << 3,    /* Bà Rịa -Vũng Tàu */
	SIGN_TILDE = 1 << 4,    /* "hà nội bão"~5, lụt~ */
	SIGN_COUNT = 5
};

/* Appends TEXT, valid UTF-8, with what is no word blanked out, unless that is all of it:
   as many bytes. Returns the signs that were seen. Sets OUT->failed when out of memory. */
unsigned signs_blank(struct str text, bool has_operators, struct buf *out);

/* For people: what the sign, one of enum sign, does not do here, and what does it. */
const char *sign_hint(enum sign sign);

#endif
