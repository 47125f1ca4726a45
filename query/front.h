/* What is done by a process that is not confined, in front of those that answer. */
#ifndef QUERY_FRONT_H
#define QUERY_FRONT_H

#include "query/program.h"

/* What needs more than a confined process may, to page an article or to open one: another process
   answers, and this one does something with it. The exit status. */
int front_run(struct program *p);

/* Serves requests: the processes that it starts are confined, which answer. The exit status. */
int front_serve(struct program *p);

#endif
