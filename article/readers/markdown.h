/* Markdown to the text that it stands for. */
#ifndef ARTICLE_READERS_MARKDOWN_H
#define ARTICLE_READERS_MARKDOWN_H

#include "base/arena.h"

/* Whether TEXT is written in Markdown: a heading with # that stands alone, and another sign of it
   (a heading, a link, bold words) further on. */
bool markdown_is(struct str text);

/* TEXT without the signs of Markdown: a line for each heading, paragraph, item and row of a
   table, with an empty one between; the words of a picture are set deep into the page, as captions
   are. In MEMORY; its ptr is NULL when that runs out. */
struct str markdown_plain(struct arena *memory, struct str text);

#endif
