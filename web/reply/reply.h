/* An answer of HTTP, before it is sent. */
#ifndef WEB_REPLY_REPLY_H
#define WEB_REPLY_REPLY_H

#include "base/buf.h"
#include "web/reply/failure.h"
#include "web/reply/verdict.h"
#include "web/request/route.h"

enum { REPLY_STATE = 17 }; /* bytes of what a status has as its state, with the NUL */

/* What a browser may do with it. */
enum reply_kind {
	REPLY_DATA, /* for programs */
	REPLY_FILE, /* to be kept */
	REPLY_PAGE, /* to be shown */
	REPLY_PART  /* of a page: the same for ever at its address */
};

struct reply {
	enum reply_kind kind;
	unsigned status; /* 0: there is none yet */
	const char *type;
	const char *name; /* of the file; NULL: it is none */
	struct buf body;  /* owned */
	bool retryable;
	char etag[VERDICT_ETAG]; /* "": it is not to be kept */
	int64_t next; /* of a whole file, where what is not in the body yet begins; 0: all is */
	char made_of[VERDICT_ETAG]; /* if so, archive and generation */
};

/* Where it is said. */
struct reply_place {
	const char *base;  /* the address of the door, without a "/" at its end */
	struct str self;   /* of what was asked, behind it */
	const char *state; /* of the server; "": not known, and nothing is to be kept */
};

/* Makes R the failure F, be it that memory is out. OPTION: the parameter that is bad, or NULL. */
void reply_fail(struct reply *r, enum failure f, const char *message, const char *option);

/* Makes R what LINE, the answer to A, means for who asked. */
void reply_answer(
	struct reply *r, const struct asked *a, struct str line, const struct reply_place *place);

/* Makes the body of R, whose NEXT is set, the next part of its file: LINE is the answer to A. */
void reply_go_on(struct reply *r, const struct asked *a, struct str line);

/* Makes it the end, be it that there was more: MESSAGE says why. */
void reply_break_off(struct reply *r, const struct asked *a, const char *message);

/* Whether If-None-Match names tags, and so what a visitor has. */
bool reply_is_named(const char *if_none_match);

/* Whether the answer to A is one of those that IF_NONE_MATCH names, by the status LINE. Then R is
   that, without its body. The state that it tells comes into STATE, which may be that of PLACE. */
bool reply_unchanged(struct reply *r, const struct asked *a, struct str line,
	const char *if_none_match, const struct reply_place *place, char state[REPLY_STATE]);

/* Makes R the page that is in its body, with STATUS; the same for who asks again as long as it is
   the same. */
void reply_page(struct reply *r, unsigned status, bool lasts);

void reply_free(struct reply *r);

#endif
