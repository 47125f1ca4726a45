/* The lists of an OpenDocument that a program counts, and its numbered headings. */
#ifndef ARTICLE_READERS_OFFICE_ODT_LISTS_H
#define ARTICLE_READERS_OFFICE_ODT_LISTS_H

#include "article/readers/container/package.h"
#include "article/readers/office/numbers.h"
#include "base/arena.h"

enum {
	ODT_LISTS_MAX = 4096 /* of styles, and of lists; further ones are not counted */
};

struct odt_list {
	struct str id;    /* of a list, by which another goes on with it; of a style its name */
	struct str style; /* of a list: the name of its style */
	struct number_list list;
};

struct odt_lists {
	struct arena *memory;
	struct odt_list *styles, *lists; /* ODT_LISTS_MAX each, as they come; NULL: none yet */
	size_t style_count, list_count;
	struct odt_list outline;   /* of headings */
	struct number_list *style; /* that is being read; NULL: none */
	struct odt_list *open;     /* the outermost that is open; NULL: it is not counted */
	unsigned depth;            /* of those that are open */
	bool pending;              /* the next paragraph is the first of its item */
	bool failed;
};

/* An element among the styles. */
void odt_lists_style(struct odt_lists *l, const struct package_tag *tag);

/* A list begins, or ends; an item of it begins. */
void odt_lists_begin(struct odt_lists *l, const struct package_tag *tag);
void odt_lists_end(struct odt_lists *l);
void odt_lists_item(struct odt_lists *l, const struct package_tag *tag);

/* A paragraph or heading begins: appends the number that it shows to OUT. */
void odt_lists_paragraph(struct odt_lists *l, const struct package_tag *tag, struct buf *out);

#endif
