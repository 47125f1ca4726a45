/* What becomes of the answers. */
#ifndef QUERY_INTERACTIVE_TAKING_H
#define QUERY_INTERACTIVE_TAKING_H

#include "base/str.h"

struct session;

/* Takes one LINE of an answer. What was not asked for, or is asked for no more, is dropped. */
void take_line(struct session *s, struct str line);

/* Says something to whoever sits there, until the next key. */
void take_notice(struct session *s, const char *notice);

#endif
