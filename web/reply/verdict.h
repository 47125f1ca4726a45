/* What an answer of the server of requests means in HTTP. */
#ifndef WEB_REPLY_VERDICT_H
#define WEB_REPLY_VERDICT_H

#include "base/buf.h"
#include "base/str.h"

#include <jansson.h>

enum { VERDICT_ETAG = 80 };

struct verdict {
	json_t *answer; /* owned: the answer taken apart */
	unsigned status;
	bool retryable;
	bool lasts; /* until another generation is published: it may be kept, by its tag */
	const char *archive, *generation; /* of ANSWER; NULL where it has none, as an error */
};

/* Looks at ANSWER, one line. False where it is none of the contract, or memory is out. Free with
   verdict_free either way. */
bool verdict_read(struct str answer, struct verdict *out);
void verdict_free(struct verdict *v);

/* The tag of what V's archive answers to REQUEST (a text that tells it from others): the same until
   another generation is published. Weak: answers may differ in how long they took, and be packed.
   False where V has no archive. */
bool verdict_etag(const struct verdict *v, struct str request, char out[VERDICT_ETAG]);

/* The tag of what is just these BYTES. */
void verdict_etag_of(struct str bytes, char out[VERDICT_ETAG]);

#endif
