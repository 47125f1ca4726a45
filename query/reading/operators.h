/* The operators of a query as it was typed:
 *
 *     lũ OR bão miền trung         either, and both words; HOẶC, HAY, | likewise
 *     "lũ quét" | "sạt lở" | bão   one of several
 *     lũ AND bão                   as without: VÀ likewise
 *     lũ NOT bão                   as lũ -bão; KHÔNG and TRỪ likewise, behind a word
 *
 * OR stands between two words or quotes, and binds them before all else; parentheses change
 * nothing. Words are operators in capitals only, with or without marks, in a query that has small
 * letters; a text of more than QUERY_TYPED_WORDS words has none. What can't be an operator where it
 * stands is left as it is. */
#ifndef QUERY_READING_OPERATORS_H
#define QUERY_READING_OPERATORS_H

#include "query/reading/query.h"

enum { OPERATORS_CHOICES = 8, OPERATORS_OPERANDS = 16 };

/* Bytes of the text. */
struct operand {
	size_t start, end; /* without its quotes */
	bool quoted;
};

/* Of which one will do. */
struct choice {
	struct operand operands[OPERATORS_OPERANDS];
	size_t count;      /* at least 2 */
	size_t start, end; /* of all, quotes included */
};

struct operators {
	struct choice choices[OPERATORS_CHOICES]; /* in the order of the text */
	size_t count;
	size_t nots[OPERATORS_CHOICES]; /* bytes: a space before what is not wanted */
	size_t not_count;
};

/* Reads the operators of the LEN bytes at TEXT; they are blanked out there. */
void operators_read(char *text, size_t len, struct operators *out);

/* Puts a minus where O has a NOT, into TEXT of as many bytes: once what minuses mean by themselves
   has been read. */
void operators_put_minuses(const struct operators *o, char *text);

#endif
