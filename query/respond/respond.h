/* Answers requests: the one way from a request to an answer in JSON, for command lines, batches,
 * servers and libraries alike. Opens nothing, installs nothing, prints nothing. */
#ifndef QUERY_RESPOND_RESPOND_H
#define QUERY_RESPOND_RESPOND_H

#include "base/buf.h"
#include "query/answer/search.h"

#include <jansson.h>

struct path_map;
struct request;

struct responder {
	struct search *search; /* an open archive, borrowed */

	/* What a request does not set, and the longest time that it may: 0: any. */
	struct search_settings usual;

	const struct path_map *paths; /* borrowed, or NULL */
	const char *version;          /* of the program, for status */
	json_t *last_run;             /* likewise; borrowed; NULL: it is not told */

	/* Is told what an answer must not tell, as it may name files of this machine; NULL: nobody.
	 */
	void (*log)(void *context, const char *message);
	void *context;
};

/* How it went, for exit statuses and counts. */
enum responded {
	RESPONDED_FOUND,
	RESPONDED_NOTHING, /* no article */
	RESPONDED_REFUSED, /* what was asked makes no sense */
	RESPONDED_FAILED
};

/* Appends to OUT the answer to the request in LINE, any bytes: one line, escaped for terminals
   (printing/escape.h), and OUT->failed where memory is out. The lines of an answer are never two,
   and of one that failed an error. */
enum responded respond(const struct responder *r, struct str line, struct buf *out);

/* The same of Q, whoever made it; where it could not be read UNREAD says why, else NULL. */
enum responded respond_request(const struct responder *r, const struct request *q,
	const struct error *unread, struct buf *out);

/* The same for who tells errors in his own way: appends the answer to JSON, not yet escaped.
   *FOUND: it tells of an article. On failure what is in JSON is none; *AT is the byte of the query
   that is wrong, or QUERY_NO_PLACE. */
bool respond_asked(const struct responder *r, const struct request *q, struct buf *json,
	bool *found, struct error *err, size_t *at);

/* Appends the answer "ERR" to a request that was read as far as REQUEST tells; by whoever can't
   answer it at all. */
void respond_error(const struct request *request, const struct error *err, struct buf *out);

#endif
