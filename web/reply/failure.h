/* Errors of the door's own, in the form that those of the contract have (docs/answer.md). */
#ifndef WEB_REPLY_FAILURE_H
#define WEB_REPLY_FAILURE_H

#include "base/buf.h"
#include "base/error.h"

enum failure {
	FAILURE_REQUEST,    /* 400 */
	FAILURE_NO_PAGE,    /* 404 */
	FAILURE_METHOD,     /* 405 */
	FAILURE_TOO_LONG,   /* 414 */
	FAILURE_HOST,       /* 421 */
	FAILURE_TOO_MANY,   /* 429: of one visitor */
	FAILURE_OVERLOADED, /* 503: of all */
	FAILURE_LOST,       /* 503: who was to answer is gone */
	FAILURE_INTERNAL    /* 500 */
};

/* The status of HTTP. */
unsigned failure_status(enum failure f);

/* Whether the same may be answered another time. */
bool failure_is_retryable(enum failure f);

/* Which failure ERR of a request is. */
enum failure failure_of(const struct error *err);

/* Appends it, one line. OPTION: the parameter that is bad, or NULL. */
void failure_append(struct buf *out, enum failure f, const char *message, const char *option);

#endif
