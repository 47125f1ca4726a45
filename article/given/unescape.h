/* Strings of JSON that were escaped once too often: \n, \" and \u1EA3 as they stand. */
#ifndef ARTICLE_GIVEN_UNESCAPE_H
#define ARTICLE_GIVEN_UNESCAPE_H

#include "base/buf.h"

/* Whether TEXT has such escapes: a \n that is not of a path (C:\nhac), or \u with four
   figures. */
bool unescape_is_needed(struct str text);

/* Appends TEXT to OUT with its escapes decoded; half a pair of surrogates is U+FFFD. */
void unescape(struct str text, struct buf *out);

#endif
