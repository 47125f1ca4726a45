/* What each line of a page is to its article. */
#ifndef ARTICLE_READERS_HTML_ROLES_H
#define ARTICLE_READERS_HTML_ROLES_H

#include "article/readers/html/title.h"
#include "text/date/date.h"

enum html_role {
	ROLE_NONE, /* none of the article */
	ROLE_TITLE,
	ROLE_LEAD,
	ROLE_BODY,
	ROLE_CAPTION,
	ROLE_BYLINE, /* who, when, from where */
	ROLE_DATE    /* when, or who, among other words */
};

/* Sets ROLES, one for each line of L. */
void html_roles_set(enum html_role *roles, const struct html_facts *f, const struct html_lines *l,
	const struct html_region *r, const struct html_title *title);

/* The day with its year in TEXT, a line of that sort. False where there is none. */
bool html_find_day(struct str text, struct date *out);

#endif
