/* What a query asks for beside words and phrases: operators, groups, distances, fields. */
#ifndef QUERY_READING_CONDITION_H
#define QUERY_READING_CONDITION_H

#include "query/reading/clauses.h"

/* Whether node N of P's syntax is read as a part of the text that it stands in. */
bool condition_is_plain(const struct parser *p, const struct syntax_node *n);

/* Adds what N, which is not, asks for: clauses, filters, or a part of the condition. */
bool condition_add(struct parser *p, const struct syntax_node *n);

#endif
