/* A page as an article. */
#ifndef ARTICLE_READERS_HTML_PAGE_H
#define ARTICLE_READERS_HTML_PAGE_H

#include "article/readers/step.h"

/* What is known of a page beside its bytes. */
struct html_page {
	struct str bytes;
	enum encoding told; /* ENCODING_DETECT: it shows */
	struct str path;    /* below the source, for the dates in it */
	struct str url;     /* of it, where that is known otherwise; else empty */
	bool part;          /* of something else, as the text of a mail: an article whatever is in
			       it; no title, author, date or source is looked for in it */
};

/* Reads PAGE into A. ARTICLE_FOREIGN where it is a front page, a list of headlines, a frame or
   holds no text; ARTICLE_SKIPPED where it can't be read. */
enum article_step html_page_read(
	const struct html_page *page, struct article *a, struct article_problem *p);

#endif
