/* What happened so far, for who watches: text of Prometheus. */
#ifndef WEB_COUNTS_H
#define WEB_COUNTS_H

#include "base/buf.h"
#include "web/request/route.h"

enum { COUNTS_STATUSES = 14, COUNTS_TIMES = 9 };

struct counts {
	uint64_t answers[ROUTE_NONE + 1][COUNTS_STATUSES]; /* by status; the last are of others */
	uint64_t times[COUNTS_TIMES + 1]; /* by how long they took; the last are of the rest */
	uint64_t milliseconds;            /* of all together */
	uint64_t bytes;                   /* of bodies, as they were sent */
	uint64_t connected;               /* how often a server of requests came to be there */
	unsigned connections, running;    /* now */
};

/* An answer to ROUTE. */
void counts_add(struct counts *c, enum route route, unsigned status, int64_t ms, size_t bytes);

void counts_append(struct buf *out, const struct counts *c);

#endif
