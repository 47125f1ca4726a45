/* What the elements of HTML are to a text. */
#ifndef ARTICLE_READERS_HTML_ELEMENTS_H
#define ARTICLE_READERS_HTML_ELEMENTS_H

#include "article/readers/html/tree.h"

/* Of NAME, in small letters; what no HTML has is inline. */
enum html_element html_element_of(struct str name);

#endif
