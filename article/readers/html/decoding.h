/* The texts of a page decoded together, since a title alone tells too little. */
#ifndef ARTICLE_READERS_HTML_DECODING_H
#define ARTICLE_READERS_HTML_DECODING_H

#include "article/article.h"
#include "article/readers/html/facts.h"
#include "article/readers/html/lines.h"

/* Gives the lines L and the texts of F as they are meant, in the memory of A, and notes in A what
   they were in. TOLD: what is known of the page, else ENCODING_DETECT. */
bool html_decode(struct article *a, struct html_lines *l, struct html_facts *f,
	const struct html_source *source, enum encoding told, struct error *err);

/* Of A, whose bytes were taken for windows-1252 before its texts were decoded: what they were in.
 */
void html_note_legacy(struct article *a);

#endif
