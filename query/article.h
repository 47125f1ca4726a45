/* One article: shown, opened or cited. */
#ifndef QUERY_ARTICLE_H
#define QUERY_ARTICLE_H

#include "query/options/given.h"
#include "query/terminal/look.h"

struct last_hit;

struct article_task {
	enum task task;   /* TASK_SHOW, TASK_HISTORY, TASK_OPEN or TASK_CITE */
	struct str asked; /* the id; "id:…" where it could be taken for a number */
	const struct last_hit
		*hit;       /* of the last answer that it is; NULL: it is asked for by its id */
	const char *number; /* of HIT */
	bool numbered;      /* for article_page */
	const struct text_look *look;
};

/* Finds it, in the memory of S until the next call on that: *ASKED is what it is asked for by,
   borrowed from TASK. What its reader has to know, that it is called otherwise now, or that another
   could be meant, is told on standard error. ERROR_NOT_FOUND. */
bool article_find(struct search *s, const struct article_task *task, struct article_asked *asked,
	struct record *record, struct error *err);

/* Appends to OUT what the process that reads the archive can say of RECORD, which article_find
   found, in text. */
bool article_tell(struct search *s, const struct article_task *task, struct article_asked asked,
	const struct record *record, struct buf *out, struct error *err);

/* Shows in a pager what article_run said, from another process, with the first line that has
   something marked on the screen. */
void article_page(struct str numbered);

#endif
