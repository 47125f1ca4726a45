/* A request: what a program asks for, one JSON object on one line. docs/answer.md has its members,
 * docs/request.schema.json their forms. */
#ifndef QUERY_REQUEST_REQUEST_H
#define QUERY_REQUEST_REQUEST_H

#include "base/error.h"
#include "base/str.h"
#include "query/answer/session.h"

#include <jansson.h>

enum request_op {
	REQUEST_SEARCH,
	REQUEST_SHOW,
	REQUEST_HISTORY,
	REQUEST_SIMILAR,
	REQUEST_SUGGEST,
	REQUEST_ANALYSE,
	REQUEST_EXPORT,
	REQUEST_STATUS,
	REQUEST_CANCEL
};

enum {
	REQUEST_MAX_BYTES = 64 << 10, /* of a line, without its end */
	REQUEST_MAX_ID = 256,         /* bytes of an id that is a string */
	REQUEST_EXPORT_MAX = 1 << 30, /* articles that an export may begin behind */
	REQUEST_FORMAT = 1
};

enum request_language { REQUEST_ANY_LANGUAGE, REQUEST_VIETNAMESE, REQUEST_ENGLISH };

/* Borrows from ROOT all that is a pointer; NULL, and a text whose ptr is NULL: not given. Who reads
   none from JSON, but knows what to ask for, makes one by hand, whose texts are borrowed. */
struct request {
	json_t *root; /* owned */
	json_t *id;
	const struct str *query_id; /* of a line of a batch that is no JSON; NULL: it is none */
	enum request_op op;
	struct str q;
	struct str article;
	struct str archive; /* the id of the one that ARTICLE is in */
	json_t *target;     /* of REQUEST_CANCEL: the id of another request */
	enum request_language language;
	struct search_settings settings;
	bool timeout_told;
	const char *bad; /* the member that can't be read, on failure */
};

/* Reads TEXT, any bytes. What it does not set is as in USUAL. Where it fails, ERROR_INPUT (no JSON
   object), ERROR_USAGE (a member is unknown, missing, or not what it must be: OUT->bad),
   ERROR_LIMIT, what is known of its id and language is set all the same. From its member "lang" on
   this thread speaks that language, until lang_leave_here. Free with request_free either way. */
bool request_read(struct str text, const struct search_settings *usual, struct request *out,
	struct error *err);
void request_free(struct request *r);

#endif
