/* A server of requests: JSON lines in, JSON lines out (docs/answer.md), for as long as it runs.
 *
 * The process that is started answers nothing itself: it reads lines, hands each to one of its
 * workers, and writes what that answers. A worker has the archive open and is confined as the
 * process that answers is everywhere (sandbox/confine.h): what crashes or hangs it costs the answer
 * that it was at, which is an error that tells the client to try again, and another takes its
 * place. A new generation is opened by new workers; the old ones go when the first of these is
 * ready, each after the answer that it is at, and stay where none gets ready. */
#ifndef QUERY_SERVE_SERVE_H
#define QUERY_SERVE_SERVE_H

#include "base/error.h"
#include "query/serve/options.h"

/* Serves until standard input ends, or SIGTERM or SIGINT comes; then no more is read, and what was
   read is answered. False, with ERR filled, where it can't begin, or go on. */
bool serve_run(const struct serve_options *options, struct error *err);

#endif
