/* What stands above a text in so many words: front matter, "Tiêu đề: …", "# doc_id = …", the
 * address of its page. */
#ifndef ARTICLE_READERS_HEADER_LINES_H
#define ARTICLE_READERS_HEADER_LINES_H

#include "article/given/given.h"

/* Takes such lines off the front of *TEXT into G. One alone is believed that names the title,
   is an address, or says who may see the text; of others two or more keys must be known, so that
   "Anh: Bầu cử sớm" stays a headline. False when out of memory. */
bool header_lines_take(struct given *g, const struct key_map *map, struct str *text);

#endif
