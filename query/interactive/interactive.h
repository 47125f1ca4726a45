/* tracuu -i: searching while one types, reading what was found, all within the terminal.
 *
 * It has no way of its own into the archive. A server of requests is started beside it, by a fork,
 * and asked for everything in JSON (docs/answer.md), so that typing never waits for a search: an
 * answer that is late is dropped, a crash costs one answer, and what reads archives is confined as
 * it is elsewhere. */
#ifndef QUERY_INTERACTIVE_INTERACTIVE_H
#define QUERY_INTERACTIVE_INTERACTIVE_H

#include "base/error.h"
#include "query/interactive/host.h"

/* Runs until somebody leaves. *STATUS is the exit status: 0, or that of SERVE where it could not
   begin, which it has told. ERROR_USAGE: this is no terminal. */
bool interactive_run(const struct host *host, int *status, struct error *err);

#endif
