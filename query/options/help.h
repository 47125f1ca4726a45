/* What --help says. */
#ifndef QUERY_OPTIONS_HELP_H
#define QUERY_OPTIONS_HELP_H

#include "base/buf.h"
#include "base/error.h"

/* Appends what fits on a screen, or, where TOPIC is not NULL, what there is to say of it, in lines
   of at most COLUMNS, or 79 where that is less. ERROR_USAGE names the topics that there are. */
bool help_append(struct buf *out, const char *topic, size_t columns, struct error *err);

/* Appends VERSION, and what confines a process that searches here, as it does this one from now on.
 */
void help_append_version(struct buf *out, const char *version);

/* A topic by one of its names, in either language; private to query/options/help.c. */
struct help_topic {
	const char *names;   /* words, a blank between them, the first in English */
	const char *text[2]; /* Vietnamese, English; NULL: the options */
};

extern const struct help_topic help_topics[];
extern const size_t help_topic_count;

#endif
