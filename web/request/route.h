/* What an address stands for: something of the door's own, or a request to the server of requests,
 * one JSON object of docs/answer.md.
 *
 * A parameter is the member of its name: only what kind of value it is, is known here, as an
 * address has nothing but text; whether there is such a member, and whether its value can be, the
 * server says, as it does to everybody. */
#ifndef WEB_REQUEST_ROUTE_H
#define WEB_REQUEST_ROUTE_H

#include "web/request/target.h"

#include <jansson.h>

enum route {
	ROUTE_SEARCH,     /* /search */
	ROUTE_ARTICLE,    /* /article/ID */
	ROUTE_HISTORY,    /* /history/ID */
	ROUTE_SIMILAR,    /* /similar/ID */
	ROUTE_SUGGEST,    /* /suggest */
	ROUTE_STATUS,     /* /status */
	ROUTE_FEED,       /* /feed.atom */
	ROUTE_OPENSEARCH, /* /opensearch.xml */
	ROUTE_METRICS,    /* /metrics */
	ROUTE_CSV,        /* /export.csv */
	ROUTE_JSONL,      /* /export.jsonl */
	ROUTE_HOME,       /* / */
	ROUTE_HELP,       /* /help */
	ROUTE_STATIC,     /* /static/ */
	ROUTE_NONE
};

enum { ROUTE_NAME_MAX = 64 }; /* bytes of a parameter's name, with its NUL */

struct asked {
	enum route route;
	json_t *request;          /* owned; NULL: the door's own */
	bool whole;               /* a file of all that there is, be it of several answers */
	char bad[ROUTE_NAME_MAX]; /* the parameter that can't be, where that is why it failed */
};

/* What is at PATH, and in *ID what follows in it. */
enum route route_find(struct str path, struct str *id);

/* What T means. In LANGUAGE, "vi" or "en", where it does not say; OUT->request borrows nothing.
   ERROR_NOT_FOUND: nothing is there; ERROR_USAGE: a parameter stands there twice, or is none of an
   address; OUT->route is known then. Free with asked_free either way. */
bool asked_read(const struct target *t, const char *language, struct asked *out, struct error *err);
void asked_free(struct asked *a);

/* Makes the request one for what begins at OFFSET. */
bool asked_set_offset(struct asked *a, uint64_t offset);

/* The name of the route, for counts. */
const char *route_name(enum route route);

/* The request as one line, without its end, with ID before all else; failed where memory is out. */
void asked_line(const struct asked *a, uint64_t id, struct buf *out);

#endif
