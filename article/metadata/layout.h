/* The layout of a plain text: which of its lines are title, lead, caption, byline.
 *
 * - Title: the first line that is not empty; up to three, when together they stand
 *   alone and none is as long as a paragraph. A first line of more than 300
 *   characters is no title.
 * - Caption: lines set deep into the page, short, that do not end as a sentence;
 *   those with nothing but empty lines between are one caption. Columns of a table
 *   are none, nor are five such lines in a row without an empty one (a poem).
 * - Byline: last lines that article/metadata/byline.h knows, or that stand at the far right
 *   of the page; a contact block may follow them.
 * - Lead: the first paragraph of what is left. The rest is body.
 *
 * Paragraphs are divided by empty lines, by lines longer than a page is wide (which
 * are paragraphs themselves) and by first-line indents. */
#ifndef ARTICLE_METADATA_LAYOUT_H
#define ARTICLE_METADATA_LAYOUT_H

#include "article/article.h"

/* Sets the blocks of A, each a slice of TEXT. */
bool layout_read(struct article *a, struct str text, struct error *err);

#endif
