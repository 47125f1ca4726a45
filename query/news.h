/* Saved searches, what is new of them, and lists of searches: the tasks of the program. */
#ifndef QUERY_NEWS_H
#define QUERY_NEWS_H

#include "query/options/given.h"
#include "query/saved/saved.h"
#include "query/saved/seen.h"

struct news_task {
	const char *name;
	struct saved saved;       /* the search, as it was read or is to be written */
	struct seen seen;         /* what was seen the last time; nothing: that is to be noted */
	char *real[ARCHIVES_MAX]; /* the archives of a search that is being saved, owned */
	const struct options *options;
	bool first; /* all is only noted, as it is being saved */
	uint64_t found;
};

/* Reads the search that O's task is about and what of it was seen, or makes it of the words,
   settings and archives of O. Free with news_free either way. */
bool news_prepare(struct news_task *n, const struct options *o, struct error *err);
void news_free(struct news_task *n);

/* In the process that reads the archive: prints what is new, and writes to NOTES what was seen. */
bool news_run(struct news_task *n, struct search *s, int notes, struct error *err, size_t *at);

/* In the process in front of it: keeps the NOTES, and the search itself where it is being saved. */
bool news_keep(struct news_task *n, struct str notes, struct error *err);

/* Appends a line that says what N kept. False when out of memory. */
bool news_append_kept(struct buf *out, const struct news_task *n);

/* Appends the saved searches, one a line. */
bool news_list(struct buf *out, struct error *err);

#endif
