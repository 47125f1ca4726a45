/* A page as an article. */
#ifndef ARTICLE_READERS_HTML_PAGE_H
#define ARTICLE_READERS_HTML_PAGE_H

#include "article/readers/step.h"
#include "base/buf.h"

/* What is known of a page beside its bytes. */
struct html_page {
	struct str bytes;
	enum encoding told; /* ENCODING_DETECT: it shows */
	struct str path;    /* below the source, for the dates in it */
	struct str url;     /* of it, where that is known otherwise; else empty */
};

/* Reads PAGE into A. ARTICLE_FOREIGN where it is a front page, a list of headlines, a frame or
   holds no text; ARTICLE_SKIPPED where it can't be read. */
enum article_step html_page_read(
	const struct html_page *page, struct article *a, struct article_problem *p);

/* Appends the text of HTML as a plain text to OUT, where HTML is that of a mail: a line for each
   paragraph with an empty one between, captions deep in the page and what is set at the right far
   right. Notes in A what it was in. */
bool html_text_read(
	struct article *a, struct str html, enum encoding told, struct buf *out, struct error *err);

#endif
