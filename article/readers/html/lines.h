/* The lines of a page, as people see them: paragraphs, headings, items, rows of tables. */
#ifndef ARTICLE_READERS_HTML_LINES_H
#define ARTICLE_READERS_HTML_LINES_H

#include "article/readers/html/classes.h"
#include "article/readers/html/tree.h"

struct html_line {
	struct str text;    /* UTF-8, one space between words */
	struct str author;  /* the part of it that the page calls so; empty: none, or all */
	uint32_t node;      /* the block that it stands in */
	uint32_t chars;     /* bytes of its text, white space apart */
	uint32_t linked;    /* of these, in links */
	uint32_t bold;      /* and in bold letters */
	uint32_t slanted;   /* and in italics */
	unsigned hints;     /* of the elements that it stands in */
	bool heading, h1;   /* it stands in one */
	bool below_picture; /* nothing but pictures stands between it and one */
	bool of_picture;    /* likewise, and nothing but these is in what it stands in */
	bool row;           /* of a table, a tab between its cells */
	bool item;          /* of a list */
	bool broken;        /* a <br> ends it */
	bool ruled;         /* a rule across the page stands above it */
};

struct html_lines {
	struct html_line *lines;
	size_t count, capacity;
	const struct html_tree *tree;
	unsigned *hints;        /* of each node, what is inherited too */
	struct str place;       /* that stands before the text, and in no line; empty: none */
	enum encoding encoding; /* of most texts whose fonts are encodings; else UTF-8 */
	unsigned encodings;     /* of all of those, a bit 1 << E for each */
};

enum { HTML_LINES_MAX = 1 << 16 };

/* Puts together the lines of TREE, in MEMORY. What is hidden is left out. Texts in fonts that are
   encodings are decoded by these. ERROR_MEMORY. */
bool html_lines_read(struct html_lines *l, struct arena *memory, const struct html_tree *tree,
	struct error *err);

#endif
