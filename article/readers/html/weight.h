/* Whether a line of a page is a paragraph of a text, or leads to another one. */
#ifndef ARTICLE_READERS_HTML_WEIGHT_H
#define ARTICLE_READERS_HTML_WEIGHT_H

#include "article/readers/html/lines.h"

/* Whether LINE is a headline that links to another page. */
bool html_is_linked(const struct html_line *line);

/* How much LINE is a paragraph of a text: 0 where it is none. */
uint32_t html_weight(const struct html_line *line);

#endif
