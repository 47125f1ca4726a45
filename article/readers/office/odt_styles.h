/* The styles of an OpenDocument, by family and name. */
#ifndef ARTICLE_READERS_OFFICE_ODT_STYLES_H
#define ARTICLE_READERS_OFFICE_ODT_STYLES_H

#include "article/readers/container/package.h"
#include "article/readers/office/styles.h"

/* Families of styles, by the first letters of ids. */
enum {
	ODT_TEXT = 't',
	ODT_PARAGRAPH = 'p',
	ODT_CELL = 'c',
	ODT_TABLE = 'b',
	ODT_SLIDE = 's',
	ODT_OTHER = 'x'
};

struct odt_styles {
	struct styles named; /* their ids begin with a letter for their family */
	struct styles faces; /* fonts by their names in the file */
	struct style_looks defaults;
	/* while they are read */
	struct style *style;
	struct style_looks *looks; /* that properties go to; NULL: none */
};

/* An element among the styles begins; a style ends. */
void odt_styles_begin(struct odt_styles *o, const struct package_tag *tag);
void odt_styles_end(struct odt_styles *o);

/* The style called NAME in FAMILY, once they are sorted; NULL. */
const struct style *odt_style_named(const struct odt_styles *o, char family, struct str name);

#endif
