/* A query as it was typed, cut into clauses.
 *
 *     hà nội              both words
 *     "hà nội"            the two words together, in this order
 *     -bão  -"hà nội"     not that
 *     lũ OR bão           either (operators.h)
 *     tác giả:Hưng        filters (filters.h)
 *     TP.HCM  27/3/2018   one thing that can be written in several ways
 *
 * Typographic double quotes count as quotes, since queries are pasted from
 * articles. A quote that is never closed closes at the end of the query.
 *
 * Nobody types a query of more than QUERY_TYPED_WORDS words outside of quotes: that is a
 * paragraph of an article, whose quotes and minus signs are the article's own. There they
 * are punctuation, and bind nothing. So do the quotes of a line that reads like one of an
 * article: at least QUERY_PROSE_WORDS words outside of quotes, most in small letters, behind a
 * capital or with the marks of a sentence. */
#ifndef QUERY_READING_PARSE_H
#define QUERY_READING_PARSE_H

#include "base/error.h"
#include "query/reading/query.h"

/* Reads TEXT. On failure ERR says what is wrong, *AT is the byte where, or
   QUERY_NO_PLACE, and nothing is left to free. ERROR_INPUT: not UTF-8, a control
   character, no word in it; ERROR_LIMIT: too long. */
bool query_parse(
	struct str text, struct tokenizer *t, struct query *out, struct error *err, size_t *at);

/* The same, with quotes and minus signs as punctuation however few words there are. */
bool query_parse_unbound(
	struct str text, struct tokenizer *t, struct query *out, struct error *err, size_t *at);

#endif
