/* How a command line may go on. */
#ifndef QUERY_COMPLETION_H
#define QUERY_COMPLETION_H

#include "base/buf.h"
#include "base/error.h"
#include "query/reading/fields.h"

struct options;
struct search;

/* A command line without the program's name, up to where somebody types. */
struct completion {
	struct buf bytes; /* what follows points into */
	char **arguments; /* without quotes, owned; the first stands for the program */
	int count;
	const char *last; /* of them, perhaps empty */
	struct buf words; /* of the query before it, each with a blank behind it */
};

/* Takes apart the line that O is asked to complete, and lets O have the archive that the line names
   itself, or its profile does. If the last argument is an option or the value of one, DONE: the
   ways to go on are appended to OUT, each a line, with a tab and what it means behind it where that
   is not plain; for anything else the archive must be asked. Free with completion_free either way.
 */
bool completion_start(
	struct completion *c, struct options *o, struct buf *out, bool *done, struct error *err);
void completion_free(struct completion *c);

/* Appends the ways to go on with a word of the query, or the value of a filter, by the archive of
   S. */
bool completion_words(struct completion *c, struct search *s, struct buf *out, struct error *err);

#endif
