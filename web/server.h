/* The server of requests, as who keeps the door sees it: started, or found at its socket. */
#ifndef WEB_SERVER_H
#define WEB_SERVER_H

#include "base/error.h"
#include "web/options.h"

#include <sys/types.h>

struct server {
	pid_t pid; /* 0: it is none of ours */
	int fd;    /* a socket to it; -1: none, or handed on */
};

/* Starts one, or connects to the one that is to be there, and asks it for its status, without
   waiting for what it says. False with ERR filled. */
bool server_open(const struct web_options *options, struct server *out, struct error *err);

enum server_says { SERVER_NOTHING, SERVER_READY, SERVER_GONE };

/* What it has said so far: SERVER_READY, once it has answered. Does not wait. */
enum server_says server_hear(struct server *s);

/* Ends it at once, if it is ours, and waits for that; closes the socket. */
void server_end(struct server *s);

#endif
