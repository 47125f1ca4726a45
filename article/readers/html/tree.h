/* A page as libxml2 reads it: its elements and texts in the order of the page. */
#ifndef ARTICLE_READERS_HTML_TREE_H
#define ARTICLE_READERS_HTML_TREE_H

#include "article/readers/html/elements.h"
#include "article/readers/html/source.h"
#include "base/arena.h"

#include <stdint.h>

enum html_name {
	HTML_CLASS, /* and id: all words of both */
	HTML_HREF,
	HTML_SRC,
	HTML_CONTENT,
	HTML_NAME, /* name, property, itemprop, itemtype, rel: whichever there is */
	HTML_DATETIME,
	HTML_STYLE, /* and align */
	HTML_FACE,
	HTML_NAME_COUNT
};

struct html_attributes {
	struct str values[HTML_NAME_COUNT];
};

struct html_node {
	enum html_element element;
	uint32_t parent;
	uint32_t end;                             /* behind the last node in it */
	struct str text;                          /* of a text: as it stands, its spaces too */
	const struct html_attributes *attributes; /* NULL: none of these */
};

struct html_tree {
	struct html_node *nodes; /* the first is the page itself, a block */
	uint32_t count, capacity;
	bool told;   /* what its bytes are is known: the names of fonts say nothing */
	bool framed; /* it has a <frameset> */
	bool plain;  /* a text with hardly any tag: its line ends count */
};

/* The value of attribute NAME of NODE, "" where it has none. */
static inline struct str html_value(const struct html_node *node, enum html_name name)
{
	return node->attributes ? node->attributes->values[name] : STR("");
}

/* Reads SOURCE, all of which is copied to MEMORY. ERROR_LIMIT where it is nested too deep. */
bool html_tree_read(struct html_tree *t, struct arena *memory, const struct html_source *source,
	struct error *err);

/* Loads what libxml2 needs before the process is confined. */
void html_tree_warm_up(void);

#endif
