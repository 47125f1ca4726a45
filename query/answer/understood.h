/* What of a query was understood otherwise than it may have been meant. */
#ifndef QUERY_ANSWER_UNDERSTOOD_H
#define QUERY_ANSWER_UNDERSTOOD_H

#include "base/error.h"
#include "query/reading/query.h"

struct run;

/* Where nothing of the query TYPED may be noted in NOTES: an operator that stands where it can't be
   one, an open quote, what only other programs understand. False then, ERROR_INPUT; *AT is the byte
   where, or QUERY_NO_PLACE. */
bool understood_check(
	struct str typed, const struct query_notes *notes, struct error *err, size_t *at);

/* Of the words that may go on the value of a filter of RUN's query keeps those that its narrowing
   found the archive to have. */
void understood_keep(struct run *run);

/* Adds to the suggestions of RUN's answer what was perhaps meant by operators, fields and days that
   were typed otherwise. */
bool understood_suggest(struct run *run);

/* Adds warnings to the answer of RUN: of operators that were read as words, beginnings of too many
   words, an archive that does not tell where sentences end, filters that no article has. */
bool understood_warn(struct run *run);

#endif
