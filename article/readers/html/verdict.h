/* Whether a page holds one text, or leads to others. */
#ifndef ARTICLE_READERS_HTML_VERDICT_H
#define ARTICLE_READERS_HTML_VERDICT_H

#include "article/readers/html/facts.h"
#include "article/readers/html/title.h"

/* False, for a page with TITLE, with ERROR_INPUT that says what it is, for a front page, a list of
   headlines, a set of frames, a page without a text. */
bool html_is_article(const struct html_facts *f, const struct html_tree *t,
	const struct html_lines *l, const struct html_region *r, const struct html_title *title,
	struct error *err);

#endif
