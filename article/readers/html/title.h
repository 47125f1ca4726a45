/* The title of a page's article: the line that people see, and what machines are told. */
#ifndef ARTICLE_READERS_HTML_TITLE_H
#define ARTICLE_READERS_HTML_TITLE_H

#include "article/readers/html/facts.h"
#include "article/readers/html/region.h"

struct html_title {
	size_t line;     /* of the page; its count where no line is the title */
	struct str text; /* what the page says of itself, where no line is; else empty */
	bool weak;       /* only its size or its bold letters tell that line */
	bool told;       /* the line is a heading that repeats it, as long as those of articles */
};

/* A line that repeats what the page says of itself is the title, a heading before others; else the
   main heading above the text; else what the page says, without the name of its site. */
struct html_title html_title_find(
	const struct html_facts *f, const struct html_lines *l, const struct html_region *r);

/* How many words A and B begin with alike, whatever their case and marks; all of one of them where
 *WHOLE. */
size_t html_same_words(struct str a, struct str b, bool *whole);

/* Whether URL is that of a site, not of a page in it. */
bool html_is_site(struct str url);

/* TITLE without the name of SITE, or of any outlet, behind it: "Họp báo - Báo Cao Bằng". */
struct str html_title_alone(struct str title, struct str site);

/* What TITLE has behind, or before, ALONE, which is the article's own title, where that calls
   itself an outlet or a body: "Họp báo - Báo Cao Bằng"; else empty. */
struct str html_title_site(struct str title, struct str alone);

#endif
