/* What the styles and the theme of a .docx say of fonts. */
#ifndef ARTICLE_READERS_OFFICE_DOCX_STYLES_H
#define ARTICLE_READERS_OFFICE_DOCX_STYLES_H

#include "article/readers/container/package.h"
#include "article/readers/office/styles.h"

struct docx_styles {
	struct styles named;
	struct style_looks defaults;
	struct style_font major, minor; /* of the theme */
	struct str paragraph;           /* the style of paragraphs that name none */
	/* while it is read */
	struct style *style;
	struct style_looks *looks; /* that properties go to; NULL: none */
	struct style_font *theme;
};

/* False on failure; without such members nothing is told. */
bool docx_styles_read(struct docx_styles *s, struct package *p, const char *styles,
	const char *theme, struct arena *memory, struct error *err);

/* Takes what the tag of a run's properties says into LOOKS. */
void docx_looks_take(
	const struct docx_styles *s, struct style_looks *looks, const struct package_tag *tag);

#endif
