/* The line of the query, and below it what is said of the answer: how many, kept to what, warnings.
 */
#ifndef QUERY_INTERACTIVE_HEAD_H
#define QUERY_INTERACTIVE_HEAD_H

#include <stddef.h>

struct session;

/* The rows that it takes. */
size_t head_rows(const struct session *s);

/* Draws it, and returns the row below. */
size_t head_draw(const struct session *s);

#endif
