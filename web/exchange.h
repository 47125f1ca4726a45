/* One request of a visitor, from its address to the reply. */
#ifndef WEB_EXCHANGE_H
#define WEB_EXCHANGE_H

#include "web/counts.h"
#include "web/options.h"
#include "web/page/page.h"
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
	char state[REPLY_STATE]; /* of the server that is there; "": not known */
};

/* What is known of who asks; NULL: not said. */
struct exchange_visitor {
	struct in6_addr address; /* of the connection; of version 4 as ::ffff:a.b.c.d */
	const char *method, *host, *accept, *accept_language, *forwarded_for, *if_none_match;
	bool sends_body;
	bool malformed; /* the head */
};

/* A request to the peer that is one of those that a page is made of. */
struct exchange_part {
	struct exchange *exchange;
	enum page_part part;
	uint64_t id; /* of what it waits for; 0: nothing */
};

struct exchange {
	struct exchange_place *place;
	struct buf raw; /* the address as it was sent */
	struct target target;
	struct asked asked;
	struct page page;
	struct exchange_part parts[PAGE_PARTS];
	bool by_page;     /* it is answered by one, and failures are told so */
	unsigned pending; /* parts that the peer has not answered */
	struct reply reply;
	const char *language;
	const char *if_none_match; /* borrowed from the visitor; NULL: it has nothing */
	char state[REPLY_STATE];   /* of the server, before it was asked */
	uint64_t id;               /* of what it waits for */
	int64_t since_ms;
	uint32_t slot; /* among visitors, where it was ADMITTED */
	bool admitted;
	bool left;                        /* who asked is gone */
	bool waits;                       /* for the peer */
	void (*done)(struct exchange *e); /* is called when it waits no longer */
	void *context;                    /* of DONE */
};

/* RAW: the address. NULL: no memory. Free with exchange_free, when it does not wait. */
struct exchange *exchange_new(struct exchange_place *place, const char *raw);
void exchange_free(struct exchange *e);

/* Finds out what is asked. Then E->reply is there, or E waits, and DONE will be called; what V
   points at lives until then. */
void exchange_begin(struct exchange *e, const struct exchange_visitor *v);

/* Of a reply whose NEXT is set, when its body was sent: the next body is there, or E waits, and
   DONE will be called. */
void exchange_go_on(struct exchange *e);

/* Who asked is gone, while E waits: the server need not answer. */
void exchange_leave(struct exchange *e);

#endif
