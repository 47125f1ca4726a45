/* The process that answers, and what is said to it and by it: a line of JSON each (docs/answer.md).
 * It is started from this one by a fork, with pipes for its standard input and output, and ends
 * when its input does. */
#ifndef QUERY_INTERACTIVE_PEER_H
#define QUERY_INTERACTIVE_PEER_H

#include "base/buf.h"
#include "base/error.h"

#include <poll.h>
#include <sys/types.h>

enum { PEER_LINE_MAX = 64 << 20 /* bytes of an answer: an article may be long */ };

struct peer {
	pid_t pid; /* 0: none runs */
	int to, from;
	struct buf out, in; /* not written yet; not a whole line yet */
	size_t taken;       /* bytes of IN that were handed out */
};

/* Starts one that does SERVE, whose result is its exit status, and that no signal is blocked or
   handled in. */
bool peer_start(struct peer *p, int (*serve)(void *context), void *context, struct error *err);

/* LINE, which has no line end, is sent as soon as it is taken. False: there is nobody. */
bool peer_send(struct peer *p, struct str line);

/* What poll(2) is to wait for: two. */
void peer_poll(const struct peer *p, struct pollfd fds[2]);

/* Reads and writes what can be without waiting. False: it has ended. */
bool peer_pass(struct peer *p);

/* The next whole line that came, until peer_pass is called again. */
bool peer_line(struct peer *p, struct str *line);

/* Lets it end, and waits for that: its exit status, -1 where a signal ended it. */
int peer_stop(struct peer *p);

#endif
