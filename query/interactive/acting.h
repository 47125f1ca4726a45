/* What keys do. */
#ifndef QUERY_INTERACTIVE_ACTING_H
#define QUERY_INTERACTIVE_ACTING_H

struct session;

/* Does what KEY, one of screen.h, does where the session is. */
void act_on_key(struct session *s, int key);

#endif
