/* An answer of HTTP, before it is sent. */
#ifndef WEB_REPLY_REPLY_H
#define WEB_REPLY_REPLY_H

#include "base/buf.h"
#include "web/reply/failure.h"
#include "web/reply/verdict.h"
#include "web/request/route.h"

struct reply {
	unsigned status; /* 0: there is none yet */
	const char *type;
	struct buf body; /* owned */
	bool retryable;
	char etag[VERDICT_ETAG]; /* "": it is not to be kept */
};

/* Where it is said. */
struct reply_place {
	const char *base; /* the address of the door, without a "/" at its end */
	struct str self;  /* of what was asked, behind it */
};

/* Makes R the failure F, be it that memory is out. OPTION: the parameter that is bad, or NULL. */
void reply_fail(struct reply *r, enum failure f, const char *message, const char *option);

/* Makes R what LINE, the answer to A, means for who asked. */
void reply_answer(
	struct reply *r, const struct asked *a, struct str line, const struct reply_place *place);

void reply_free(struct reply *r);

#endif
