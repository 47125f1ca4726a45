/* The text below a picture. */
#ifndef ARTICLE_METADATA_CAPTION_H
#define ARTICLE_METADATA_CAPTION_H

#include "article/metadata/page.h"

/* Whether TEXT, a paragraph, has the form of one: it ends with whose picture it is, "… Ảnh: Lê
   Hùng", "(Ảnh: TTXVN)", "Ảnh minh họa", or begins with "Ảnh:", "Hình 2:". */
bool caption_is(struct str text);

/* Tells lines of P that are set deep into the page, short, and do not end as a sentence to be
   captions. Columns of a table are none, nor are five such lines in a row without an empty one
   (a poem). */
void caption_mark(struct page *p);

#endif
