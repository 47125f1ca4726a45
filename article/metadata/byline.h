/* The line that says who wrote an article, or where it was taken from. */
#ifndef ARTICLE_METADATA_BYLINE_H
#define ARTICLE_METADATA_BYLINE_H

#include "article/article.h"

enum byline_kind {
	BYLINE_NONE,
	BYLINE_LABELLED, /* "Tin, ảnh: Bùi Toàn", "Theo TTXVN", "Nguồn: …" */
	BYLINE_DATED,    /* "Cao Bằng, ngày 27 tháng 3 năm 2018" */
	BYLINE_NAMES,    /* "Bùi Toàn – Hoàng Ly", "Hữu Trác": two words or more each */
	BYLINE_PEN_NAME  /* "Thuận", "TTXVN": a byline only at the right of the page */
};

enum { BYLINE_AUTHORS_MAX = 16 };

/* What LINE, one line of text, looks like. */
enum byline_kind byline_kind_of(struct str line);

/* Takes the authors or the source that LINE names into A, with PROVENANCE; what A
   has already stays. What is no name but stands in the byline's place (Ban biên
   tập) is one author, unless it is all capitals (CHỦ TỊCH). False when out of
   memory. */
bool byline_read(struct article *a, struct str line, enum provenance provenance);

/* Adds the names in TEXT to the authors of A: split at dashes, commas, "và", &; without
   labels (Ảnh:) and what stands in parentheses; each once. False when out of memory. */
bool byline_add_authors(struct article *a, struct str text, enum provenance provenance);

#endif
