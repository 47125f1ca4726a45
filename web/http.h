/* HTTP, as visitors speak it: connections, requests and what is sent back. All of it runs in the
 * one thread that calls; what takes time, another process does. */
#ifndef WEB_HTTP_H
#define WEB_HTTP_H

#include "base/error.h"
#include "web/counts.h"
#include "web/options.h"
#include "web/peer.h"

enum {
	HTTP_CONNECTIONS = 512,
	HTTP_HEAD_BYTES = 96 << 10, /* of one request, its address and headers */
	HTTP_HEAD_SECONDS = 20,     /* that a connection may take to send one */
	HTTP_BODY_SECONDS = 60      /* and to take what is answered */
};

struct http;

/* Answers who connects to LISTENING, a socket that listens; all is borrowed and outlives it. BASE
   is the address that it is known by. NULL, with ERR filled, where it can't. */
struct http *http_start(const struct web_options *options, const char *base, int listening,
	struct peer *peer, struct counts *counts, struct error *err);

/* A descriptor that is ready when there is something to do, and how long, in milliseconds, one may
   wait for it, at most MOST_MS. */
int http_fd(const struct http *h);
int http_timeout_ms(const struct http *h, int most_ms);

/* Does what there is to do. */
void http_run(struct http *h, int64_t now_ms);

/* Lets nobody in any more; whether nobody is being answered. */
/* Another server of requests is there, of which nothing is known yet. */
void http_forget(struct http *h);

void http_drain(struct http *h);
bool http_is_idle(const struct http *h);

/* The peer must be gone before. */
void http_stop(struct http *h);

#endif
