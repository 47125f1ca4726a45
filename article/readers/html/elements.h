/* What the elements of HTML are to a text. */
#ifndef ARTICLE_READERS_HTML_ELEMENTS_H
#define ARTICLE_READERS_HTML_ELEMENTS_H

#include "base/str.h"

#include <stdbool.h>

enum html_element {
	HTML_TEXT,   /* no element */
	HTML_INLINE, /* any that does not divide paragraphs */
	HTML_BOLD,
	HTML_SLANTED,
	HTML_FONT,
	HTML_RAISED, /* or lowered: 2 of m2 */
	HTML_LINK,   /* <a> with an address */
	HTML_BREAK,
	HTML_PICTURE,
	HTML_TIME,
	HTML_BLOCK, /* any that divides paragraphs */
	HTML_RULE,  /* <hr> */
	HTML_PARAGRAPH,
	HTML_PLAIN, /* pre: its line ends count */
	HTML_H1,
	HTML_HEADING, /* h2 to h6 */
	HTML_ITEM,    /* of a list */
	HTML_LIST,
	HTML_TABLE,
	HTML_ROW,
	HTML_CELL,
	HTML_CAPTION, /* figcaption, caption */
	HTML_ARTICLE, /* article, main */
	HTML_ASIDE,   /* nav, aside, footer, form: around a text */
	HTML_TITLE,
	HTML_META,
	HTML_RELATION, /* <link> */
	HTML_HIDDEN    /* script, svg, noscript and the like */
};

static inline bool html_divides(enum html_element e)
{
	return e >= HTML_BLOCK && e <= HTML_ASIDE;
}

/* Of NAME, in small letters; what no HTML has is inline. */
enum html_element html_element_of(struct str name);

#endif
