/* The article that the text of a PDF is, with what the file says of itself. */
#ifndef ARTICLE_READERS_PDF_PDF_ARTICLE_H
#define ARTICLE_READERS_PDF_PDF_ARTICLE_H

#include "article/article.h"
#include "article/readers/pdf/set_text.h"

#include <poppler.h>

/* Makes A of SET, the text of DOCUMENT, which lies at PATH below its source; where that is NULL, it
   is to be completed by who knows. */
bool pdf_article_build(struct article *a, const struct set_text *set, PopplerDocument *document,
	const char *path, struct error *err);

#endif
