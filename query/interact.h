/* tracuu -i. What draws on a terminal is in a program of its own, tracuu-interactive, which is
 * tracuu once more, linked with ncurses: to load that takes an eighth of the time of a short query,
 * which all other tasks would pay. tracuu becomes that program. So there are two of this function.
 */
#ifndef QUERY_INTERACT_H
#define QUERY_INTERACT_H

#include "query/program.h"

/* Searches as somebody types, until they leave: the exit status. */
int interact(struct program *p);

#endif
