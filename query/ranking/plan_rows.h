/* What has the words of a short query in a row: names and terms stand so. */
#ifndef QUERY_RANKING_PLAN_ROWS_H
#define QUERY_RANKING_PLAN_ROWS_H

#include "query/ranking/planner.h"

/* Of more words a name is seldom, and the pairs that stage 2 sees tell as much. */
enum { PLAN_ROW_WORDS = 4 };

/* The articles that have all that is wanted in a row, or a row that has another way to write a
   part of it. Words without marks are the likely spellings. NULL, and no failure, where that
   is nothing new: of one word, of more than PLAN_ROW_WORDS, of quotes, of words whose spellings
   are not known. */
struct xc_query *plan_rows(struct planner *p, bool *failed);

#endif
