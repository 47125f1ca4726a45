/* Articles as ninjs 2.0, the International Press Telecommunications Council's news in JSON
 * (<https://iptc.org/standards/ninjs/>), an object a line. Each call appends one to OUT. */
#ifndef QUERY_JSON_NINJS_H
#define QUERY_JSON_NINJS_H

#include "base/buf.h"

struct answer;
struct json_news;
struct record;

/* A composite item that says what the articles are an answer to, and how many they are, or
   those that are new of them if NEWS is not NULL; with PROBLEM, which may be NULL, that it is
   partial, and why. */
void ninjs_append_export(
	struct buf *out, const struct answer *a, const struct json_news *news, const char *problem);

/* R, of the archive that gave A. Its day is told as its first moment in Vietnam; what is known to
   the month or year has none. */
void ninjs_append_article(struct buf *out, const struct answer *a, const struct record *r);

#endif
