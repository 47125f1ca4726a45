/* The server of requests (tracuu --serve), as who asks it sees it: lines out, lines in, over one
 * socket, in whatever order they are done. Which answer is whose, ids tell.
 *
 * While nobody is at the other end requests wait; when who was there is gone, those that it was
 * told are answered that they are lost. */
#ifndef WEB_PEER_H
#define WEB_PEER_H

#include "base/buf.h"

#include <poll.h>
#include <stdint.h>

enum {
	PEER_WAITING = 256,        /* requests that are not answered */
	PEER_WAIT_SECONDS = 45,    /* that one is waited for: past the patience of the server */
	PEER_ABSENT_SECONDS = 10,  /* that one waits for somebody to be there */
	PEER_ANSWER_MAX = 64 << 20 /* bytes */
};

enum peer_outcome {
	PEER_ANSWERED,
	PEER_LOST,     /* asked again, it may be answered */
	PEER_TOO_LARGE /* the answer */
};

/* Is told ANSWER, a line without its end, whose bytes are gone when it returns. */
typedef void peer_done(void *context, enum peer_outcome outcome, struct str answer);

struct peer;

struct peer *peer_new(void); /* NULL: no memory */

/* Whoever waits is told that it is lost. */
void peer_free(struct peer *p);

/* Takes FD, which is owned from now on, a socket that does not block; whoever was there before is
   gone. */
void peer_connect(struct peer *p, int fd);
bool peer_is_there(const struct peer *p);

/* A number for a request that there is room for; 0: there is none. Then the line with it as its
   "id" is sent by peer_ask, which takes it, without its end; DONE is called once, later. False
   where memory is out: nothing is called then. */
uint64_t peer_next_id(struct peer *p);
bool peer_ask(struct peer *p, uint64_t id, struct str line, int64_t now_ms, peer_done *done,
	void *context);

/* The same for what the server says of itself. */
bool peer_ask_status(struct peer *p, uint64_t id, int64_t now_ms, peer_done *done, void *context);

/* Nobody wants the answer to ID any more: the server is told, and DONE called all the same, as soon
   as it has ended that. */
void peer_cancel(struct peer *p, uint64_t id);

/* What is to be looked at; its fd is -1 where nobody is there. */
struct pollfd peer_poll(const struct peer *p);

/* Reads, writes, tells what is done or took too long. */
void peer_serve(struct peer *p, short revents, int64_t now_ms);

#endif
