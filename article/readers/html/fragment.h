/* A piece of HTML within something else: the text of a feed's item. */
#ifndef ARTICLE_READERS_HTML_FRAGMENT_H
#define ARTICLE_READERS_HTML_FRAGMENT_H

#include "article/given/given.h"

struct html_fragment {
	struct str text; /* a line for each paragraph; its ptr is NULL when out of memory */
	size_t paragraphs;
	struct given_list captions; /* of its pictures */
	struct str picture;         /* the address of the first; empty: none */
};

/* Reads HTML, valid UTF-8, into *OUT, in the memory of G. What is a link to another text and
   nothing else is left out. */
bool html_fragment_read(
	struct html_fragment *out, struct given *g, struct str html, struct error *err);

#endif
