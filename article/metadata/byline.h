/* The line that says who wrote an article, or where it was taken from. */
#ifndef ARTICLE_METADATA_BYLINE_H
#define ARTICLE_METADATA_BYLINE_H

#include "article/article.h"

enum byline_kind {
	BYLINE_NONE,
	BYLINE_LABELLED, /* "Tin, ảnh: Bùi Toàn", "CTV Lò Duy", "Theo TTXVN", "(T/h)" */
	BYLINE_DATED,    /* "Cao Bằng, ngày 27 tháng 3 năm 2018" */
	BYLINE_NAMES,    /* "Bùi Toàn – Hoàng Ly", "Lò Duy/VOV", "PV", "LÒ DUY." */
	BYLINE_PEN_NAME  /* "Thuận": a byline only at the right of the page */
};

enum { BYLINE_AUTHORS_MAX = 16 };

/* What LINE, one line of text, looks like. */
enum byline_kind byline_kind_of(struct str line);

/* Takes the authors and the source that LINE names into A, with PROVENANCE; what A
   has already stays. What is no name but stands in the byline's place (Ban biên
   tập) is one author, unless it is all capitals (CHỦ TỊCH). False when out of
   memory. */
bool byline_read(struct article *a, struct str line, enum provenance provenance);

/* Adds the people and bodies that TEXT names to the authors of A, each once, without labels
   (Ảnh:), what they are (Giám đốc …) and what stands in parentheses; outlets become its
   source where it has none. TEXT is a field of authors or a byline; time is linear. False
   when out of memory. */
bool byline_add_authors(struct article *a, struct str text, enum provenance provenance);

#endif
