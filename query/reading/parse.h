/* A query as it was typed, cut into clauses.
 *
 *     hà nội              both words
 *     "hà nội"            the two words together, in this order
 *     -bão  -"hà nội"     not that
 *     TP.HCM  27/3/2018   one thing that can be written in several ways
 *
 * Typographic double quotes count as quotes, since queries are pasted from
 * articles. A quote that is never closed closes at the end of the query.
 *
 * Nobody types a query of more than QUERY_TYPED_WORDS words outside of quotes: that is a
 * paragraph of an article, whose quotes and minus signs are the article's own. There they
 * are punctuation, and bind nothing. */
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

/* Words outside of quotes that are wanted. */
size_t query_loose_words(const struct query *q);

/* Whether Q is all in capitals, as a headline is: they tell nothing. One word alone is none. */
bool query_in_capitals(const struct query *q);

/* Whether WORD of Q is an acronym by its capitals: BOT is neither bột nor bot. Two such words in
   a row are rather a name. */
bool query_is_acronym(const struct query *q, size_t word);

void query_free(struct query *q);

/* Q in canonical spelling, or with SPELLINGS of all its words where that is not NULL, in
   Q's memory; ptr is NULL when out of memory. */
struct str query_spell(struct query *q, const struct str *spellings);

/* The text of C as it was typed. */
struct str query_clause_text(const struct query *q, const struct query_clause *c);

#endif
