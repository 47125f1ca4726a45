/* What an article says, and said before it was changed. */
#ifndef QUERY_HISTORY_HISTORY_H
#define QUERY_HISTORY_HISTORY_H

#include "query/answer/search.h"
#include "query/history/changes.h"
#include "query/history/corrections.h"

/* What is told of one article at most: the newest versions, of so many bytes of text together. */
enum { HISTORY_VERSIONS_MAX = 200, HISTORY_BYTES_MAX = 32 << 20 };

struct history_version {
	int64_t since;          /* seconds since 1970; 0: it is not known */
	int64_t until;          /* likewise; 0: it is what the article says now */
	bool or_earlier;        /* at SINCE it stood already */
	struct record record;   /* with id and path of now */
	struct changes changes; /* from the version before; of the oldest one none */
};

struct history {
	struct arena memory;
	struct history_version *list; /* the newest first: at least what it says now */
	size_t count;
	uint64_t kept; /* versions before that are kept, told or not */
	struct corrections corrections;
	bool renamed; /* it was asked for by an id that it had */
};

/* That of the article that is ASKED for. It borrows from S until the next call on it. Free with
   history_free either way. ERROR_NOT_FOUND, ERROR_CORRUPT. */
bool history_tell(
	struct search *s, struct article_asked asked, struct history *out, struct error *err);
void history_free(struct history *h);

enum { HISTORY_UNREAD = -1 };

/* How many versions of the article that was read last, called ID now, are kept; HISTORY_UNREAD
   where that can't be read. */
int64_t history_count(const struct search *s, struct str id);

#endif
