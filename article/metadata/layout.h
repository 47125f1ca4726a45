/* The layout of a plain text: which of its lines are title, lead, caption, byline, and which
 * stand around it.
 *
 * - Frame: a letterhead (letterhead.h), kickers above the title (head.h), a signature block and
 *   the foot of a page (foot.h). Rules of ===== outside of the text belong to nothing.
 * - Title: of a document its kind and subject; else the first line that is not of the frame; up
 *   to three, when together they stand alone and none is as long as a paragraph.
 * - Byline: lines below the title, and last lines that byline.h knows or that stand at the far
 *   right of the page; a contact block may follow them.
 * - Caption: paragraphs set deep into the page, or that have the form of one (caption.h).
 * - Lead: the first paragraph of what is left. The rest is body.
 *
 * Paragraphs are divided by empty lines, by lines longer than a page is wide (which are
 * paragraphs themselves), by first-line indents, and, unless all of the file is wrapped, by
 * lines that end a sentence. */
#ifndef ARTICLE_METADATA_LAYOUT_H
#define ARTICLE_METADATA_LAYOUT_H

#include "article/article.h"

/* What is known of a text before. */
struct layout_known {
	struct str title; /* stands elsewhere: none is looked for; its ptr is NULL: not known */
	bool record;      /* it is the body of a record: a line is a paragraph, unless they are
			     wrapped, and none is a lead */
	bool paragraphs;  /* it was written as paragraphs, each a line here */
};

/* Adds the blocks of TEXT to A, each a slice of it, behind those that A has, and sets what its
   letterhead says: issuer, number, kind, date, place. */
bool layout_read(
	struct article *a, struct str text, const struct layout_known *known, struct error *err);

#endif
