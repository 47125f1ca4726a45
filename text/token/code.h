/* Codes that begin with a figure: number plates, telephone numbers, account numbers. One
 * token each, without their signs and with their leading zeros, in small letters. Of no use
 * outside this folder. */
#ifndef TEXT_TOKEN_CODE_H
#define TEXT_TOKEN_CODE_H

#include "text/token/number.h"

/* Whether a code may begin with the figures [START, END): cheap. */
static inline bool code_is_possible(struct str text, size_t start, size_t end)
{
	if (text.ptr[start] == '0' || (start > 0 && text.ptr[start - 1] == '+'))
		return true;
	if (end - start != 2 && end - start != 4)
		return false;
	char next = end < text.len ? text.ptr[end] : '\0';
	return next != ' ' || number_is_figure(text, end + 1);
}

/* Reads the code that begins with the figures [START, END) of TEXT: of 29A-123.45,
   0912 345 678, +84 912 345 678, (024) 3825 1234, 0011 0022 3344, 1900.1234. Constant time. */
bool code_read(struct str text, size_t start, size_t end, struct number *out);

/* Likewise one whose parts may as well be words of their own: 1900 1234, 1903 1234 5678. */
bool code_may_be(struct str text, size_t start, size_t end, struct number *out);

#endif
