/* How much is in each part of a page. */
#ifndef ARTICLE_READERS_HTML_MEASURES_H
#define ARTICLE_READERS_HTML_MEASURES_H

#include "article/readers/html/tree.h"

/* What is in a node. */
struct html_measure {
	uint32_t bytes, linked; /* of text */
	uint32_t pictures, tables, rows, cells, divisions;
	uint32_t longest_cell;
	uint32_t breaks;
};

enum html_table { HTML_TABLE_NONE, HTML_TABLE_FIGURES, HTML_TABLE_PICTURES };

/* The letters of TEXT: its bytes, white space apart. */
size_t html_letters(struct str text);

/* Those of each node of TREE, in MEMORY; NULL when out of memory. */
struct html_measure *html_measure(struct arena *memory, const struct html_tree *tree);

/* What a table that measures M is for. */
enum html_table html_table_kind(const struct html_measure *m);

#endif
