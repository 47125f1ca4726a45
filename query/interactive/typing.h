/* What keys do in a line that is edited. */
#ifndef QUERY_INTERACTIVE_TYPING_H
#define QUERY_INTERACTIVE_TYPING_H

#include "query/interactive/keys.h"
#include "query/interactive/session.h"

/* Does ACT in the line that has the focus. False: it is none of a line's. */
bool typing_act(struct session *s, enum act act);

/* Takes a byte that was typed or pasted there. */
void typing_byte(struct session *s, int byte);

/* Makes TEXT the query, and asks it: soon, or at once. */
void typing_set(struct session *s, const char *text, bool at_once);

/* Leaves what is like an article, for what was there before. */
void typing_leave_like(struct session *s, bool restore);

#endif
