/* What is on the screen: all of it is drawn anew for every change, and what of that is another than
 * before goes to the terminal. */
#ifndef QUERY_INTERACTIVE_VIEWS_H
#define QUERY_INTERACTIVE_VIEWS_H

#include <stddef.h>

struct session;

void views_draw(struct session *s);

/* The hits that are on the screen, at least 1. */
size_t views_hits_on_screen(const struct session *s);

#endif
