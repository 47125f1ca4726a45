/* Of several archives, those that turn out to be broken while a query is answered. */
#ifndef QUERY_ANSWER_BROKEN_H
#define QUERY_ANSWER_BROKEN_H

#include "base/error.h"

#include <stdbool.h>

struct search;

/* Answers something with S, and forgets the answer; false with ERR where it can't. */
typedef bool broken_try(void *context, struct search *s, struct error *err);

/* After ERR: tries each of the archives of S alone, and leaves out those that fail for what is
   wrong with them, if others remain. False, with ERR as it was, where nothing was left out: then
   trying again is no use. */
bool broken_leave(struct search *s, broken_try *try, void *context, struct error *err);

#endif
