/* One request of a visitor, from its address to the reply. */
#ifndef WEB_EXCHANGE_H
#define WEB_EXCHANGE_H

#include "web/counts.h"
#include "web/options.h"
#include "web/peer.h"
#include "web/reply/reply.h"

/* What all exchanges share; borrowed. */
struct exchange_place {
	const struct web_options *options;
	const char *base;
	struct peer *peer;
	struct visitors *visitors;
	struct counts *counts;
	int64_t now_ms;
};

/* What is known of who asks; NULL: not said. */
struct exchange_visitor {
	struct in6_addr address; /* of the connection; of version 4 as ::ffff:a.b.c.d */
	const char *method, *host, *accept_language, *forwarded_for;
	bool sends_body;
	bool malformed; /* the head */
};

struct exchange {
	struct exchange_place *place;
	struct buf raw; /* the address as it was sent */
	struct asked asked;
	struct reply reply;
	const char *language;
	int64_t since_ms;
	uint32_t slot; /* among visitors, where it was ADMITTED */
	bool admitted;
	bool waits;                       /* for the peer */
	void (*done)(struct exchange *e); /* is called when it waits no longer */
	void *context;                    /* of DONE */
};

/* RAW: the address. NULL: no memory. Free with exchange_free, when it does not wait. */
struct exchange *exchange_new(struct exchange_place *place, const char *raw);
void exchange_free(struct exchange *e);

/* Finds out what is asked. Then E->reply is there, or E waits, and DONE will be called. */
void exchange_begin(struct exchange *e, const struct exchange_visitor *v);

#endif
